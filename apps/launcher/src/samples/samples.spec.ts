import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { LINE_FIELDS, STARTING_RATES, checkLine, checkPriorLine, type CheckedLine, type RawLine } from '#libs/delta-x';
import { instant, type Instant } from '#libs/kernel';
import { projectRoot } from '../project-root.js';
import type { Expected } from './bad-lines.js';
import { DESTINATIONS } from './destinations.js';
import { sampleFiles } from './files.js';
import { GOODS } from './goods.js';

const folder = join(projectRoot(), 'samples/delta-x');
const committed = (name: string): string => readFileSync(join(folder, name), 'utf8');
const check = (raw: RawLine): CheckedLine =>
  checkLine(raw, { at: '2026-11-03T09:00:00.000Z' as Instant, rates: STARTING_RATES });

/** The row of a line by itself; why not, where it can't be read. */
const rowOf = (line: string): readonly string[] | string => {
  try {
    return parse(line, { delimiter: ';', relax_column_count: true })[0] ?? [];
  } catch (error) {
    if (error instanceof CsvError) return error.code;
    throw error;
  }
};
const rawOf = (values: readonly string[]): RawLine =>
  Object.fromEntries(LINE_FIELDS.map((field, i) => [field, values[i] ?? '']));
const rows = (name: string): RawLine[] =>
  committed(name)
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => {
      const values = rowOf(line);
      if (typeof values === 'string' || values.length !== LINE_FIELDS.length) throw new Error(`unreadable: ${line}`);
      return rawOf(values);
    });

describe('the committed samples', () => {
  it('are what the generator makes of seed 7, byte for byte', () => {
    const made = sampleFiles(7, 1000);
    expect(readdirSync(folder).sort()).toEqual([...made.keys()].sort());
    for (const [name, text] of made)
      expect(readFileSync(join(folder, name)).equals(Buffer.from(text)), name).toBe(true);
    expect(sampleFiles(8, 1000).get('manifest.csv')).not.toBe(made.get('manifest.csv'));
  });

  it('hold real codes and leave the Union', () => {
    expect(GOODS.length).toBeGreaterThanOrEqual(60);
    expect(new Set(GOODS.map(({ cn8 }) => cn8)).size).toBe(GOODS.length);
    const union = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' ');
    expect(DESTINATIONS.filter(({ country }) => union.includes(country))).toEqual([]);
  });
});

describe('the manifest', () => {
  const lines = rows('manifest.csv');
  const checked = lines.map((raw) => ({ raw, result: check(raw) }));
  const values = checked.map(({ result }) => (result.ok ? result.valueEur : -1n));

  it('has 1,000 lines, all of them in order, in one unbroken series', () => {
    expect(checked.filter(({ result }) => !result.ok)).toEqual([]);
    expect(lines.map(({ reference }) => reference)).toEqual(
      Array.from({ length: 1000 }, (_, i) => `RX26-${String(i + 1).padStart(6, '0')}`),
    );
    expect(committed('manifest.csv').split('\n')[0]).toBe(LINE_FIELDS.join(';'));
  });

  it('stands on both sides of both thresholds', () => {
    const count = (holds: (eur: bigint, raw: RawLine) => boolean): number =>
      checked.filter(({ raw }, i) => holds(values[i] ?? 0n, raw)).length;
    expect(count((eur) => eur <= 22_000_000n)).toBe(200);
    expect(count((eur, { currency }) => eur <= 22_000_000n && currency !== 'EUR')).toBe(70);
    expect(count((_, raw) => raw.invoice_value === '22.00' && raw.currency === 'EUR')).toBe(12);
    expect(count((eur) => eur === 22_010_000n)).toBe(15);
    expect(count((eur) => eur > 1_000_000_000n)).toBe(210);
    expect(count((eur, { cn8 }) => eur > 1_000_000_000n && cn8 === '')).toBe(0);
    expect(count((eur, { cn8 }) => eur > 22_010_000n && eur <= 1_000_000_000n && cn8 === '')).toBe(225);
    expect(count((eur, { cn8 }) => eur > 22_010_000n && eur <= 1_000_000_000n && cn8 !== '')).toBe(350);
    expect(count((eur, { cn8 }) => eur === 1_000_000_000n && cn8 === '')).toBe(4);
  });

  it('gives each code the goods it stands for, and each address its country', () => {
    const codes = new Map(GOODS.map(({ designation, cn8 }) => [designation, cn8]));
    for (const { description = '', cn8 = '' } of lines.filter((line) => line.cn8 !== '')) {
      expect(codes.get(description.replace(/ \(\d+ pièces?\)$/, '')), description).toBe(cn8);
    }
    const names = DESTINATIONS.map(({ name }) => `, ${name}`);
    expect(lines.filter((line) => !names.some((name) => line.consignee_address?.endsWith(name)))).toEqual([]);
  });

  it('has its first 50 lines as NDJSON too', () => {
    const twins = committed('manifest.ndjson').trimEnd().split('\n');
    const read = twins.map((text) => {
      const fields = JSON.parse(text) as Record<string, string | number>;
      return Object.fromEntries(LINE_FIELDS.map((field) => [field, String(fields[field] ?? '')]));
    });
    expect(read).toEqual(lines.slice(0, 50));
  });
});

