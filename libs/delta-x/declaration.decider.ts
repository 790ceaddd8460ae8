import type { Decider } from '#libs/kernel';
import { decideAnticipation, type AnticipationCommand } from './anticipation.decider.js';
import { evolveAnticipating, type Anticipating } from './anticipation.state.js';
import type { CancellationCommand } from './cancellation.commands.js';
import { decideCancellation } from './cancellation.decider.js';
import { evolveCancelling, type Cancelling } from './cancellation.state.js';
import { evolveClearing, type Clearing } from './clearance.state.js';
import { recordControl, selectForControl, type RecordControl, type SelectForControl } from './control.decider.js';
import { correctTranscription, type CorrectTranscription } from './correction.decider.js';
import { evolveCorrecting, type Correcting } from './correction.state.js';
import { evolveDcgDate, moveDauDcgDate, type DcgDated, type MoveDauDcgDate } from './dau-dcg.js';
import type { DeclarationEvent } from './declaration.events.js';
import { decideExit, type ExitCommand } from './exit.decider.js';
import { lodgeDau, type LodgeDau } from './lodge-dau.js';
import { decideRelease, type ReleaseCommand } from './release.decider.js';
import { evolveLodging, lodge, type LodgeDeclaration, type Lodging } from './lodge.js';
import { recordOwedMessage, type RecordOwedMessage } from './owed-message.js';
import { evolveOwing, type Owing } from './owing.js';
import { evolvePriorStates, recordPriorState, type RecordPriorState } from './prior-state.decider.js';
import type { PriorStates } from './prior-state.js';
import { withholdGoods, type WithholdGoods } from './withhold.decider.js';

export type DeclarationCommand =
  | RecordPriorState
  | RecordOwedMessage
  | AnticipationCommand
  | LodgeDeclaration
  | LodgeDau
  | MoveDauDcgDate
  | CorrectTranscription
  | SelectForControl
  | RecordControl
  | ReleaseCommand
  | WithholdGoods
  | ExitCommand
  | CancellationCommand;

/** A declaration's life is told by parts; each has a slice of the state and says which other slices it reads. */
export type Declaration = PriorStates & Anticipating & Lodging & DcgDated & Clearing & Cancelling & Owing & Correcting;

const decide = (command: DeclarationCommand, state: Declaration): readonly DeclarationEvent[] => {
  switch (command.type) {
    case 'RecordPriorState':
      return recordPriorState(command, state);
    case 'RecordOwedMessage':
      return recordOwedMessage(command, state);
    case 'DecideAnticipated':
    case 'RecordDeletion':
    case 'EnterAnew':
      return decideAnticipation(command, state);
    case 'LodgeDeclaration':
      return lodge(command, state);
    case 'LodgeDau':
      return lodgeDau(command, state);
    case 'MoveDauDcgDate':
      return moveDauDcgDate(command, state);
    case 'CorrectTranscription':
      return correctTranscription(command, state);
    case 'SelectForControl':
      return selectForControl(command, state);
    case 'RecordControl':
      return recordControl(command, state);
    case 'ReleaseGoods':
    case 'TakeGoods':
      return decideRelease(command, state);
    case 'WithholdGoods':
      return withholdGoods(command, state);
    case 'EndorseExit':
    case 'RecordRectification':
      return decideExit(command, state);
    case 'RequestCancellation':
    case 'ConfirmCancellation':
    case 'RefuseCancellation':
    case 'KeepFirst':
      return decideCancellation(command, state);
  }
};

/** Every part sees every event and takes what is its own. */
const PARTS: readonly (<S extends Declaration>(state: S, event: DeclarationEvent) => S)[] = [
  evolvePriorStates,
  evolveAnticipating,
  evolveLodging,
  evolveDcgDate,
  evolveClearing,
  evolveCancelling,
  evolveOwing,
  evolveCorrecting,
];

export const declarationDecider: Decider<DeclarationCommand, Declaration, DeclarationEvent> = {
  initial: { priors: [], reintegration: { status: 'none' } },
  decide,
  evolve: (state, event) => PARTS.reduce((seen, evolve) => evolve(seen, event), state),
};

/** The stream of a declaration: the operator and the number of its own series make it unique (DX-05). */
export const declarationStream = (operator: string, reference: string): string =>
  `declaration-${operator}-${reference}`;
