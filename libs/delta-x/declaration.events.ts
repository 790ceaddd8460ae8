import type { ReintegrationEvent } from '#libs/reintegration';
import type { AnticipationEvent } from './anticipation.events.js';
import type { CancellationEvent } from './cancellation.events.js';
import type { ClearanceEvent } from './clearance.events.js';
import type { TranscriptionCorrected } from './correction.events.js';
import type { DauDcgDateMoved } from './dau-dcg.js';
import type { DeclarationLodged } from './delta-x.events.js';
import type { PriorStateEvent } from './prior-state.events.js';

/** All that a declaration's stream holds: each part of its life adds its own events, its obligation those of another library. */
export type DeclarationEvent =
  | PriorStateEvent
  | AnticipationEvent
  | DeclarationLodged
  | TranscriptionCorrected
  | ClearanceEvent
  | DauDcgDateMoved
  | CancellationEvent
  | ReintegrationEvent;
