import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declarationCodec, declarationStream, declarationView, type DeclarationEvent } from '#libs/delta-x';
import { openViews, type StoredRecord, type Views } from '#libs/event-store';
import { instantOf } from '#libs/kernel';
import { declarationPage, waysOf } from './declaration-list.js';
import type { DeclarationFilter } from './declarations.messages.js';

const ROWS = 5_000;
const MINE = 'FR552100554';
const THEIRS = 'FR852100111';
const operatorOf = (n: number): string => (n % 5 === 0 ? THEIRS : MINE);
const referenceOf = (n: number): string => `R${n % 2 === 0 ? 'X' : 'Y'}-${String(n).padStart(5, '0')}`;

let position = 0;
const stored = (n: number, revision: bigint, event: DeclarationEvent): StoredRecord => {
  position += 1;
  const at = { commit: BigInt(position), prepare: BigInt(position) };
  return {
    id: String(position),
    ...declarationCodec.encode(event),
    stream: declarationStream(operatorOf(n), referenceOf(n)),
    revision,
    position: at,
    committedMs: 0,
    recordedAt: instantOf(0),
    metadata: {
      correlationId: 'a1',
      causationId: 'c',
      commandId: 'c',
      actor: { id: 'marion', role: 'integrator' },
      occurredAt: instantOf(0),
      rules: [],
      codeVersion: 'test',
    },
  };
};

const recordsOf = (n: number): StoredRecord[] => {
  const subject = { operator: operatorOf(n), reference: referenceOf(n), alertId: 'a1' };
  const state = n % 10 === 0 ? 'lodged' : 'bae-def';
  const known = { lrn: `${n % 2 === 0 ? 'R' : 'L'}-${n}`, number: `26FR${String(n).padStart(10, '0')}` };
  const owed = { ...subject, system: 'delta-x' } as const;
  return [
    stored(n, 0n, { type: 'PriorStateRecorded', data: { ...subject, state, known } }),
    stored(n, 1n, { type: 'ObligationOpened', data: { ...owed, holds: n % 10 === 0 ? ['cancel-first'] : [] } }),
  ];
};

describe('the list of declarations', () => {
  let views: Views;
  beforeAll(() => {
    views = openViews({ file: ':memory:', views: [declarationView], codecs: [declarationCodec] });
    const records = Array.from({ length: ROWS }, (_, n) => recordsOf(n)).flat();
    views.applyBatch(records, { commit: BigInt(position), prepare: BigInt(position) });
  });
  afterAll(() => views.close());

  const all = (filter: DeclarationFilter, limit = 100): string[] => {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = declarationPage({ views, position: '1' }, filter, { limit, cursor });
      expect(page.items.length).toBeLessThanOrEqual(limit);
      found.push(...page.items.map((row) => row.reference));
      cursor = page.next;
    } while (cursor !== undefined);
    return found;
  };

  it.each<[string, DeclarationFilter]>([
    ['reference', { reference: 'RX-00010' }],
    ['reference of an operator', { reference: 'RX-00010', operator: THEIRS }],
    ['beginning of references', { referencePrefix: 'RX-000' }],
    ['beginning of an operator’s references', { referencePrefix: 'RX-000', operator: THEIRS }],
    ['MRN', { mrn: '26FR0000000010' }],
    ['LRN', { lrn: 'R-10' }],
    ['number', { number: '26FR0000000010' }],
    ['operator', { operator: THEIRS }],
    ['alert', { alertId: 'a1' }],
    ['manifest', { manifestId: 'm1' }],
    ['status', { status: 'held' }],
    ['status of an operator', { status: 'held', operator: MINE }],
    ['status under an alert', { status: 'owed', alertId: 'a1' }],
    ['triage', { verdict: 'cancel-first', alertId: 'a1' }],
    ['state before the outage', { prior: 'lodged' }],
    ['hold', { hold: 'cancel-first', operator: MINE }],
    ['cause', { cause: 'DX-29', status: 'held' }],
    ['text', { text: '26FR00' }],
    ['nothing', {}],
  ])('finds by %s along an index, in its order', (_, filter) => {
    for (const { request } of waysOf(filter)) {
      const steps = views.explain(declarationView, request).join('\n');
      expect(steps).toMatch(/USING INDEX/);
      expect(steps).not.toMatch(/TEMP B-TREE/);
    }
  });

  it('finds each declaration once, whatever of it was typed', () => {
    expect(all({ text: 'RX-00010' })).toEqual(['RX-00010']);
    expect(all({ text: '26fr0000000011' })).toEqual(['RY-00011']);
    expect(all({ text: 'L-4999' })).toEqual(['RY-04999']);
    expect(all({ number: '26FR0000000010' })).toEqual(['RX-00010']);
    // Every reference begins with R, and every second LRN too.
    const found = all({ text: 'R', operator: MINE }, 37);
    expect(found).toHaveLength(ROWS - ROWS / 5);
    expect(new Set(found).size).toBe(found.length);
  });

  it('keeps to the operator, the state and the beginning together', () => {
    const expected = Array.from({ length: ROWS }, (_, n) => n)
      .filter((n) => operatorOf(n) === THEIRS && n % 10 === 0 && referenceOf(n).startsWith('RX-00'))
      .map(referenceOf);
    expect(all({ operator: THEIRS, status: 'held', referencePrefix: 'RX-00' }, 7)).toEqual(expected);
    expect(all({ operator: MINE, hold: 'cancel-first' })).toEqual([]);
  });

  it('takes no cursor of another list', () => {
    const page = (cursor: string) => declarationPage({ views, position: '1' }, {}, { cursor });
    expect(() => page('nonsense')).toThrow('not a cursor');
    expect(() => page(Buffer.from('[3,null]').toString('base64url'))).toThrow('not a cursor');
  });
});
