import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../../apps/launcher/src/demo/api-client.js';
import { projectRoot } from '../../apps/launcher/src/project-root.js';
import { until } from '../../apps/launcher/src/testing.js';
import type { CampaignRow } from '#libs/reintegration';
import { browserPath, openBrowser } from './browser.js';
import { startReprise, type RunningReprise } from './running-reprise.js';

/** A day in a minute: the demonstration, five times as fast. */
const SCALE = 1_440;
const WITHIN = 120_000;

interface Page<T> {
  readonly items: readonly T[];
  readonly position: string;
  readonly next?: string;
}
interface AsOf<T> {
  readonly items: readonly T[];
  readonly asOf: { readonly position: string; readonly recordedAt: string };
}
interface LedgerRow {
  readonly kind: string;
  readonly operator: string;
  readonly reference: string;
  readonly verdict: string;
  readonly repeated: boolean;
  readonly receivedAt: string;
}
interface Declared {
  readonly reference: string;
  readonly status: string;
  readonly valueEur?: string;
}

/** In Delta X without BAE before the outage, and lodged on paper again. */
const CANCELLED_FIRST = [16, 17, 18, 19, 20].map((n) => `PX26-0000${String(n)}`);
const CONTROLLED = ['RX26-000042', 'RX26-000257', 'RX26-000301'];

const manifest = readFileSync(join(projectRoot(), 'samples/delta-x/manifest.csv'), 'utf8').trim().split('\n');

const browser = browserPath();

