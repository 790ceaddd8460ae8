export { connectEventStore, openEventStore, type EventStoreOptions } from './esdb.adapter.js';
export type { CommandContext } from './command-records.js';
export { commandIdOf, eventIds } from './event-ids.js';
export * from './event-store.port.js';
export { execute, KeyReused, StaleRevision, type Executed, type Execution } from './execute.js';
export { hasReached, historyUntil, type HistoryUntil } from './fold-until.js';
export { follow, type FollowBatches, type FollowEach, type Following, type FollowStatus, type Log } from './follow.js';
export { CLOCK_STREAM, loadClock, startClock } from './load-clock.js';
export { loadHistory, loadState, type History } from './load-state.js';
export { decodeRecord, decoderOf, type Decoding } from './recorded.js';
export { AppendTooLarge, MAX_APPEND_BYTES } from './records.js';
export { runViews, type RunningViews, type RunViewsOptions } from './run-views.js';
export {
  openViews,
  ViewsRebuilding,
  type ViewOf,
  type Views,
  type ViewsChanged,
  type ViewsOptions,
} from './sqlite-views.js';
export { StateCache, type Snapshot } from './state-cache.js';
export {
  checkpointStream,
  Fenced,
  openCheckpoint,
  type CheckpointOptions,
  type StreamCheckpoint,
} from './stream-checkpoint.js';
export { BadCursor, type Condition, type OrderBy, type Scalar, type Where } from './view-query.js';
export type { AnyView, Page, PageRequest } from './view-table.js';
