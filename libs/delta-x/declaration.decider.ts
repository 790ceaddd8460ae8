import type { Decider } from '#libs/kernel';
import type { DeclarationEvent } from './declaration.events.js';
import { evolveLodging, lodge, type LodgeDeclaration, type Lodging } from './lodge.js';
import { evolveOwing, type Owing } from './owing.js';
import { evolvePriorStates, recordPriorState, type PriorStates, type RecordPriorState } from './prior-state.decider.js';

export type DeclarationCommand = LodgeDeclaration | RecordPriorState;

/** A declaration's life is told by parts; each has a slice of the state and says which other slices it reads. */
export type Declaration = PriorStates & Lodging & Owing;

const decide = (command: DeclarationCommand, state: Declaration): readonly DeclarationEvent[] => {
  switch (command.type) {
    case 'RecordPriorState':
      return recordPriorState(command, state);
    case 'LodgeDeclaration':
      return lodge(command, state);
  }
};

/** Every part sees every event and takes what is its own. */
const PARTS: readonly (<S extends Declaration>(state: S, event: DeclarationEvent) => S)[] = [
  evolvePriorStates,
  evolveLodging,
  evolveOwing,
];

export const declarationDecider: Decider<DeclarationCommand, Declaration, DeclarationEvent> = {
  initial: { priors: [], reintegration: { status: 'none' } },
  decide,
  evolve: (state, event) => PARTS.reduce((seen, evolve) => evolve(seen, event), state),
};

/** The stream of a declaration: the operator and the number of its own series make it unique (DX-05). */
export const declarationStream = (operator: string, reference: string): string =>
  `declaration-${operator}-${reference}`;
