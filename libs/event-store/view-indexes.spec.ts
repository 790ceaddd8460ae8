import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineCodec, instantOf, type DomainEvent, type Recorded } from '#libs/kernel';
import { openViews, type PageRequest, type StoredRecord, type Views, type Where } from './index.js';
import { forCount, indexesOf } from './view-indexes.js';

interface Parcel {
  readonly id: string;
  readonly owner: string;
  readonly state: string;
  readonly number: string | null;
}
type Put = DomainEvent<'Put', Parcel>;
const codec = defineCodec<Put>({ Put: { stored: 'Put.v1', personal: [], parse: (data) => data as Parcel } });
const view = {
  name: 'parcels',
  version: 1,
  prefixes: ['parcel-'],
  columns: { owner: (r: Parcel) => r.owner, state: (r: Parcel) => r.state, number: (r: Parcel) => r.number },
  sparse: ['number'],
  together: [['owner', 'state']],
  project: ({ event }: Recorded<Put>) => [{ key: event.data.id, row: event.data }],
};
const ROWS = 5_000;
const parcel = (n: number): Parcel => ({
  id: `p${String(n).padStart(5, '0')}`,
  owner: n % 2 === 0 ? 'A' : 'B',
  state: n % 1_000 === 0 ? 'lost' : n % 4 === 1 ? 'sent' : 'due',
  number: n % 500 === 0 ? `N${n}` : null,
});
const stored = (n: number): StoredRecord => ({
  id: String(n),
  type: 'Put.v1',
  data: parcel(n),
  stream: `parcel-${n}`,
  revision: 0n,
  position: { commit: BigInt(n + 1), prepare: BigInt(n + 1) },
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

describe('the indexes of a view', () => {
  let views: Views;
  beforeAll(() => {
    views = openViews({ file: ':memory:', views: [view], codecs: [codec] });
    const records = Array.from({ length: ROWS }, (_, n) => stored(n));
    views.applyBatch(records, { commit: BigInt(ROWS), prepare: BigInt(ROWS) });
  });
  afterAll(() => views.close());

  it.each<[string, PageRequest, string]>([
    ['one value', { where: { state: 'lost' } }, 'view_parcels_state'],
    ['two values, by the index of both', { where: { owner: 'A', state: 'due' } }, 'view_parcels_owner_state'],
    ['a rare value beside a frequent one', { where: { owner: 'A', number: 'N500' } }, 'view_parcels_number'],
    [
      'the beginning of a value',
      { where: { number: { prefix: 'N1' } }, orderBy: { column: 'number' } },
      'view_parcels_number',
    ],
    [
      'the beginning of a frequent value beside a rare one',
      { where: { owner: { prefix: 'A' }, state: 'lost' }, orderBy: { column: 'owner' } },
      'view_parcels_state',
    ],
    ['the beginning of a key', { where: { key: { prefix: 'p001' }, owner: 'A' } }, 'sqlite_autoindex_view_parcels_1'],
    ['nothing', {}, 'sqlite_autoindex_view_parcels_1'],
  ])('lead to the rows of %s', (_, request, index) => {
    const steps = views.explain(view, request);
    expect(steps.join('\n')).toContain(`USING INDEX ${index}`);
    const sorted = steps.some((step) => step.includes('TEMP B-TREE'));
    expect(sorted).toBe(request.orderBy?.column === 'owner');
  });

  it('find what a look at every row finds, page by page', () => {
    const all = Array.from({ length: ROWS }, (_, n) => parcel(n));
    const paged = (request: PageRequest): string[] => {
      const found: string[] = [];
      let after: string | undefined;
      do {
        const page = views.query(view, { ...request, limit: 97, ...(after === undefined ? {} : { after }) });
        found.push(...page.rows.map((row) => row.id));
        after = page.next;
      } while (after !== undefined);
      return found;
    };
    const cases: [PageRequest, (p: Parcel) => boolean][] = [
      [{ where: { owner: 'A', state: 'due' } }, (p) => p.owner === 'A' && p.state === 'due'],
      [{ where: { owner: 'A', number: 'N500' } }, (p) => p.owner === 'A' && p.number === 'N500'],
      [{ where: { owner: 'B', state: 'lost' } }, (p) => p.owner === 'B' && p.state === 'lost'],
      [{ where: { key: { prefix: 'p00' }, state: 'sent' } }, (p) => p.id.startsWith('p00') && p.state === 'sent'],
      [{ where: { number: null, state: 'lost' } }, (p) => p.number === null && p.state === 'lost'],
    ];
    for (const [request, holds] of cases) expect(paged(request)).toEqual(all.filter(holds).map((p) => p.id));
    expect(views.count(view, { owner: 'A', state: 'due' })).toBe(
      all.filter((p) => p.owner === 'A' && p.state === 'due').length,
    );
  });

  it('count by themselves where they have all that is asked about, led by their first column', () => {
    const indexes = indexesOf({ ...view, together: [...view.together, ['number', 'state']] });
    const named = (where: Where, column?: string): string | undefined => forCount(indexes, where, column)?.name;
    expect(named({ number: 'N500', state: { lte: 'lost' } })).toBe('view_parcels_number_state');
    expect(named({ number: { gte: '' } }, 'number')).toBe('view_parcels_number');
    expect(named({ number: { gte: '' } }, 'state')).toBe('view_parcels_number_state');
    expect(named({ number: null })).toBeUndefined();
    expect(named({ number: {} })).toBeUndefined();
    expect(named({ number: 'N500', owner: 'A' })).toBeUndefined();
    expect(views.countBy(view, 'number', { number: { gte: 'N1' } }).size).toBe(9);
    expect(views.count(view, { number: { lt: 'N2' } })).toBe(3);
  });

  it('name columns of the view', () => {
    const wrong = { ...view, name: 'wrong', sparse: ['colour'] };
    expect(() => openViews({ file: ':memory:', views: [wrong], codecs: [codec] })).toThrow('colour');
  });
});
