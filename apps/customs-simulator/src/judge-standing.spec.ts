import { describe, expect, it } from 'vitest';
import { sampleReintegration, type DeltaXReintegration } from '#libs/customs-gateway';
import { instant } from '#libs/kernel';
import { judgeStanding, type Known } from './judge-standing.js';
import type { RegisteredDeclaration } from './register.js';

const now = instant('2026-03-03T08:00:00Z');
const known: Known = {
  now,
  sameReference: [],
  sameLrn: [],
  control: undefined,
  periods: [],
  announced: [],
  rules: { lrnReuse: 'allowed', controlledMention: 'beside' },
};
const standing = (changes: Partial<RegisteredDeclaration> = {}): RegisteredDeclaration => ({
  operator: 'FR552081317',
  reference: 'EXP-2026-000001',
  lrn: 'EXP-2026-000001',
  number: '26FR500000000001A0',
  kind: 'DSE',
  state: 'lodged',
  since: instant('2026-03-01T08:00:00Z'),
  ...changes,
});
const february = {
  reference: '2026-02',
  from: instant('2026-02-01T00:00:00Z'),
  until: instant('2026-03-01T00:00:00Z'),
};
const march = { reference: '2026-03', from: instant('2026-03-01T00:00:00Z'), until: instant('2026-04-01T00:00:00Z') };
const selected = { selectedAt: instant('2026-03-02T10:00:00Z') };
const released = { ...selected, releasedAt: instant('2026-03-02T15:00:00Z') };
const instead = { lrnReuse: 'allowed', controlledMention: 'instead' } as const;

interface Case {
  readonly name: string;
  readonly known?: Partial<Known>;
  readonly declaration?: Partial<DeltaXReintegration>;
  /** Code, rule and field; absent where nothing is held against it. */
  readonly refused?: readonly [string, string, string];
}