describe('the declarations from before the outage', () => {
  const [header = '', ...listed] = committed('prior-states.csv').trimEnd().split('\n');
  const columns = header.split(';');
  const context = {
    alert: { alertId: 'a1', system: 'delta-x', scope: { kind: 'everyone' } } as const,
    now: instant('2026-03-02T08:00:00Z'),
  };
  const priors = listed.map((row) => {
    const raw = Object.fromEntries(row.split(';').map((value, i) => [columns[i] ?? '', value]));
    const checked = checkPriorLine(raw, context);
    if (!checked.ok) throw new Error(`${row}: ${JSON.stringify(checked.objections)}`);
    return checked.prior;
  });

  it('name themselves as Delta X does: kind, local reference, office', () => {
    for (const { known } of priors) {
      expect(known).toMatchObject({ office: 'FR002650', lrn: expect.stringMatching(/^PX26\d{6}$/) as string });
      expect(['DSE', 'DAU']).toContain(known.kind);
    }
  });

  it('are 12 with BAE, 3 in the hands of the service, 5 lodged', () => {
    const inState = (...states: string[]): number => priors.filter(({ state }) => states.includes(state)).length;
    expect(inState('bae-prov', 'bae-def')).toBe(12);
    expect(inState('under-control', 'credit-pending', 'cash-payment')).toBe(3);
    expect(inState('lodged')).toBe(5);
  });

  it('have paper of their own, well-formed and over 22 EUR, and stand on no other manifest', () => {
    const paper = rows('manifest-prior.csv');
    expect(paper.map(({ reference }) => reference)).toEqual(priors.map(({ reference }) => reference));
    for (const raw of paper) expect(check(raw)).toMatchObject({ ok: true });
    for (const raw of paper) {
      const result = check(raw);
      expect(result.ok && result.valueEur > 22_000_000n).toBe(true);
    }
    expect(committed('manifest.csv')).not.toContain('PX26');
  });
});

describe('the bad lines', () => {
  const lines = committed('bad-lines.csv').trimEnd().split('\n');
  const expected = JSON.parse(committed('bad-lines.expected.json')) as ({ line: number } & Expected)[];

  it.each(expected.filter(({ rule }) => rule === 'DX-04' || rule === 'DX-22'))(
    'line $line: $kind',
    ({ line, field, rule }) => {
      const result = check(rawOf(rowOf(lines[line - 1] ?? '') as readonly string[]));
      expect(result.ok ? [] : result.objections.map((o) => [o.field, o.rule])).toEqual([[field, rule]]);
    },
  );

  it('that can’t be read have no rule, and the last one never closes its quote', () => {
    const unreadable = expected
      .filter(({ rule }) => rule === undefined)
      .map(({ line }) => rowOf(lines[line - 1] ?? ''));
    expect(unreadable.map((row) => (typeof row === 'string' ? row : row.length))).toEqual([
      12,
      14,
      'INVALID_OPENING_QUOTE',
      'CSV_QUOTE_NOT_CLOSED',
    ]);
    expect(expected.at(-1)?.line).toBe(lines.length);
  });

  it('stand among good ones, of which one reference comes back with other data', () => {
    const bad = new Set(expected.map(({ line }) => line));
    const good = lines.flatMap((line, i) =>
      i === 0 || bad.has(i + 1) ? [] : [rawOf(rowOf(line) as readonly string[])],
    );
    expect(good.length).toBeGreaterThanOrEqual(8);
    for (const raw of good) expect(check(raw)).toMatchObject({ ok: true });
    const again = expected.filter(({ rule }) => rule === 'DX-05').map(({ line }) => rowOf(lines[line - 1] ?? ''));
    expect(again).toHaveLength(1);
    expect(check(rawOf(again[0] as readonly string[]))).toMatchObject({ ok: true });
    expect(good.map(({ reference }) => reference)).toContain(again[0]?.[0]);
    const references = good.map(({ reference }) => reference);
    expect(new Set(references).size).toBe(references.length);
  });
});
