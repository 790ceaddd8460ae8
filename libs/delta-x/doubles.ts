import type { RuleId, Text } from '#libs/kernel';
import { declarationStream } from './declaration.decider.js';
import type { DeclarationRow } from './declaration.view.js';

/** By what two appearances of the same goods are recognised. */
export const DOUBLE_KEYS = ['reference', 'lrn', 'number'] as const;
export type DoubleKey = (typeof DOUBLE_KEYS)[number];

/** Where a declaration appears: in Delta X before the outage, on paper, sent again after it. */
export const APPEARANCES = ['pre-outage', 'paper', 're-sent'] as const;
export type AppearanceKind = (typeof APPEARANCES)[number];

/** What became of a pair. All but the last two are no double, and can't become one. */
export const PAIR_OUTCOMES = [
  'first-cancelled',
  'first-deleted',
  'first-kept',
  'not-sent',
  'held',
  'at-risk',
  'doubled',
] as const;
export type PairOutcome = (typeof PAIR_OUTCOMES)[number];

export interface Appearance {
  readonly as: AppearanceKind;
  readonly operator: string;
  readonly reference: string;
  readonly lrn?: string;
  /** As Delta X knows it: the number before the outage, the MRN since. */
  readonly number?: string;
}

/** The same goods, twice. */
export interface DoublePair {
  readonly by: DoubleKey;
  readonly value: string;
  readonly first: Appearance;
  readonly second: Appearance;
  readonly outcome: PairOutcome;
  readonly rules: readonly RuleId[];
  readonly text: Text;
}

/** How much was looked at. */
export interface DoublesChecked {
  readonly declarations: number;
  readonly preOutage: number;
  readonly paper: number;
  readonly reSent: number;
  readonly lrns: number;
  readonly numbers: number;
}

const outcomes: Readonly<Record<PairOutcome, { readonly rules: readonly RuleId[]; readonly text: Text }>> = {
  'first-cancelled': {
    rules: ['DX-29'],
    text: { en: 'the first one is cancelled', fr: 'la première est annulée' },
  },
  'first-deleted': {
    rules: ['DX-29', 'DX-31'],
    text: { en: 'the system deleted the first one', fr: 'la première est supprimée par le système' },
  },
  'first-kept': {
    rules: ['DX-29'],
    text: {
      en: 'the first one goes on, the paper is not sent',
      fr: 'la première suit son cours, le papier n’est pas réintégré',
    },
  },
  'not-sent': {
    rules: ['DX-20', 'DX-21'],
    text: { en: 'the second one is never sent', fr: 'la seconde n’est jamais réintégrée' },
  },
  held: {
    rules: ['DX-29'],
    text: { en: 'the second one waits for the cancellation', fr: 'la seconde attend l’annulation de la première' },
  },
  'at-risk': {
    rules: ['DX-29'],
    text: { en: 'nothing keeps the second one from being sent', fr: 'rien n’empêche la réintégration de la seconde' },
  },
  doubled: {
    rules: ['DX-29'],
    text: { en: 'both stand in Delta X', fr: 'les deux figurent dans Delta X' },
  },
};

const preOutage = ({ operator, reference, known }: DeclarationRow): Appearance => ({
  as: 'pre-outage',
  operator,
  reference,
  ...(known?.lrn === undefined ? {} : { lrn: known.lrn }),
  ...(known?.number === undefined ? {} : { number: known.number }),
});

/** The later appearance: sent again where it was, on paper otherwise. */
const since = ({ operator, reference, mrn, status }: DeclarationRow): Appearance => ({
  as: status === 'accepted' ? 're-sent' : 'paper',
  operator,
  reference,
  ...(mrn === undefined ? {} : { number: mrn }),
});

const firstIsGone = ({ cancellation, anticipation }: DeclarationRow): PairOutcome | undefined => {
  if (cancellation?.status === 'confirmed')
    return cancellation.outcome === 'deleted' ? 'first-deleted' : 'first-cancelled';
  return anticipation?.status === 'deleted' ? 'first-deleted' : undefined;
};

