export * from './alert.codec.js';
export * from './alert.commands.js';
export * from './alert.decider.js';
export * from './alert.events.js';
export { alertPolicy, deadlineOf, type AlertPolicy } from './alert.policy.js';
export { type Alert } from './alert.state.js';
export * from './alert.view.js';
export type { OtherAlert } from './own-outage.js';
export {
  ownOutageCodec,
  ownOutagesDecider,
  ownOutagesStream,
  ownOutageView,
  scopeOf,
  type OwnOutage,
  type OwnOutageRegistered,
  type OwnOutageRow,
  type RegisterOwnOutage,
} from './own-outages.js';
