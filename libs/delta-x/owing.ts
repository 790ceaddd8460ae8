import { evolveReintegration, isReintegrationEvent, type Reintegration } from '#libs/reintegration';
import type { DeclarationEvent } from './declaration.events.js';

/** What is owed of it: written by the re-integration, read here by what lifts a hold or turns on it. */
export interface Owing {
  readonly reintegration: Reintegration;
}

export const evolveOwing = <S extends Owing>(state: S, event: DeclarationEvent): S =>
  isReintegrationEvent(event) ? { ...state, reintegration: evolveReintegration(state.reintegration, event) } : state;