/** What keeps the later one from being sent beside the first, if anything does. */
const outcomeOf = (first: DeclarationRow, second: DeclarationRow): PairOutcome => {
  const gone = first.prior === undefined ? undefined : firstIsGone(first);
  if (gone !== undefined) return gone;
  if (second.status === 'accepted') return 'doubled';
  if (first.cancellation?.status === 'first-kept') return 'first-kept';
  if (second.status === 'goes-on' || second.status === 'kept' || second.status === 'prior') return 'not-sent';
  return second.holds?.some(({ hold }) => hold === 'cancel-first') === true ? 'held' : 'at-risk';
};

const pair = (
  by: DoubleKey,
  value: string,
  first: Appearance,
  second: Appearance,
  outcome: PairOutcome,
): DoublePair => ({ by, value, first, second, outcome, ...outcomes[outcome] });

/** Whether a paper of it was lodged, or an entry made in the records. */
const onPaper = (row: DeclarationRow): boolean => row.lodgedAt !== undefined;

/** Two declarations that share a number: the one known from before the outage is the first. */
const acrossRows = (by: DoubleKey, value: string, a: DeclarationRow, b: DeclarationRow): DoublePair => {
  const [first, second] = b.prior !== undefined && a.prior === undefined ? [b, a] : [a, b];
  const one = first.prior === undefined ? since(first) : preOutage(first);
  const other = onPaper(second) ? since(second) : preOutage(second);
  if (first.prior !== undefined) return pair(by, value, one, other, outcomeOf(first, second));
  const sent = first.status === 'accepted' ? outcomeOf(first, second) : outcomeOf(second, first);
  return pair(by, value, one, other, sent);
};

/** Customs answered one re-integration with two numbers. */
const answeredTwice = (row: DeclarationRow): DoublePair | undefined => {
  if (row.status !== 'accepted' || row.cause === undefined || row.reason === undefined) return undefined;
  const [firstMrn = '', mrn = ''] = row.reason.split(' / ');
  const sent = since(row);
  return pair('reference', row.reference, { ...sent, number: firstMrn }, { ...sent, number: mrn }, 'doubled');
};

/** One pass over declarations. */
export interface DoublesCheck {
  /**
   * The pairs that this declaration makes with itself and with those seen before.
   * @param find any declaration by the name of its stream
   */
  readonly see: (row: DeclarationRow, find: (key: string) => DeclarationRow | undefined) => readonly DoublePair[];
  readonly checked: () => DoublesChecked;
}

/**
 * DX-29: looks for the same goods twice, across what stood in Delta X before the outage, the paper, and what was sent
 * again: by the reference (one stream holds all three), by LRN (against other LRNs and references of the operator), by
 * number (against the numbers of before the outage and the MRNs since). It holds the numbers it has seen, nothing else.
 */
export const doublesCheck = (): DoublesCheck => {
  const lrns = new Map<string, string>();
  const numbers = new Map<string, string>();
  const seen = { declarations: 0, preOutage: 0, paper: 0, reSent: 0 };

  const met = (known: Map<string, string>, value: string, key: string): string | undefined => {
    const other = known.get(value);
    if (other === undefined) known.set(value, key);
    return other === key ? undefined : other;
  };

  return {
    checked: () => ({ ...seen, lrns: lrns.size, numbers: numbers.size }),
    see: (row, find) => {
      const { operator, reference, known, mrn } = row;
      const key = declarationStream(operator, reference);
      seen.declarations += 1;
      if (row.prior !== undefined) seen.preOutage += 1;
      if (onPaper(row)) seen.paper += 1;
      if (row.status === 'accepted') seen.reSent += 1;
      const found: (DoublePair | undefined)[] = [answeredTwice(row)];
      if (row.prior !== undefined && onPaper(row))
        found.push(pair('reference', reference, preOutage(row), since(row), outcomeOf(row, row)));
      const beside = (by: DoubleKey, value: string, otherKey: string | undefined): void => {
        const other = otherKey === undefined || otherKey === key ? undefined : find(otherKey);
        if (other) found.push(acrossRows(by, value, other, row));
      };
      if (known?.lrn !== undefined) {
        beside('lrn', known.lrn, met(lrns, `${operator} ${known.lrn}`, key));
        beside('lrn', known.lrn, declarationStream(operator, known.lrn));
      }
      for (const number of new Set([known?.number, mrn, row.anticipation?.number]))
        if (number !== undefined) beside('number', number, met(numbers, number, key));
      return found.filter((one) => one !== undefined);
    },
  };
};
