import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../../apps/launcher/src/demo/api-client.js';
import { until } from '../../apps/launcher/src/testing.js';
import type { DeclarationRow } from '#libs/delta-x';
import type { TargetRow } from '#libs/reintegration';
import { ledger } from '../stack/ledger.js';
import { browserPath, openBrowser } from './browser.js';
import { OFFICE, priorList, seed, type Seeded } from './console-seed.js';
import { fillIn } from './fill-in.js';
import { startReprise, type RunningReprise } from './running-reprise.js';

/** A day in five minutes: nothing that is looked at here ends meanwhile. */
const SCALE = 288;
const WITHIN = 60_000;
/** What operations press takes effect within this. */
const EFFECTIVE = 2_000;
const HOUR = 3_600_000;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const browser = browserPath();

/** Ordered: the outage runs at first, and ends before the target is steered. */
/** As a person in Paris types an instant. */
const onTheWall = (ms: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'medium' })
    .format(ms)
    .replace(' ', 'T');

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
  const as = async (person: string, room = '#/', locale = 'en-GB', width = 1_280): Promise<Page> => {
    const context = await chromium.newContext({ locale, viewport: { width, height: 900 } });
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    await page.addInitScript((name) => sessionStorage.setItem('reprise.person', name), person);
    await page.goto(`${reprise.api}/${room}`);
    await page.getByTestId('connection').and(page.locator('[data-state=live]')).waitFor();
    return page;
  };
  const alertRoom = (): string => `#/alerts/${seeded.alertId}`;
  const declarationRoom = (reference: string): string => `#/declarations/${seeded.operator}/${reference}`;
  const declaration = async (reference: string): Promise<DeclarationRow> =>
    (
      await (
        await ApiClient.as(reprise.api, 'paul')
      ).get<DeclarationRow>(`/v1/declarations/${seeded.operator}/${reference}`)
    ).body;

  /** Presses the button of an act, fills in its dialog and sends it. */
  const press = async (button: Locator, values: Readonly<Record<string, string>>): Promise<number> => {
    await button.press('Enter');
    const dialog = button.page().getByRole('dialog');
    await fillIn(dialog, values);
    await dialog.locator('button[type=submit]').click();
    return performance.now();
  };

  it('takes in the list of what stood before: tried first, told by line, then counted by what becomes of it', async () => {
    const page = await as('marion', alertRoom());
    const list = priorList(seeded, new Date(Date.now() + 48 * HOUR).toISOString());
    const file = (text: string) => ({ name: 'before.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    const report = page.getByTestId('import-report');
    await page.getByTestId('upload-file').setInputFiles(file(`${list}\nPR-9;asleep;;;;;`));
    await page.getByTestId('upload-check').click();
    await report.and(page.locator('[data-rejected="1"]')).waitFor();
    expect(await page.getByTestId('import-error').getAttribute('data-line')).toBe('8');
    expect(await page.getByTestId('verdict-goes-on').getAttribute('data-value')).toBe('0');

    await page.getByTestId('upload-file').setInputFiles(file(list));
    await page.getByTestId('upload-import').click();
    await report.and(page.locator('[data-accepted="6"]')).waitFor();
    for (const [verdict, n] of [
      ['goes-on', '2'],
      ['paper-refused', '1'],
      ['cancel-first', '2'],
      ['anticipated', '1'],
    ] as const)
      await page
        .getByTestId(`verdict-${verdict}`)
        .and(page.locator(`[data-value="${n}"]`))
        .waitFor();

    await page.getByTestId('verdict-goes-on').click();
    await page.locator('[data-testid=triage-row][data-verdict=cancel-first]').first().waitFor({ state: 'detached' });
    const owing = page.locator('[data-testid=triage-row][data-reference=PR-1]');
    await press(owing.getByTestId('act-owed-message'), { message: 'scan' });
    await until('one message less is owed', async () => {
      const { owes } = await declaration('PR-1');
      return owes?.length === 1 && owes[0] === 'end-of-scan' ? true : undefined;
    });
    await page.context().close();
  });

  it('follows a cancellation from its request to its confirmation, which lets the paper one go', async () => {
    const [reference = ''] = seeded.references;
    const row = (page: Page, status: string): Locator =>
      page.locator(`[data-testid=cancellation-row][data-reference=${reference}][data-status=${status}]`);
    const marion = await as('marion', alertRoom());
    await press(row(marion, 'due').getByTestId('act-cancellation-request'), { means: 'mailbox' });
    await row(marion, 'requested').waitFor();
    await marion.context().close();

    const paul = await as('paul', alertRoom());
    await press(row(paul, 'requested').getByTestId('act-cancellation-confirm'), { evidence: 'mail of this morning' });
    await row(paul, 'confirmed').waitFor();
    expect((await declaration(reference)).status).toBe('owed');
    await paul.goto(`${reprise.api}/${declarationRoom(seeded.references[1] ?? '')}`);
    await paul.locator('[data-testid=hold][data-hold=cancel-first]').waitFor();
    await paul.goto(`${reprise.api}/${declarationRoom(reference)}`);
    await paul.locator('[data-testid=timeline-item][data-type^=CancellationConfirmed]').waitFor();
    expect(await paul.getByTestId('hold').count()).toBe(0);
    await paul.context().close();
  });

  it('shows the stamped document as the proof, and prints it', async () => {
    const [, , reference = ''] = seeded.references;
    const paul = await as('paul', `#/manifests/${seeded.manifestId}`);
    await press(paul.getByTestId('act-manifest-stamp'), { office: OFFICE, officer: 'Paul Kerbrat' });
    await paul
      .getByTestId('release-stamp')
      .and(paul.locator(`[data-office=${OFFICE}]`))
      .waitFor();
    await press(paul.getByTestId('act-manifest-visa'), { office: 'FR003370', officer: 'Anne Le Goff' });
    await paul.getByTestId('exit-visa').and(paul.locator('[data-count="1"]')).waitFor();
    await paul.goto(`${reprise.api}/${declarationRoom(reference)}`);
    await paul.getByTestId('exit-proof').and(paul.locator('[data-proof=visa]')).waitFor();
    expect(await paul.getByTestId('no-ie599').textContent()).toMatch(/IE599.*DX-30/);
    await paul.context().close();

    const marion = await as('marion', `#/manifests/${seeded.manifestId}`);
    await marion.getByTestId('issue-document').click();
    const answer = marion.waitForResponse((response) => response.url().includes('/pdf'));
    await marion.getByTestId('print-pdf').click();
    const pdf = await answer;
    expect(pdf.headers()['content-type']).toBe('application/pdf');
    await marion.context().close();
  });

  it('lodges a DAU of two articles by hand for an operator; what is wrong with it is said at its field', async () => {
    const paul = await as('paul', '#/lodge/dau');
    const form = paul.getByTestId('lodging-dau');
    await fillIn(form, {
      'operator.eori': seeded.operator,
      'operator.name': 'Rapide Express SAS',
      officeOfClearance: OFFICE,
      officeOfExit: 'BE101000',
      presentation: 'premises',
      'consignment.reference': 'HAND-1',
      'consignment.consignor_name': 'Atelier Lœuvre',
      'consignment.consignor_address': '4 rue des Écoles, 75005 Paris',
      'consignment.consignee_name': 'Acme Inc.',
      'consignment.consignee_address': '5 Main St, Boston',
      'consignment.description': 'Wrist watch',
      'consignment.gross_mass_kg': '0.8',
      'consignment.invoice_value': '1900',
      'dau.documents[k0].reference': '2026-118',
      'dau.authentication': 'pre-authenticated',
      'dau.officer': 'Paul Kerbrat',
      'signature.name': 'Marion Vasseur',
    });
    await form.getByTestId('add-article').click();
    await fillIn(form, {
      'furtherArticles[k0].description': 'Printed books',
      'furtherArticles[k0].cn8': '49019900',
      'furtherArticles[k0].gross_mass_kg': '1.2',
      'furtherArticles[k0].invoice_value': '49.90',
    });
    await form.locator('button[type=submit]').click();
    await form.locator('[data-testid=field-error][data-field="consignment.cn8"]').waitFor();
    expect(await paul.locator(':focus').getAttribute('name')).toBe('consignment.cn8');
    await fillIn(form, { 'consignment.cn8': '91021100' });
    await form.locator('button[type=submit]').click();
    await paul.getByTestId('articles').locator('tbody tr').nth(1).waitFor();
    expect(await declaration('HAND-1')).toMatchObject({ form: 'dau', articles: 2, status: 'owed' });

    await paul.getByTestId('issue-document').click();
    await press(paul.getByTestId('replace-document'), {
      reason: 'box 17 was empty',
      '~dau': 'on',
      'dau.countryOfDestination': 'US',
    });
    await paul.getByTestId('document').and(paul.locator('[data-version="2"]')).waitFor();
    await paul.context().close();
  });

  it('enters goods in the records of an AEO in place of paper', async () => {
    const marion = await as('marion', '#/lodge/records');
    const form = marion.getByTestId('lodging-records');
    // DX-12: since the outage, and before the entry.
    const informedAt = onTheWall(Date.parse(seeded.startedAt) + 1_000);
    await fillIn(form, {
      declarationKind: 'DSE',
      'records.aeo.certificate': 'FRAEOC2600012',
      'records.officeInformedAt': informedAt,
      'records.usedFrom': '2099-01-05T08:00:00',
      'records.regularises': 'on',
      'records.availableAt': 'ERP, module export',
      'operator.name': 'Rapide Express SAS',
      officeOfClearance: OFFICE,
      officeOfExit: 'FR003370',
      '~globalisation': 'on',
      'globalisation.reference': 'G-2099',
      'globalisation.endsOn': '2099-01-31',
      'globalisation.dcgOn': '2099-02-05',
    });
    await form.locator('button[type=submit]').click();
    await marion.getByTestId('lodging').and(marion.locator('[data-means=records]')).waitFor();
    await marion.context().close();
  });

  it('steers a target: paused, capped, resumed, seen in the page and in the API within two seconds', async () => {
    await seeded.end();
    const omar = await ApiClient.as(reprise.api, 'omar');
    const target = async (): Promise<TargetRow> => (await omar.get<TargetRow>('/v1/targets/delta-x')).body;
    const page = await as('omar');
    const card = page.getByTestId('target-card');
    await card.and(page.locator('[data-state=well]')).waitFor();

    let pressedAt = await press(page.getByTestId('pause-target'), { why: 'Delta X asks for a pause' });
    await card.and(page.locator('[data-state=paused]')).waitFor({ timeout: EFFECTIVE });
    expect((await target()).paused).toMatchObject({ why: 'Delta X asks for a pause', by: 'Omar Benali' });
    expect(performance.now() - pressedAt).toBeLessThan(EFFECTIVE);
    await page.getByTestId('forecast').and(page.locator('[data-still=true]')).waitFor();
    await page.getByTestId('if-resumed').waitFor();
    const { received } = await ledger(reprise.simulator);

    pressedAt = await press(page.getByTestId('set-ceiling'), { rate: '7200', why: 'their limit for tonight' });
    await page.getByTestId('target-ceiling').and(page.locator('[data-value="2"]')).waitFor({ timeout: EFFECTIVE });
    expect((await target()).ceiling?.perSecond).toBe(2);
    expect(performance.now() - pressedAt).toBeLessThan(EFFECTIVE);
    await press(page.getByTestId('set-traffic'), { bands: '00:00-24:00 36', why: 'as measured last month' });
    await page.getByTestId('base-load').waitFor();
    expect((await ledger(reprise.simulator)).received).toBeLessThanOrEqual(received + 1);

    pressedAt = await press(page.getByTestId('resume-target'), { why: 'Delta X is well again' });
    await card.and(page.locator('[data-state=well]')).waitFor({ timeout: EFFECTIVE });
    expect((await target()).paused).toBeUndefined();
    expect(performance.now() - pressedAt).toBeLessThan(EFFECTIVE);
    await until(
      'it is sent to again',
      async () => ((await ledger(reprise.simulator)).received > received + 1 ? true : undefined),
      WITHIN,
    );
    await page.getByTestId('replan').first().waitFor({ state: 'attached' });
    expect(await page.getByTestId('replan').last().locator('title').textContent()).toMatch(/resumed|ceiling|traffic/);
    // The focus is where it was before the dialog, on what the button has become.
    expect(await page.locator(':focus').getAttribute('data-testid')).toBe('pause-target');
    await page.context().close();
  });

  it('lets the operator settle an anticipated one, finds a declaration by its LRN, and downloads the reports', async () => {
    const page = await as('marion', alertRoom());
    await page.getByTestId('verdict-anticipated').click();
    await press(page.locator('[data-testid=triage-row][data-reference=PR-4]').getByTestId('act-anticipated-decide'), {
      decision: 'validate',
    });
    await until('it is settled', async () =>
      (await declaration('PR-4')).anticipation?.status === 'validated' ? true : undefined,
    );
    for (const [report, ending] of [
      ['triage-csv', 'csv'],
      ['triage-pdf', 'pdf'],
      ['doubles-csv', 'csv'],
    ] as const) {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId(report).click()]);
      expect(download.suggestedFilename()).toMatch(new RegExp(`${seeded.alertId}.${ending}$`));
    }
    await page.goto(`${reprise.api}/#/`);
    await page.getByTestId('declaration-row').nth(1).waitFor();
    await page.getByTestId('declaration-search').fill('LRN-2');
    await page.getByTestId('declaration-row').nth(1).waitFor({ state: 'detached' });
    const found = page.getByTestId('declaration-row').first();
    await found.waitFor();
    expect(await found.getAttribute('data-reference')).toBe(seeded.references[1]);
    expect(await page.getByTestId('declaration-row').count()).toBe(1);
    await page.context().close();
  });

  it('has no fault that axe finds, in any room, in either language, wide or narrow', async () => {
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
    const manifest = `#/manifests/${seeded.manifestId}`;
    const visits = [
      { locale: 'en-GB', width: 1_280, rooms: ['#/', alertRoom(), '#/rules', '#/lodge/dau'] },
      {
        locale: 'fr-FR',
        width: 390,
        rooms: [declarationRoom(seeded.references[1] ?? ''), manifest, '#/lodge/records'],
      },
    ];
    for (const { locale, width, rooms } of visits) {
      const page = await as('paul', '#/', locale, width);
      for (const room of rooms) {
        await page.goto(`${reprise.api}/${room}`);
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
