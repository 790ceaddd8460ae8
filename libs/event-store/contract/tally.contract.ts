import {
  defineCodec,
  instantOf,
  refuseState,
  type Decider,
  type DomainEvent,
  type Recorded,
  type RuleId,
} from '#libs/kernel';
import type { CommandContext } from '../index.js';

/** The smallest context that still refuses, does nothing, and does several things at once: a tally that may be closed. */
export type TallyEvent =
  | (DomainEvent<'Added', { readonly n: number }> & { readonly rules?: readonly RuleId[] })
  | DomainEvent<'Closed', Record<string, never>>;

export type TallyCommand =
  | { readonly type: 'Add'; readonly n: number }
  | { readonly type: 'AddEach'; readonly ns: readonly number[] }
  | { readonly type: 'Close' };

export interface Tally {
  readonly sum: number;
  readonly count: number;
  readonly closed: boolean;
}

const added = (n: number): TallyEvent => ({ type: 'Added', data: { n }, rules: ['DX-04'] });

export const tally: Decider<TallyCommand, Tally, TallyEvent> = {
  initial: { sum: 0, count: 0, closed: false },
  decide: (command, state) => {
    if (command.type === 'Close') return state.closed ? [] : [{ type: 'Closed', data: {} }];
    if (state.closed) throw refuseState({ en: 'the tally is closed', fr: 'le décompte est clos' });
    return command.type === 'Add' ? [added(command.n)] : command.ns.map(added);
  },
  evolve: (state, event) =>
    event.type === 'Closed'
      ? { ...state, closed: true }
      : { ...state, sum: state.sum + event.data.n, count: state.count + 1 },
};

export const tallyCodec = defineCodec<TallyEvent>({
  Added: {
    stored: 'TallyAdded.v2',
    personal: [],
    parse: (data) => {
      const { n } = data as { n: unknown };
      if (typeof n !== 'number') throw new TypeError('n is no number');
      return { n };
    },
    upcasts: { 'TallyAdded.v1': (data) => ({ n: (data as { amount: number }).amount }) },
  },
  Closed: { stored: 'TallyClosed.v1', personal: [], parse: () => ({}) },
});

export const context = (commandId: string, more: Partial<CommandContext> = {}): CommandContext => ({
  commandId,
  actor: { id: 'tester', role: 'system' },
  correlationId: 'alert-1',
  occurredAt: instantOf(1_000),
  codeVersion: 'test',
  ...more,
});

export interface TallyRow {
  readonly stream: string;
  readonly sum: number;
  readonly count: number;
  readonly state: 'open' | 'closed';
  readonly position: string;
}

/** One row a stream, and one beside them that counts what was closed. */
export const tallyView = (prefix: string, version = 1) => ({
  name: 'tallies',
  version,
  prefixes: [prefix],
  columns: {
    sum: (row: TallyRow) => row.sum,
    state: (row: TallyRow) => row.state,
    odd: (row: TallyRow) => (row.sum % 2 === 1 ? 'odd' : null),
  },
  project: (recorded: Recorded<TallyEvent>, read: (key: string) => TallyRow | undefined) => {
    const { stream, event, position } = recorded;
    const row = read(stream) ?? { stream, sum: 0, count: 0, state: 'open' as const, position: '' };
    const sum = event.type === 'Added' ? row.sum + event.data.n : row.sum;
    const state = event.type === 'Closed' ? ('closed' as const) : row.state;
    const next: TallyRow = { stream, sum, count: row.count + 1, state, position: String(position.commit) };
    return [{ key: stream, row: next.sum < 0 ? undefined : next }];
  },
});
