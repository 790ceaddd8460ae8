import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, type DomainEvent, type Recorded } from '#libs/kernel';
import { openViews, type OrderBy, type StoredRecord, type Views, type Where } from './index.js';
import { defineCodec } from '#libs/kernel';
import { BadCursor } from './view-query.js';

interface Parcel {
  readonly id: string;
  readonly weight: number | null;
  readonly country: string | null;
}
type Put = DomainEvent<'Put', Parcel>;

const codec = defineCodec<Put>({ Put: { stored: 'Put.v1', personal: [], parse: (data) => data as Parcel } });
const view = {
  name: 'parcels',
  version: 1,
  prefixes: ['parcel-'],
  columns: { weight: (r: Parcel) => r.weight, country: (r: Parcel) => r.country },
  project: ({ event }: Recorded<Put>) => [{ key: event.data.id, row: event.data }],
};

const at = (n: number) => ({ commit: BigInt(n), prepare: BigInt(n) });
const stored = (parcel: Parcel, n: number): StoredRecord => ({
  id: String(n),
  type: 'Put.v1',
  data: parcel,
  stream: `parcel-${parcel.id}`,
  revision: 0n,
  position: at(n),
  committedMs: 0,
  recordedAt: instantOf(0),
  metadata: {
    correlationId: 'c',
    causationId: 'c',
    commandId: 'c',
    actor: { id: 'a', role: 'system' },
    occurredAt: instantOf(0),
    rules: [],
    codeVersion: 'test',
  },
});

const withRows = (parcels: readonly Parcel[], work: (views: Views) => void): void => {
  const views = openViews({ file: ':memory:', views: [view], codecs: [codec] });
  try {
    views.applyBatch(
      parcels.map((p, i) => stored(p, i + 1)),
      at(parcels.length + 1),
    );
    work(views);
  } finally {
    views.close();
  }
};

const PARCELS = fc.uniqueArray(
  fc.record<Parcel>({
    id: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
    weight: fc.option(fc.integer({ min: 0, max: 4 })),
    country: fc.option(fc.constantFrom('FR', 'BE', 'DE', 'É', '')),
  }),
  { selector: (p) => p.id, maxLength: 40 },
);

/** As SQLite compares text: by its UTF-8 bytes. */
const compare = (a: string | number | null, b: string | number | null): number => {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
};

const allPages = (views: Views, where: Where, orderBy: OrderBy, limit: number): Parcel[] => {
  const rows: Parcel[] = [];
  for (let after: string | undefined; ;) {
    const page = views.query<Parcel>(view, { where, orderBy, limit, ...(after ? { after } : {}) });
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    rows.push(...page.rows);
    if (!page.next) return rows;
    after = page.next;
  }
};

