import type { Instant } from '#libs/kernel';
import type { Exclusion, Hold, ReintegrationEvent, Subject } from './reintegration.events.js';

interface Owed {
  readonly subject: Subject;
  readonly holds: readonly Hold[];
  readonly attempts: number;
  /** How often a person had it sent anew: part of the message id's derivation. */
  readonly submission: number;
  /** Its own deadline, where it has one (DX-32). */
  readonly dueBy?: Instant | undefined;
}

export type Reintegration =
  | { readonly status: 'none' }
  | {
      readonly status: 'excluded';
      readonly because: Exclusion;
      readonly dueBy?: Instant | undefined;
      /** There where it had been sent: what it would be sent under, were it owed again. */
      readonly submission?: number;
    }
  /** `unsure`: an earlier sending may have arrived, so the target is asked first. */
  | ({ readonly status: 'owed'; readonly unsure: boolean } & Owed)
  | ({ readonly status: 'attempting'; readonly messageId: string } & Owed)
  | ({
      readonly status: 'accepted';
      readonly mrn: string;
      readonly messageId: string;
      readonly acceptedAt: Instant;
      /** Other MRNs that the target has answered with since. */
      readonly doubles: readonly string[];
    } & Owed)
  | ({ readonly status: 'refused'; readonly code: string } & Owed);

export const evolve = (state: Reintegration, event: ReintegrationEvent): Reintegration => {
  if (event.type === 'ObligationOpened') {
    const { alertId, system, operator, reference, holds, dueBy, submission = 1 } = event.data;
    return {
      status: 'owed',
      subject: { alertId, system, operator, reference },
      holds,
      attempts: 0,
      submission,
      ...(dueBy === undefined ? {} : { dueBy }),
      unsure: false,
    };
  }
  if (event.type === 'ObligationExcluded') {
    const before: Partial<Pick<Owed, 'dueBy' | 'submission'>> = state.status === 'none' ? {} : state;
    const { dueBy, submission = 1 } = before;
    return {
      status: 'excluded',
      because: event.data.because,
      ...(dueBy === undefined ? {} : { dueBy }),
      ...(submission === 1 ? {} : { submission }),
    };
  }
  if (event.type === 'ExclusionWithdrawn') return { status: 'none' };
  if (state.status === 'none' || state.status === 'excluded') return state;
  const owed: Owed = {
    subject: state.subject,
    holds: state.holds,
    attempts: state.attempts,
    submission: state.submission,
    ...(state.dueBy === undefined ? {} : { dueBy: state.dueBy }),
  };
  switch (event.type) {
    case 'HoldPlaced':
      return { ...state, holds: [...state.holds, event.data.hold] };
    case 'HoldLifted':
      return { ...state, holds: state.holds.filter((hold) => hold !== event.data.hold) };
    case 'ReintegrationAttempted':
      return { ...owed, status: 'attempting', attempts: event.data.attempt, messageId: event.data.messageId };
    case 'ReintegrationAccepted': {
      const { mrn, messageId, acceptedAt } = event.data;
      return { ...owed, status: 'accepted', mrn, messageId, acceptedAt, doubles: [] };
    }
    case 'ReintegrationRefused':
      return { ...owed, status: 'refused', code: event.data.code };
    case 'AttemptFailed':
      return { ...owed, status: 'owed', unsure: event.data.mayHaveArrived };
    case 'ReintegrationReopened':
      return { ...owed, status: 'owed', submission: owed.submission + 1, unsure: false };
    case 'DoubleDetected':
      return state.status === 'accepted' && event.data.mrn !== undefined
        ? { ...state, doubles: [...state.doubles, event.data.mrn] }
        : state;
  }
};
