export type { AnticipationCommand, DecideAnticipated, EnterAnew, RecordDeletion } from './anticipation.decider.js';
export * from './anticipation.events.js';
export { ANTICIPATION_STATUSES, type Anticipation, type AnticipationStatus } from './anticipation.state.js';
export type {
  CancellationCommand,
  ConfirmCancellation,
  KeepFirst,
  RefuseCancellation,
  RequestCancellation,
} from './cancellation.commands.js';
export * from './article.js';
export { stampDateObjections, stampMarkObjections, type GivenBoxStamp, type StampContext } from './box-stamp.js';
export { checkDau, type CheckedDau, type RawDau } from './article-check.js';
export * from './cancellation.events.js';
export type { CancellationShown } from './cancellation.row.js';
export { CANCELLATION_STATUSES, type Cancellation, type CancellationStatus } from './cancellation.state.js';
export * from './circumstances.js';
export * from './clearance.events.js';
export type { ClearanceRow, ControlShown, ExitProof, ReleaseShown, WithheldShown } from './clearance.row.js';
export type { Clearing, Rectification } from './clearance.state.js';
export * from './codes.js';
export * from './consignment.js';
export { CORRECTABLE } from './corrected-paper.js';
export type { CorrectTranscription, GivenCorrection } from './correction.decider.js';
export * from './correction.events.js';
export type { CorrectedShown } from './correction.row.js';
export type { Correcting } from './correction.state.js';
export * from './declaration.codec.js';
export * from './declaration.decider.js';
export * from './declaration.events.js';
export * from './declaration.view.js';
export * from './doubles-report.js';
export {
  APPEARANCES,
  DOUBLE_KEYS,
  PAIR_OUTCOMES,
  type Appearance,
  type AppearanceKind,
  type DoubleKey,
  type DoublePair,
  type PairOutcome,
} from './double-pair.js';
export * from './doubles.js';
export * from './delta-x.codec.js';
export * from './delta-x.events.js';
export { deltaXPolicy, type DeltaXPolicy } from './delta-x.policy.js';
export * from './import.codec.js';
export * from './import.decider.js';
export * from './import.events.js';
export * from './import.view.js';
export * from './manifest.view.js';
export { NEEDS, needsFrom, type Need, type NeedOf, type NeedsLot } from './needs.js';
export * from './offices.js';
export { CALENDARS, isPublicHoliday, type Calendar } from './public-holidays.js';
export { asSeen, type AlertAsSeen } from './during-alert.js';
export { checkLine, type CheckedLine, type LineContext } from './line-check.js';
export { manifestDecider, type LodgeManifest, type Manifest, type ManifestCommand } from './manifest.decider.js';
export type { StampManifest } from './manifest.acts.js';
export type { LineOfManifest, ManifestMarks } from './manifest-line.js';
export type { EndorseManifest, LineLeaving } from './manifest.visa.js';
export * from './manifest.events.js';
export type { RecordControl, SelectForControl } from './control.decider.js';
export type { GivenDau } from './dau-check.js';
export { EXIT_DOCUMENTS, EXIT_PROOFS, exitCase, type ExitCase, type ExitDocument } from './exit-case.js';
export type { EndorseExit } from './exit.decider.js';
export { asLodged, isPersonalField, RECTIFIABLE } from './rectifiable.js';
export type { GivenChange, RecordRectification } from './rectification.decider.js';
export { globalisationOf, type GivenPeriod } from './globalisation.js';
export { dcgDate, type DcgDate, type Outage } from './dcg-date.js';
export type { DauDcgDateMoved, MoveDauDcgDate } from './dau-dcg.js';
export type { GivenHeader } from './header-check.js';
export type { LodgeDeclaration, Lodging } from './lodge.js';
export type { DauHeader, LodgeDau } from './lodge-dau.js';
export type { ReleaseGoods, TakeGoods } from './release.decider.js';
export type { WithholdGoods } from './withhold.decider.js';
export { leavingWith, marksOnLine, withManifest } from './with-manifest.js';
export { namedBy, type NamedFirst } from './named-first.js';
export { noticeFrom } from './records-times.js';
export type { RecordOwedMessage } from './owed-message.js';
export * from './prior-line.js';
export type { RecordPriorState } from './prior-state.decider.js';
export * from './prior-state.events.js';
export { standingFrom, type Standing } from './prior-state.row.js';
export { priorOf, priorStateText, type Prior, type PriorStates } from './prior-state.js';
export { reintegrationContent, type ReintegrationContent } from './reintegration-content.js';
export { eurMicros, eurText, exceedsEur, micros, type ExchangeRates } from './money.js';
export { ratesAt, ratesObjections, STARTING_RATES, type CustomsRates, type PublishedRates } from './customs-rates.js';
export * from './triage.js';
export * from './triage.policy.js';
