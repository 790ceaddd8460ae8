import {
  declarationCodec,
  declarationDecider,
  declarationStream,
  declarationView,
  type DeclarationCommand,
  type DeclarationEvent,
  type DeclarationRow,
} from '#libs/delta-x';
import { fold, foldView, type Objection, type RuleId } from '#libs/kernel';
import {
  nextStep,
  reintegrationCodec,
  reintegrationDecider,
  type NextStep,
  type ReintegrationCommand,
  type ReintegrationEvent,
} from '#libs/reintegration';
import { recordedHistory } from '../recorded.js';
import { refusalOf, stored } from '../given-when-then.js';
import { SUBJECT } from '../reintegration-events.js';

type Events = DeclarationEvent;

/** One declaration's stream, from the operator's list to the answer of customs: decided and stored as in the product. */
export interface DeclarationTrail {
  readonly does: (command: DeclarationCommand | ReintegrationCommand) => readonly Events[];
  /** What other parts of the product have recorded. */
  readonly records: (...events: readonly Events[]) => void;
  readonly objections: (command: DeclarationCommand | ReintegrationCommand) => readonly Objection[];
  /** The rules of the refusal, in order. */
  readonly refuses: (command: DeclarationCommand | ReintegrationCommand) => readonly (RuleId | undefined)[];
  readonly row: () => DeclarationRow | undefined;
  readonly next: () => NextStep;
}

const REINTEGRATION: ReadonlySet<string> = new Set<ReintegrationCommand['type']>([
  'BeginAttempt',
  'RecordAcceptance',
  'RecordRefusal',
  'RecordFailure',
  'LiftHold',
  'Reopen',
]);

const isDeclarations = (c: DeclarationCommand | ReintegrationCommand): c is DeclarationCommand =>
  !REINTEGRATION.has(c.type);

export const declarationTrail = (): DeclarationTrail => {
  const log: Events[] = [];
  const stream = declarationStream(SUBJECT.operator, SUBJECT.reference);
  const due = (): readonly ReintegrationEvent[] =>
    log
      .map((event) => reintegrationCodec.decode(declarationCodec.encode(event)))
      .filter((event) => event !== undefined);
  const decide = (command: DeclarationCommand | ReintegrationCommand): readonly Events[] =>
    isDeclarations(command)
      ? declarationDecider.decide(command, fold(declarationDecider, log))
      : reintegrationDecider.decide(command, fold(reintegrationDecider, due()));
  return {
    does: (command) => {
      const events = decide(command);
      log.push(...events.map((event) => stored(declarationCodec, event)));
      return events;
    },
    records: (...events) => {
      log.push(...events.map((event) => stored(declarationCodec, event)));
    },
    objections: (command) => refusalOf(() => decide(command)).objections,
    refuses: (command) => refusalOf(() => decide(command)).objections.map((o) => o.rule),
    row: () => foldView(declarationView, recordedHistory(stream, log)).get(stream),
    next: () => nextStep(fold(reintegrationDecider, due())),
  };
};
