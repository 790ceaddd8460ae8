import type { Recorded } from '#libs/kernel';
import type { DeclarationEvent } from './declaration.events.js';
import type { PriorState } from './prior-state.events.js';

/** What a listed declaration shows of how it stood before the outage. */
export interface PriorStateRow {
  readonly prior?: PriorState;
}

export const priorStateRow = <R extends PriorStateRow>(row: R, { event }: Recorded<DeclarationEvent>): R =>
  event.type === 'PriorStateRecorded' ? { ...row, prior: event.data.state } : row;