describe('queries on a view', () => {
  it('pages of any size, by any column, either way, are the sorted list cut up', () => {
    const orders = fc.record({
      column: fc.constantFrom('weight', 'country', undefined),
      direction: fc.constantFrom('asc' as const, 'desc' as const),
    });
    fc.assert(
      fc.property(PARCELS, orders, fc.integer({ min: 1, max: 9 }), (parcels, { column, direction }, limit) => {
        withRows(parcels, (views) => {
          const by = (p: Parcel) => (column === undefined ? null : p[column]);
          const sign = direction === 'asc' ? 1 : -1;
          const expected = [...parcels].sort((a, b) => sign * (compare(by(a), by(b)) || compare(a.id, b.id)));
          const orderBy = column === undefined ? { direction } : { column, direction };
          expect(allPages(views, {}, orderBy, limit)).toEqual(expected);
        });
      }),
      { numRuns: 60 },
    );
  });

  const conditions: readonly (readonly [string, Where, (p: Parcel) => boolean])[] = [
    ['equal', { country: 'FR' }, (p) => p.country === 'FR'],
    ['none', { country: null }, (p) => p.country === null],
    ['one of', { country: ['FR', 'BE'] }, (p) => p.country === 'FR' || p.country === 'BE'],
    ['one of, or none', { country: ['FR', null] }, (p) => p.country === 'FR' || p.country === null],
    ['one of nothing', { country: [] }, () => false],
    ['from', { weight: { gte: 2 } }, (p) => p.weight !== null && p.weight >= 2],
    ['between', { weight: { gt: 1, lte: 3 } }, (p) => p.weight !== null && p.weight > 1 && p.weight <= 3],
    ['below', { weight: { lt: 1 } }, (p) => p.weight !== null && p.weight < 1],
    ['starting with', { country: { prefix: 'B' } }, (p) => p.country?.startsWith('B') === true],
    ['starting with nothing', { country: { prefix: '' } }, (p) => p.country !== null],
    ['an empty range', { weight: {} }, () => true],
    ['two columns', { country: 'FR', weight: 1 }, (p) => p.country === 'FR' && p.weight === 1],
  ];
  it.each(conditions)('filters: %s', (_, where, holds) => {
    fc.assert(
      fc.property(PARCELS, (parcels) => {
        withRows(parcels, (views) => {
          const expected = parcels.filter(holds).sort((a, b) => compare(a.id, b.id));
          expect(allPages(views, where, {}, 3)).toEqual(expected);
          expect(views.count(view, where)).toBe(expected.length);
          const groups = views.countBy(view, 'country', where);
          expect([...groups.values()].reduce((a, b) => a + b, 0)).toBe(expected.length);
          expect(groups.get('FR') ?? 0).toBe(expected.filter((p) => p.country === 'FR').length);
        });
      }),
      { numRuns: 25 },
    );
  });

  it('a page stays in place while rows come and go around it', () => {
    const parcels = Array.from({ length: 10 }, (_, i) => ({ id: `p${String(i)}`, weight: i, country: null }));
    withRows(parcels, (views) => {
      const orderBy = { column: 'weight' };
      const first = views.query<Parcel>(view, { orderBy, limit: 4 });
      views.applyBatch([stored({ id: 'new', weight: 0, country: null }, 50)], at(50));
      const rest = views.query<Parcel>(view, { orderBy, limit: 4, ...(first.next ? { after: first.next } : {}) });
      expect(rest.rows.map((r) => r.id)).toEqual(['p4', 'p5', 'p6', 'p7']);
    });
  });

  it.each(['', 'x', 'bnVsbA', Buffer.from('[{},"k"]').toString('base64url'), Buffer.from('[1]').toString('base64url')])(
    'the cursor %j is refused',
    (after) => {
      withRows([], (views) => {
        expect(() => views.query(view, { after })).toThrow(BadCursor);
      });
    },
  );

  it('unknown columns, limits out of range and unknown views are refused', () => {
    withRows([], (views) => {
      expect(() => views.query(view, { where: { 'weight"; --': 1 } })).toThrow(/no such column/);
      expect(() => views.query(view, { orderBy: { column: 'row' } })).toThrow(/no such column/);
      expect(() => views.countBy(view, 'key')).toThrow(/no such column/);
      expect(() => views.query(view, { limit: 0 })).toThrow(/limit/);
      expect(() => views.query(view, { limit: 1_001 })).toThrow(/limit/);
      expect(() => views.count({ name: 'others' })).toThrow(/no view/);
    });
  });

  it('values are values, whatever they look like', () => {
    const country = `'; DROP TABLE view_parcels; --`;
    withRows([{ id: 'a"b', weight: 1, country }], (views) => {
      expect(views.query<Parcel>(view, { where: { country } }).rows).toHaveLength(1);
      expect(views.get<Parcel>(view, 'a"b')?.country).toBe(country);
    });
  });

  it('memory stays flat: the rows are in the file, not in the process', () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const held = () => {
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const views = openViews({ file: ':memory:', views: [view], codecs: [codec] });
    const before = held();
    for (let n = 0; n < 20_000; n += 500) {
      const batch = Array.from({ length: 500 }, (_, i) => {
        const country = Buffer.alloc(2_000, `${String(n + i)} `).toString('latin1');
        return stored({ id: `p${String(n + i)}`, weight: i, country }, n + i + 1);
      });
      views.applyBatch(batch, at(n + 500));
    }
    const grown = held() - before;
    expect(views.count(view)).toBe(20_000);
    // All rows would be 40 MB.
    expect(grown).toBeLessThan(12 * 1024 * 1024);
    views.close();
  });
});
