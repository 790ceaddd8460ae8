import { PRIOR_FIELDS, type PriorField, type PriorState } from '#libs/delta-x';
import { owedLines, referenceOf, type Line } from './consignments.js';

const SERIES = 'PX26';
/** As Delta X's screens write them: twelve with BAE, three in the hands of the service, five without BAE. */
const states: readonly (readonly [PriorState, string, number])[] = [
  ['bae-prov', 'BAE/prov', 5],
  ['bae-def', 'BAE/def', 7],
  ['under-control', 'sous contrôle', 1],
  ['credit-pending', 'crédit en attente', 1],
  ['cash-payment', 'paiement au comptant', 1],
  ['lodged', 'déposée', 5],
];

export interface PriorDeclaration {
  readonly reference: string;
  readonly state: PriorState;
  /** The words of the list for its state. */
  readonly word: string;
}

export const PRIOR_DECLARATIONS: readonly PriorDeclaration[] = states
  .flatMap(([state, word, times]) => Array.from({ length: times }, () => ({ state, word })))
  .map((prior, i) => ({ ...prior, reference: referenceOf(SERIES, i + 1) }));

/** Every third one is simplified; the local reference is the declaration's own number without its hyphen. */
const listed = ({ reference, word }: PriorDeclaration, index: number): Readonly<Record<PriorField, string>> => ({
  reference,
  state: word,
  kind: index % 3 === 0 ? 'DSE' : 'DAU',
  number: '',
  lrn: reference.replace('-', ''),
  office: 'FR002650',
  validated_at: '',
  anticipation_ends_at: '',
});

/** The columns that the list has: what it does not know it does not name. */
export const PRIOR_COLUMNS = PRIOR_FIELDS.filter((field) =>
  ['reference', 'state', 'kind', 'lrn', 'office'].includes(field),
);

/** The rows of the operator's list of what stood in Delta X when the alert came. */
export const PRIOR_ROWS: readonly (readonly string[])[] = PRIOR_DECLARATIONS.map((prior, index) => {
  const row = listed(prior, index);
  return PRIOR_COLUMNS.map((column) => row[column]);
});

/** Paper for each of them: for “lodged” it is taken (DX-29), for all others refused (DX-07, DX-09). */
export const priorLines = (seed: number): Line[] => owedLines(seed, PRIOR_DECLARATIONS.length, SERIES);
