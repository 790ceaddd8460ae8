export { type FaultKind, type FaultOrder, Faults, type LostAnswer } from './faults.js';
export { LogIsLocked } from './lock.js';
export { type EmbeddedEventStore, type EmbeddedEventStoreOptions, startEmbeddedEventStore } from './node.js';
