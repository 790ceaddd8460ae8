import type { Instant } from '#libs/kernel';
import type { Anticipating, Anticipation } from './anticipation.state.js';
import type { DeclarationEvent } from './declaration.events.js';
import { firstInDeltaX } from './owed-at-lodging.js';
import type { PriorParticulars } from './prior-state.events.js';
import { requirePaperAllowed, standsStill, type PriorStates } from './prior-state.js';
import { triagePolicy } from './triage.policy.js';
import type { PriorSeen } from './triage.js';

/** What the operator's list says of the declaration in Delta X that a paper of another number says it replaces. */
export interface NamedFirst extends PriorSeen {
  readonly anticipation?: Anticipation | undefined;
}

/** A number that Delta X gave begins with the year and the country, as an MRN does. */
const GIVEN_NUMBER = /^\d{2}[A-Z]{2}/;

/** As what a paper names its first: the number that Delta X gave, or the local reference number. */
export const namedBy = (first: string): 'number' | 'lrn' => (GIVEN_NUMBER.test(first) ? 'number' : 'lrn');

/** A paper, as far as its first declaration turns on it. */
interface Naming {
  readonly alertId: string;
  readonly operator: string;
  readonly reference: string;
  /** What the paper names; absent where it names none. */
  readonly names?: string | undefined;
  readonly named?: NamedFirst | undefined;
  readonly now: Instant;
}

/** What stands in Delta X beside a paper, and what is recorded of it with the lodging. */
interface FirstOfPaper {
  readonly first: PriorSeen | undefined;
  readonly told: readonly DeclarationEvent[];
}

const toldOf = ({ alertId, operator, reference, now }: Naming, { state, known }: NamedFirst): DeclarationEvent => {
  const { verdictOf, rulesOf } = triagePolicy(now);
  const data = { operator, reference, alertId, state, known };
  return { type: 'PriorStateRecorded', data, rules: rulesOf[verdictOf[state]] };
};

/**
 * DX-07, DX-09, DX-29: the declaration of the paper's own number or, where the paper names another, that one, judged as
 * if it had the same. One that no list tells of yet is to be cancelled on the paper's own word: it waits, and a list that
 * comes later says how the first one stood.
 * @throws Refusal where it forbids paper
 */
export const firstOfPaper = (naming: Naming, state: PriorStates & Anticipating): FirstOfPaper => {
  const { alertId, reference, names, named, now } = naming;
  const own = firstInDeltaX(state, alertId, now);
  if (own || names === undefined || names === reference) return { first: own, told: [] };
  if (!named) {
    const known: PriorParticulars = { [namedBy(names)]: names };
    return { first: { state: 'lodged', known }, told: [] };
  }
  requirePaperAllowed(named, named.anticipation, now);
  if (!standsStill(named, named.anticipation)) return { first: undefined, told: [] };
  return { first: named, told: [toldOf(naming, named)] };
};
