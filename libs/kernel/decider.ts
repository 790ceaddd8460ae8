import type { DomainEvent, RuleId, Text } from './event.js';

/** The heart of a context: `decide` says what becomes of a command, `evolve` what an event makes of the state. */
export interface Decider<Command, State, Event extends DomainEvent> {
  readonly initial: State;
  /** @throws Refusal naming the rule that forbids it */
  readonly decide: (command: Command, state: State) => readonly Event[];
  readonly evolve: (state: State, event: Event) => State;
}

/** One reason for a refusal: which field, under which rule, and what to do about it. */
export interface Objection {
  /** Absent where no legal rule but the state of things forbids it (an alert that has already ended, say). */
  readonly rule?: RuleId;
  /** Path of the offending field, `lines[3].cn8`; absent where it is the command as a whole. */
  readonly field?: string;
  readonly text: Text;
  readonly todo?: Text;
}

/** A command refused. Carries every objection found, not just the first. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(readonly objections: readonly [Objection, ...Objection[]]) {
    super(objections.map((o) => `${o.rule ? `${o.rule}: ` : ''}${o.text.en}`).join('; '));
  }
}

/** Refuses under a legal rule. */
export const refuse = (rule: RuleId, text: Text, more: { field?: string; todo?: Text } = {}): Refusal =>
  new Refusal([{ rule, text, ...more }]);

/** Refuses because of how things stand, where no legal rule decides. */
export const refuseState = (text: Text, more: { field?: string; todo?: Text } = {}): Refusal =>
  new Refusal([{ text, ...more }]);

/** Folds a history into a state. */
export const fold = <State, Event extends DomainEvent>(
  decider: Pick<Decider<never, State, Event>, 'initial' | 'evolve'>,
  events: Iterable<Event>,
): State => {
  let state = decider.initial;
  for (const event of events) state = decider.evolve(state, event);
  return state;
};
