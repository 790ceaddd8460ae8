import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { messageIdFor, sampleReintegration } from '#libs/customs-gateway';
import { Ledger, type LedgerRow } from './ledger.js';
import { ledgerSummary } from './ledger-summary.js';
import { sampleXml, simulatorUnderTest, STARTED_AT, type SimulatorUnderTest } from './simulator.fixture.js';

let simulator: SimulatorUnderTest | undefined;
let directory: string | undefined;
afterEach(async () => {
  await simulator?.close();
  simulator = undefined;
  if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
  directory = undefined;
});

describe('the ledger', () => {
  it('has one row a request, in order, with both clocks', async () => {
    simulator = await simulatorUnderTest({ scale: 288 });
    await simulator.post(sampleXml('G-1'));
    await simulator.post(sampleXml('G-2', { mentions: [] }));
    await fetch(`${simulator.url}/delta-x/declarations/nobody`);
    const rows = await simulator.rows();
    expect(rows).toMatchObject([
      {
        seq: 1,
        kind: 'submission',
        reference: 'G-1',
        operator: 'FR552081317',
        verdict: 'accepted',
        status: 200,
        repeated: false,
      },
      {
        seq: 2,
        kind: 'submission',
        reference: 'G-2',
        verdict: 'refused',
        code: '13',
        messageId: sampleReintegration('G-2').messageId,
      },
      { seq: 3, kind: 'enquiry', messageId: 'nobody', verdict: 'unknown', status: 404 },
    ]);
    for (const row of rows) {
      expect(row.receivedAt >= STARTED_AT).toBe(true);
      expect(Date.now() - row.receivedMs).toBeLessThan(30_000);
    }
  });

  it('is read by pages, as JSON or as lines, or for one reference', async () => {
    simulator = await simulatorUnderTest();
    const { url } = simulator;
    for (let i = 0; i < 5; i++) await simulator.post(sampleXml(`H-${i}`));
    const seen: number[] = [];
    let after: number | undefined = 0;
    while (after !== undefined) {
      const page = (await (await fetch(`${url}/ledger?after=${after}&limit=2`)).json()) as {
        rows: LedgerRow[];
        next?: number;
      };
      seen.push(...page.rows.map((r) => r.seq));
      after = page.next;
    }
    expect(seen).toEqual([1, 2, 3, 4, 5]);
    const lines = await (await fetch(`${url}/ledger?after=3`, { headers: { accept: 'application/x-ndjson' } })).text();
    expect(
      lines
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as LedgerRow).seq),
    ).toEqual([4, 5]);
    const one = (await (await fetch(`${url}/ledger?reference=H-3`)).json()) as { rows: LedgerRow[] };
    expect(one.rows.map((r) => r.reference)).toEqual(['H-3']);
    for (const query of ['after=-1', 'limit=x', 'colour=red'])
      expect((await fetch(`${url}/ledger?${query}`)).status).toBe(400);
  });

  it('is summed up from its rows, with counts by product minute', async () => {
    const { post, summary: read } = (simulator = await simulatorUnderTest());
    await Promise.all(['I-1', 'I-2', 'I-2'].map((reference) => post(sampleXml(reference))));
    const summary = await read();
    expect(summary).toMatchObject({
      received: 3,
      accepted: 2,
      repeated: 1,
      refused: 0,
      doubledReferences: 0,
      malformed: 0,
    });
    expect(summary.minutes.reduce((sum, m) => sum + m.accepted, 0)).toBe(2);
    expect(summary.minutes[0]?.minute).toBe('2026-03-03T08:00');
    expect(summary.lastAcceptedAt && summary.lastAcceptedAt >= STARTED_AT).toBe(true);
  });

  it('would show a double if there were one', () => {
    const ledger = new Ledger(undefined);
    const entry = {
      kind: 'submission',
      receivedMs: 1,
      receivedAt: STARTED_AT,
      operator: 'FR1',
      reference: 'X',
      verdict: 'accepted',
      status: 200,
    } as const;
    ledger.record({ ...entry, messageId: 'a' });
    expect(ledgerSummary(ledger.database).doubledReferences).toBe(0);
    ledger.record({ ...entry, messageId: 'a', repeated: true });
    ledger.record({ ...entry, messageId: 'c', operator: 'FR2' });
    expect(ledgerSummary(ledger.database).doubledReferences).toBe(0);
    ledger.record({ ...entry, messageId: 'b' });
    expect(ledgerSummary(ledger.database).doubledReferences).toBe(1);
    ledger.close();
  });

  it('undoes a decision that fails half-way', () => {
    const ledger = new Ledger(undefined);
    expect(() =>
      ledger.transaction(() => {
        ledger.record({ kind: 'submission', receivedMs: 1, receivedAt: STARTED_AT, verdict: 'accepted' });
        throw new Error('half-way');
      }),
    ).toThrow('half-way');
    expect(ledger.rows(0, 10)).toEqual([]);
    ledger.close();
  });

  it('is still there after a restart: same answers, no second MRN', async () => {
    directory = mkdtempSync(join(tmpdir(), 'customs-simulator-'));
    simulator = await simulatorUnderTest({ dataDirectory: directory });
    const first = await (await simulator.post(sampleXml('J-1'))).text();
    await simulator.close();
    simulator = await simulatorUnderTest({ dataDirectory: directory });
    expect(await (await simulator.post(sampleXml('J-1'))).text()).toBe(first);
    const double = sampleXml('J-1', { messageId: messageIdFor('FR552081317', 'J-1', 2) });
    expect(await (await simulator.post(double)).text()).toContain('<code>91</code>');
    expect(await (await simulator.post(sampleXml('J-2'))).text()).not.toContain(/<mrn>(.*?)</.exec(first)?.[1]);
  });
});

describe('the rest of the simulator', () => {
  it('says what it is, that it lives, and how it fares', async () => {
    simulator = await simulatorUnderTest();
    const { url } = simulator;
    expect(await (await fetch(url)).json()).toMatchObject({ notice: expect.stringContaining('simulator') as string });
    for (const path of ['/health/live', '/health/ready']) expect((await fetch(url + path)).status).toBe(200);
    await simulator.post(sampleXml('M-1'));
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('customs_simulator_submissions_total{what="accepted"} 1');
    expect(metrics).toContain('customs_simulator_up 1');
  });
});
