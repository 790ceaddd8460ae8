import type { ReintegrationEvent } from '#libs/reintegration';
import type { DeclarationLodged } from './delta-x.events.js';
import type { PriorStateRecorded } from './prior-state.events.js';

/** All that a declaration's stream holds: each part of its life adds its own events, its obligation those of another library. */
export type DeclarationEvent = PriorStateRecorded | DeclarationLodged | ReintegrationEvent;