const cases: readonly Case[] = [
  { name: 'nothing known' },
  { name: 'DX-29: the first is cancelled', known: { sameReference: [standing({ state: 'cancelled' })] } },
  { name: 'DX-31: the first was deleted', known: { sameReference: [standing({ state: 'deleted' })] } },
  {
    name: 'DX-29: the first stands',
    known: { sameReference: [standing()] },
    refused: ['91', 'DX-29', 'reference'],
  },
  {
    name: 'DX-31: an anticipated one stands, its delay not over',
    known: { sameReference: [standing({ state: 'anticipated' })] },
    refused: ['91', 'DX-29', 'reference'],
  },
  {
    name: 'DX-29: cancelled, and one more stands',
    known: { sameReference: [standing({ state: 'cancelled' }), standing({ number: '2' })] },
    refused: ['91', 'DX-29', 'reference'],
  },
  ...(['bae-prov', 'bae-def'] as const).map((state): Case => ({
    name: `DX-20: ${state}`,
    known: { sameReference: [standing({ state })] },
    refused: ['14', 'DX-20', 'reference'],
  })),
  ...(['under-control', 'credit-pending', 'cash-payment'] as const).map((state): Case => ({
    name: `DX-07: ${state}`,
    known: { sameReference: [standing({ state })] },
    refused: ['92', 'DX-07', 'reference'],
  })),
  {
    name: 'DX-29: the LRN of another reference that stands',
    known: { sameLrn: [standing({ reference: 'OTHER' })] },
    refused: ['91', 'DX-29', 'lrn'],
  },
  { name: 'the LRN of one that is cancelled', known: { sameLrn: [standing({ state: 'cancelled' })] } },
  {
    name: 'the LRN of one that is cancelled, where no LRN comes twice',
    known: { sameLrn: [standing({ state: 'cancelled' })], rules: { ...known.rules, lrnReuse: 'refused' } },
    refused: ['91', 'DX-29', 'lrn'],
  },
  { name: 'DX-33: goods under control', known: { control: selected }, refused: ['92', 'DX-33', 'reference'] },
  {
    name: 'DX-33: released, without 52000',
    known: { control: released },
    refused: ['13', 'DX-33', 'specialMention'],
  },
  {
    name: 'DX-33: released, with both',
    known: { control: released },
    declaration: { mentions: ['50000', '52000'] },
  },
  {
    name: 'DX-27: released, with 52000 alone',
    known: { control: released },
    declaration: { mentions: ['52000'] },
    refused: ['13', 'DX-27', 'specialMention'],
  },
  {
    name: 'DX-33: 52000 alone, where it takes the place of 50000',
    known: { control: released, rules: instead },
    declaration: { mentions: ['52000'] },
  },
  {
    name: 'DX-33: both, where 52000 takes the place of 50000',
    known: { control: released, rules: instead },
    declaration: { mentions: ['50000', '52000'] },
    refused: ['14', 'DX-33', 'specialMention'],
  },
  {
    name: 'DX-27: 52000 alone, never controlled, where it takes the place of 50000',
    known: { rules: instead },
    declaration: { mentions: ['52000'] },
    refused: ['13', 'DX-27', 'specialMention'],
  },
  {
    name: 'DX-27: cleared within the outage announced',
    known: { announced: [{ from: instant('2026-03-02T08:00:00Z'), until: instant('2026-03-02T12:00:00Z') }] },
  },
  {
    name: 'DX-27: cleared within one that is not over',
    known: { announced: [{ from: instant('2026-03-02T08:00:00Z') }] },
  },
  {
    name: 'DX-27: cleared before the outage',
    known: { announced: [{ from: instant('2026-03-02T09:31:00Z') }] },
    refused: ['14', 'DX-27', 'clearedAt'],
  },
  {
    name: 'DX-27: cleared after the outage',
    known: { announced: [{ from: instant('2026-03-01T08:00:00Z'), until: instant('2026-03-02T09:29:59Z') }] },
    refused: ['14', 'DX-27', 'clearedAt'],
  },
  {
    name: 'DX-04: an outage of the operator’s own is not in the register of the administration',
    known: { announced: [{ from: instant('2026-02-01T00:00:00Z'), until: instant('2026-02-02T00:00:00Z') }] },
    declaration: { assistance: 'OLGA-2026-0001' },
  },
  { name: 'DX-32: by its date in a period that runs', known: { periods: [february, march] } },
  {
    name: 'DX-32: named, and in a period that runs',
    known: { periods: [february, march] },
    declaration: { globalisationPeriod: '2026-03' },
  },
  {
    name: 'DX-32: in a period that is over',
    known: { periods: [february] },
    declaration: { clearedAt: instant('2026-02-27T09:30:00Z') },
    refused: ['14', 'DX-32', 'globalisationPeriod'],
  },
  {
    name: 'DX-32: named, cleared outside it',
    known: { periods: [february, march] },
    declaration: { globalisationPeriod: '2026-02' },
    refused: ['14', 'DX-32', 'globalisationPeriod'],
  },
  {
    name: 'DX-32: in none of the periods',
    known: { periods: [february] },
    refused: ['13', 'DX-32', 'globalisationPeriod'],
  },
  {
    name: 'DX-32: named, and unknown',
    known: { periods: [march] },
    declaration: { globalisationPeriod: '2026-13' },
    refused: ['12', 'DX-32', 'globalisationPeriod'],
  },
  {
    name: 'DX-32: named, of an operator whose periods were not entered',
    declaration: { globalisationPeriod: '2026-03' },
  },
  {
    name: 'DX-32: named for a DAU',
    known: { periods: [march] },
    declaration: { kind: 'DAU', globalisationPeriod: '2026-03' },
    refused: ['14', 'DX-32', 'globalisationPeriod'],
  },
  { name: 'DX-32: a DAU of an operator with periods', known: { periods: [february] }, declaration: { kind: 'DAU' } },
];

describe('what Delta X holds against a re-integration for what it knows', () => {
  it.each(cases)('$name', ({ known: changes, declaration, refused }) => {
    const verdict = judgeStanding(sampleReintegration(undefined, declaration), { ...known, ...changes });
    const [code, rule, field] = refused ?? [];
    if (code === undefined) expect(verdict).toBeUndefined();
    else expect(verdict).toMatchObject({ accepted: false, code, rule, field: `/reintegration/${String(field)}` });
  });

  it('says why in French, then in English', () => {
    const verdict = judgeStanding(sampleReintegration(), { ...known, sameReference: [standing()] });
    expect(verdict?.reason).toMatch(/non annulée.* \/ .*not cancelled/);
  });
});
