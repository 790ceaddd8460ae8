import { declarationDecider, type Declaration, type DeclarationEvent } from '#libs/delta-x';
import {
  isReintegrationEvent,
  reintegrationDecider,
  type Reintegration,
  type ReintegrationEvent,
} from '#libs/reintegration';

/** A declaration's stream folded twice: what was lodged, and what has become of the obligation. */
export interface Subject {
  readonly declaration: Declaration;
  readonly reintegration: Reintegration;
}

export const subjectFold = {
  initial: {
    declaration: declarationDecider.initial,
    reintegration: reintegrationDecider.initial,
  } satisfies Subject as Subject,
  evolve: (state: Subject, event: DeclarationEvent | ReintegrationEvent): Subject => ({
    declaration: declarationDecider.evolve(state.declaration, event),
    reintegration: isReintegrationEvent(event)
      ? reintegrationDecider.evolve(state.reintegration, event)
      : state.reintegration,
  }),
};
