import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../../apps/launcher/src/demo/api-client.js';
import { until } from '../../apps/launcher/src/testing.js';
import type { TargetRow } from '#libs/reintegration';
import { ledger } from '../stack/ledger.js';
import { browserPath, openBrowser } from './browser.js';
import { seed, type Seeded } from './console-seed.js';
import { startReprise, type RunningReprise } from './running-reprise.js';

/** A day in five minutes: nothing that is looked at here ends meanwhile. */
const SCALE = 288;
const WITHIN = 60_000;
/** What operations press takes effect within this. */
const EFFECTIVE = 2_000;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const browser = browserPath();

describe.skipIf(browser === undefined)('the page in a real browser', { timeout: WITHIN }, () => {
  let reprise: RunningReprise;
  let chromium: Browser;
  let seeded: Seeded;
  const faults: string[] = [];

  beforeAll(async () => {
    [reprise, chromium] = await Promise.all([
      startReprise({ timeScale: SCALE, demo: false }),
      openBrowser(browser ?? ''),
    ]);
    seeded = await seed(reprise);
  }, WITHIN);
  afterAll(async () => {
    await chromium.close();
    await reprise.stop();
  });

  /** The page as somebody, in a language. */
  const as = async (person: string, locale = 'en-GB', width = 1_280): Promise<Page> => {
    const context = await chromium.newContext({ locale, viewport: { width, height: 900 } });
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    await page.addInitScript((name) => sessionStorage.setItem('reprise.person', name), person);
    await page.goto(reprise.api);
    await page.getByTestId('connection').and(page.locator('[data-state=live]')).waitFor();
    return page;
  };

  const objections = async (page: Page): Promise<string[]> => {
    await page.evaluate(AXE);
    return page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> };
      };
      const { violations } = await axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.target.join(' ')).join(', ')}`);
    });
  };

  it('steers a target: paused, capped, resumed, seen in the page and in the API within two seconds', async () => {
    const omar = await ApiClient.as(reprise.api, 'omar');
    const target = async (): Promise<TargetRow> => (await omar.get<TargetRow>('/v1/targets/delta-x')).body;
    const page = await as('omar');
    const card = page.getByTestId('target-card');
    await card.and(page.locator('[data-state=well]')).waitFor();

    const press = async (button: string, values: Readonly<Record<string, string>>): Promise<number> => {
      await page.getByTestId(button).press('Enter');
      const dialog = page.getByRole('dialog');
      for (const [name, value] of Object.entries(values)) await dialog.locator(`[name=${name}]`).fill(value);
      await dialog.locator('[name=why]').press('Enter');
      return performance.now();
    };

    let pressedAt = await press('pause-target', { why: 'Delta X asks for a pause' });
    await card.and(page.locator('[data-state=paused]')).waitFor({ timeout: EFFECTIVE });
    expect((await target()).paused).toMatchObject({ why: 'Delta X asks for a pause', by: 'Omar Benali' });
    expect(performance.now() - pressedAt).toBeLessThan(EFFECTIVE);
    await page.getByTestId('forecast').and(page.locator('[data-still=true]')).waitFor();
    await page.getByTestId('if-resumed').waitFor();
    const { received } = await ledger(reprise.simulator);

    pressedAt = await press('set-ceiling', { rate: '7200', why: 'their limit for tonight' });
    await page.getByTestId('target-ceiling').and(page.locator('[data-value="2"]')).waitFor({ timeout: EFFECTIVE });
    expect((await target()).ceiling?.perSecond).toBe(2);
    expect(performance.now() - pressedAt).toBeLessThan(EFFECTIVE);
    expect((await ledger(reprise.simulator)).received).toBeLessThanOrEqual(received + 1);

    pressedAt = await press('resume-target', { why: 'Delta X is well again' });
    await card.and(page.locator('[data-state=well]')).waitFor({ timeout: EFFECTIVE });
    expect((await target()).paused).toBeUndefined();
    expect(performance.now() - pressedAt).toBeLessThan(EFFECTIVE);
    await until(
      'it is sent to again',
      async () => ((await ledger(reprise.simulator)).received > received + 1 ? true : undefined),
      WITHIN,
    );
    await page.getByTestId('replan').first().waitFor({ state: 'attached' });
    expect(await page.getByTestId('replan').last().locator('title').textContent()).toMatch(/resumed|ceiling/);
    // The focus is where it was before the dialog, on what the button has become.
    expect(await page.locator(':focus').getAttribute('data-testid')).toBe('pause-target');
    await page.context().close();
  });

  it('has no fault that axe finds, in any room, in either language, wide or narrow', async () => {
    const declaration = `#/declarations/${seeded.operator}/${seeded.references[0] ?? ''}`;
    const manifest = `#/manifests/${seeded.manifestId}`;
    const visits = [
      { locale: 'en-GB', width: 1_280, rooms: ['#/', `#/alerts/${seeded.alertId}`, '#/manifests', '#/rules'] },
      { locale: 'fr-FR', width: 390, rooms: ['#/', declaration, manifest] },
    ];
    for (const { locale, width, rooms } of visits) {
      const page = await as('paul', locale, width);
      for (const room of rooms) {
        await page.goto(`${reprise.api}${room}`);
        await page.locator('main h2').first().waitFor();
        const loading = page.locator('main .hint', { hasText: /^(Loading|Chargement)…$/ });
        await until('it is loaded', async () => ((await loading.count()) === 0 ? true : undefined), WITHIN);
        expect(await objections(page), `${room} ${locale}`).toEqual([]);
        const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
        expect(wide, `${room} ${locale}`).toBeLessThanOrEqual(width);
      }
      await page.context().close();
    }
    expect(faults).toEqual([]);
  });
});
