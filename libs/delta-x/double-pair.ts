import type { RuleId, Text } from '#libs/kernel';

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

/** @param outcome says the rules and the words with it */
export const pair = (
  by: DoubleKey,
  value: string,
  first: Appearance,
  second: Appearance,
  outcome: PairOutcome,
): DoublePair => ({ by, value, first, second, outcome, ...outcomes[outcome] });