describe('the demonstration that npm start opens on', { timeout: 2 * WITHIN }, () => {
  let reprise: RunningReprise;
  let claire: ApiClient;
  let watching: Promise<void>;
  const live: { position: string; items: readonly CampaignRow[] }[] = [];

  beforeAll(async () => {
    reprise = await startReprise({ timeScale: SCALE, demo: true, env: { DEMO_OUTAGE_MS: '1000' } });
    claire = await ApiClient.as(reprise.api, 'claire');
    watching = watch();
  }, WITHIN);
  afterAll(async () => {
    await reprise.stop();
  });

  const campaigns = async (): Promise<Page<CampaignRow>> => (await claire.get<Page<CampaignRow>>('/v1/campaigns')).body;

  const allDeclarations = async (): Promise<Declared[]> => {
    const found: Declared[] = [];
    for (let cursor = ''; ;) {
      const page = await claire.get<Page<Declared>>(`/v1/declarations?limit=500${cursor}`);
      found.push(...page.body.items);
      if (page.body.next === undefined) return found;
      cursor = `&cursor=${encodeURIComponent(page.body.next)}`;
    }
  };

  const ledgerRows = async (): Promise<LedgerRow[]> => {
    const response = await fetch(`${reprise.simulator}/ledger?limit=10000`, {
      headers: { accept: 'application/x-ndjson' },
    });
    const lines = (await response.text()).trim().split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as LedgerRow);
  };

  it.skipIf(browser === undefined)(
    'shows it live in a browser, from the alert to the last declaration, without a reload',
    async () => {
      const chromium = await openBrowser(browser ?? '');
      try {
        const page = await chromium.newPage({ viewport: { width: 1_280, height: 1_100 }, locale: 'en-GB' });
        const faults: string[] = [];
        page.on('pageerror', (error) => faults.push(error.message));
        await page.goto(reprise.api);
        const loadedAt = await page.evaluate(() => performance.timeOrigin);
        await page.getByTestId('alert-card').first().waitFor({ timeout: WITHIN });
        await page.getByTestId('deadline-clock').first().waitFor();
        const count = async (name: string): Promise<number> =>
          Number((await page.getByTestId(`count-${name}`).first().getAttribute('data-value')) ?? '0');
        await until('declarations are owed', async () => ((await count('owed')) > 0 ? true : undefined), WITHIN);
        await page.getByTestId('burn-down').first().waitFor({ timeout: WITHIN });
        const early = await until(
          'some are accepted',
          async () => ((await count('accepted')) > 10 ? count('accepted') : undefined),
          WITHIN,
        );
        await until(
          'more are accepted',
          async () => ((await count('accepted')) > early + 50 ? true : undefined),
          WITHIN,
        );

        await page.getByTestId('lang-switch').getByText('FR').click();
        await page.getByText('Réintégration', { exact: false }).first().waitFor();
        if (process.env['SCREENSHOT']) await page.screenshot({ path: process.env['SCREENSHOT'] });

        await until(
          'the page says completed',
          async () =>
            (await page.getByTestId('campaign-status').first().getAttribute('data-status')) === 'completed'
              ? true
              : undefined,
          WITHIN,
        );
        expect(await count('accepted')).toBe(await count('owed'));
        await page.locator('[data-testid=declaration-row][data-status=accepted] a').first().click();
        await page.getByTestId('timeline-item').nth(1).waitFor();
        expect(await page.getByTestId('timeline-item').count()).toBeGreaterThanOrEqual(2);
        expect(await page.evaluate(() => performance.timeOrigin)).toBe(loadedAt);
        expect(faults).toEqual([]);
      } finally {
        await chromium.close();
      }
    },
  );

  /** What the API says while the campaign runs, three times. */
  const watch = async (): Promise<void> => {
    for (const share of [0.2, 0.5, 0.8]) {
      const seen = await until(
        `${String(share)} of the campaign`,
        async () => {
          const page = await campaigns();
          const counts = page.items[0]?.counts;
          return counts && counts.owed > 0 && counts.accepted >= share * counts.owed ? page : undefined;
        },
        WITHIN,
      );
      live.push(seen);
    }
  };

  it('runs to its end: everything that is owed is accepted, in time', async () => {
    await watching;
    const done = await until(
      'the campaign completes',
      async () => {
        const row = (await campaigns()).items[0];
        return row?.status === 'completed' && row.counts.accepted === row.counts.owed ? row : undefined;
      },
      WITHIN,
    );
    expect(done.counts).toMatchObject({ held: 0, attempting: 0, refused: 0, acceptedLate: 0, doubles: 0 });
    expect(done.completedAt && done.deadline && done.completedAt < done.deadline).toBe(true);
  });

  it('had each one accepted once that DX-21 and DX-22 require, none that DX-20 or DX-23 exclude, all before the deadline', async () => {
    const declarations = await allDeclarations();
    const [campaign] = (await campaigns()).items;
    const lodged = declarations.filter((d) => d.valueEur !== undefined);
    expect(lodged).toHaveLength(manifest.length - 1 + CANCELLED_FIRST.length);
    const taxable = lodged.filter((d) => Number(d.valueEur) > 22).map((d) => d.reference);
    expect(taxable.length).toBeGreaterThan(500);
    expect(taxable.length).toBeLessThan(lodged.length);

    const rows = (await ledgerRows()).filter((r) => r.kind === 'submission');
    const accepted = rows.filter((r) => r.verdict === 'accepted' && !r.repeated);
    expect(accepted.map((r) => r.reference).toSorted()).toEqual(taxable.toSorted());
    expect(accepted.every((r) => r.receivedAt < (campaign?.deadline ?? ''))).toBe(true);

    const excluded = declarations.filter((d) => d.status === 'kept' || d.status === 'goes-on').map((d) => d.reference);
    expect(excluded.length).toBeGreaterThan(100);
    const sent = new Set(rows.map((r) => r.reference));
    expect(excluded.filter((reference) => sent.has(reference))).toEqual([]);
  });

  it('had the first declarations cancelled before their paper was sent (DX-29), and 52000 for what was controlled (DX-33)', async () => {
    const rows = await ledgerRows();
    for (const reference of CANCELLED_FIRST) {
      const verdicts = rows.filter((r) => r.reference === reference).map((r) => `${r.kind} ${r.verdict}`);
      expect(verdicts).toContain('act cancelled');
      expect(verdicts.indexOf('submission accepted')).toBeGreaterThan(verdicts.indexOf('act cancelled'));
    }
    // The simulator refuses what it knows as controlled when 52000 is not named: what it took, named it at once.
    for (const reference of CONTROLLED) {
      const verdicts = rows.filter((r) => r.reference === reference && r.kind === 'submission').map((r) => r.verdict);
      expect(verdicts.at(-1)).toBe('accepted');
      const { body } = await claire.get<Declared>(`/v1/declarations/FR552100554/${reference}`);
      expect(body).toMatchObject({
        control: { state: 'released', kind: 'physical' },
        release: { by: 'after-control' },
      });
    }
    const { body } = await claire.get<{ none: boolean; found: number }>(
      `/v1/alerts/${(await campaigns()).items[0]?.alertId ?? ''}/doubles`,
    );
    expect(body).toMatchObject({ found: CANCELLED_FIRST.length, outcomes: { doubled: 0, 'at-risk': 0 } });
  });

  it('lets the audit say what stood when: at three instants the same as was seen live', async () => {
    expect(live).toHaveLength(3);
    for (const { position, items } of live) {
      const then = await claire.get<AsOf<CampaignRow>>(`/audit/v1/views/campaigns?asOf=${position}`);
      expect(then.body.items).toEqual(items);
      const { recordedAt } = then.body.asOf;
      const atInstant = await claire.get<AsOf<CampaignRow>>(
        `/audit/v1/views/campaigns?asOf=${encodeURIComponent(recordedAt)}`,
      );
      // An instant is all of its millisecond: events recorded in the same one, after that position, belong to it.
      expect(atInstant.body.asOf.recordedAt).toBe(recordedAt);
      const wholeInstant = await claire.get<AsOf<CampaignRow>>(
        `/audit/v1/views/campaigns?asOf=${atInstant.body.asOf.position}`,
      );
      expect(atInstant.body.items).toEqual(wholeInstant.body.items);
      if (atInstant.body.asOf.position === position) expect(atInstant.body.items).toEqual(items);
    }
  });

  it('shows the trail of a declaration: who, when, on which rule, caused by what', async () => {
    const found = await claire.get<Page<Declared & { operator: string }>>(
      '/v1/declarations?status=accepted&referencePrefix=RX26&limit=1',
    );
    const [one] = found.body.items;
    const trail = await claire.get<
      Page<{ type: string; rules: { rule: string }[]; actor: { role: string }; occurredAt: string }>
    >(`/audit/v1/trail/declarations/${one?.operator ?? ''}/${one?.reference ?? ''}`);
    const types = trail.body.items.map((item) => item.type);
    expect(types[0]).toMatch(/^DeclarationLodged/);
    expect(types.at(-1)).toMatch(/^ReintegrationAccepted/);
    expect(trail.body.items[1]?.rules.map((r) => r.rule)).toEqual(['DX-21', 'DX-22']);
    expect(trail.body.items.every((item) => item.actor.role !== '' && item.occurredAt !== '')).toBe(true);
  });
});
