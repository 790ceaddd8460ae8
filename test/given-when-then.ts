import { expect } from 'vitest';
import { fold, Refusal, type Codec, type Decider, type DomainEvent, type Objection, type RuleId } from '#libs/kernel';
import { cite } from '#libs/rules';

/** Stands for a refusal that no legal rule decides but the state of things. */
export const NO_RULE = undefined;

export interface Outcome<State, Event extends DomainEvent> {
  /** Exactly these events, with their rules. Returns the state that they leave. */
  readonly then: (...events: readonly Event[]) => State;
  /** Refused with exactly these objections, by their rules, in this order. Returns them for a closer look. */
  readonly refusedBy: (...rules: readonly (RuleId | typeof NO_RULE)[]) => readonly Objection[];
  /** Not refused. Returns the events, where a test looks at a part of them only. */
  readonly allowed: () => readonly Event[];
}

export interface Scenario<Command, State, Event extends DomainEvent> {
  readonly given: (...history: readonly Event[]) => { readonly when: (command: Command) => Outcome<State, Event> };
}

/** An event as it comes back from the log: encoded, through JSON, decoded. */
export const stored = <Event extends DomainEvent>(codec: Codec<Event>, event: Event): Event => {
  const { type, data } = codec.encode(event);
  const decoded = codec.decode({ type, data: JSON.parse(JSON.stringify(data)) as unknown });
  if (!decoded) throw new Error(`${type} is written and not read`);
  return decoded;
};

/** Every objection speaks both languages and cites a rule that the catalogue holds. */
const presentable = ({ rule, field, text, todo }: Objection): void => {
  for (const t of [text, ...(todo ? [todo] : [])]) {
    expect(t.en.trim(), 'English text').not.toBe('');
    expect(t.fr.trim(), 'French text').not.toBe('');
    expect(t.fr, 'the French text is the English one').not.toBe(t.en);
  }
  if (rule !== undefined) expect(cite(rule).rule).toBe(rule);
  if (field !== undefined) expect(field).not.toBe('');
};

/** Runs a decider on a history that has been through its codec, as in the product. */
export const scenarioOf = <Command, State, Event extends DomainEvent>(
  decider: Decider<Command, State, Event>,
  codec: Codec<Event>,
): Scenario<Command, State, Event> => ({
  given: (...history) => ({
    when: (command) => {
      const state = fold(
        decider,
        history.map((event) => stored(codec, event)),
      );
      const decide = (): readonly Event[] => decider.decide(command, state);
      return {
        allowed: decide,
        then: (...expected) => {
          const decided = decide();
          expect(decided).toEqual(expected);
          return decided.map((event) => stored(codec, event)).reduce((s, event) => decider.evolve(s, event), state);
        },
        refusedBy: (...rules) => {
          const refusal = refusalOf(decide);
          refusal.objections.forEach(presentable);
          expect(refusal.objections.map((o) => o.rule)).toEqual(rules);
          return refusal.objections;
        },
      };
    },
  }),
});

/** @throws when nothing is refused, or something else goes wrong */
export const refusalOf = (act: () => unknown): Refusal => {
  let outcome: unknown;
  try {
    outcome = act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error(`not refused: ${JSON.stringify(outcome)}`);
};
