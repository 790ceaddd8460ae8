import { declarationStream } from './declaration.decider.js';
import type { DeclarationRow, DeclarationStatus } from './declaration.view.js';
import { pair, type Appearance, type DoubleKey, type DoublePair, type PairOutcome } from './double-pair.js';
import { namedBy } from './named-first.js';

/** How much was looked at. */
export interface DoublesChecked {
  readonly declarations: number;
  readonly preOutage: number;
  readonly paper: number;
  readonly reSent: number;
  readonly lrns: number;
  readonly numbers: number;
  /** Papers that name the declaration they replace: compared with it, whatever number they have. */
  readonly firstNamed: number;
  /** Papers that name none and have no first of their own number: compared by their reference alone. */
  readonly firstUnnamed: number;
}

const preOutage = ({ operator, reference, known }: DeclarationRow): Appearance => ({
  as: 'pre-outage',
  operator,
  reference,
  ...(known?.lrn === undefined ? {} : { lrn: known.lrn }),
  ...(known?.number === undefined ? {} : { number: known.number }),
});

/** The later appearance: sent again where it was, on paper otherwise. */
const since = ({ operator, reference, mrn, sentLrn, status }: DeclarationRow): Appearance => ({
  as: status === 'accepted' ? 're-sent' : 'paper',
  operator,
  reference,
  ...(sentLrn === undefined ? {} : { lrn: sentLrn }),
  ...(mrn === undefined ? {} : { number: mrn }),
});

const firstIsGone = ({ cancellation, anticipation }: DeclarationRow): PairOutcome | undefined => {
  if (cancellation?.status === 'confirmed')
    return cancellation.outcome === 'deleted' ? 'first-deleted' : 'first-cancelled';
  return anticipation?.status === 'deleted' ? 'first-deleted' : undefined;
};

const NEVER_SENT: readonly DeclarationStatus[] = ['goes-on', 'kept', 'prior', 'not-released'];

/** What keeps the later one from being sent beside the first, if anything does. */
const outcomeOf = (first: DeclarationRow, second: DeclarationRow): PairOutcome => {
  const gone = first.prior === undefined ? undefined : firstIsGone(first);
  if (gone !== undefined) return gone;
  if (second.status === 'accepted') return 'doubled';
  if (first.cancellation?.status === 'first-kept') return 'first-kept';
  if (NEVER_SENT.includes(second.status)) return 'not-sent';
  return second.holds?.some(({ hold }) => hold === 'cancel-first') === true ? 'held' : 'at-risk';
};

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

/** Whether it has an LRN only because it was sent under it: the other one that has it was there first. */
const hasBySending = ({ known, sentLrn }: DeclarationRow, lrn: string): boolean =>
  sentLrn === lrn && known?.lrn !== lrn;

/** Two declarations that share an LRN. */
const byLrn = (lrn: string, a: DeclarationRow, b: DeclarationRow): DoublePair => {
  const sent = [a, b].filter((row) => hasBySending(row, lrn));
  const [sender] = sent;
  if (!sender || sent.length === 2) return acrossRows('lrn', lrn, a, b);
  const first = sender === a ? b : a;
  const one = first.known?.lrn === lrn ? preOutage(first) : since(first);
  return pair('lrn', lrn, one, since(sender), outcomeOf(first, sender));
};

/** A paper and the declaration that it says it replaces: what became of that one stands on the paper's own row. */
const byName = (row: DeclarationRow, first: string): DoublePair => {
  const by = namedBy(first);
  const replaced: Appearance = { ...preOutage(row), reference: first, [by]: first };
  return pair(by, first, replaced, since(row), firstIsGone(row) ?? outcomeOf(row, row));
};

/** Customs answered one re-integration with two numbers. */
const answeredTwice = (row: DeclarationRow): DoublePair | undefined => {
  if (row.status !== 'accepted' || row.cause === undefined || row.reason === undefined) return undefined;
  const [firstMrn = '', mrn] = row.reason.split(' / ');
  // Its number is not known: the list shows the pair.
  if (mrn === undefined) return undefined;
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
 * again: by the reference (one stream holds all three, whatever LRN it was sent under), by LRN, of before the outage and
 * as sent (against other LRNs and references of the operator), by
 * number (against the numbers of before the outage and the MRNs since). It holds the numbers it has seen, nothing else.
 */
export const doublesCheck = (): DoublesCheck => {
  const lrns = new Map<string, string>();
  const numbers = new Map<string, string>();
  const seen = { declarations: 0, preOutage: 0, paper: 0, reSent: 0, firstNamed: 0, firstUnnamed: 0 };

  const met = (known: Map<string, string>, value: string, key: string): string | undefined => {
    const other = known.get(value);
    if (other === undefined) known.set(value, key);
    return other === key ? undefined : other;
  };

  return {
    checked: () => ({ ...seen, lrns: lrns.size, numbers: numbers.size }),
    see: (row, find) => {
      const { operator, reference, sentLrn, mrn } = row;
      // Of a paper that names its first, what is known is the first one's: that one has a row of its own.
      const known = row.first === undefined ? row.known : undefined;
      const key = declarationStream(operator, reference);
      seen.declarations += 1;
      if (row.prior !== undefined) seen.preOutage += 1;
      if (onPaper(row)) seen.paper += 1;
      if (row.status === 'accepted') seen.reSent += 1;
      const found: (DoublePair | undefined)[] = [answeredTwice(row)];
      if (onPaper(row) && row.first !== undefined) {
        seen.firstNamed += 1;
        found.push(byName(row, row.first));
      } else if (onPaper(row) && row.prior !== undefined) {
        found.push(pair('reference', reference, preOutage(row), since(row), outcomeOf(row, row)));
      } else if (onPaper(row)) seen.firstUnnamed += 1;
      const beside = (by: Exclude<DoubleKey, 'reference'>, value: string, otherKey: string | undefined): void => {
        const other = otherKey === undefined || otherKey === key ? undefined : find(otherKey);
        if (other) found.push(by === 'lrn' ? byLrn(value, other, row) : acrossRows(by, value, other, row));
      };
      for (const lrn of new Set([known?.lrn, sentLrn])) {
        if (lrn === undefined) continue;
        beside('lrn', lrn, met(lrns, `${operator} ${lrn}`, key));
        beside('lrn', lrn, declarationStream(operator, lrn));
      }
      for (const number of new Set([known?.number, mrn, row.anticipation?.number]))
        if (number !== undefined) beside('number', number, met(numbers, number, key));
      if (known?.number !== undefined) beside('number', known.number, declarationStream(operator, known.number));
      return found.filter((one) => one !== undefined);
    },
  };
};
