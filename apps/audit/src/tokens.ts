/** Injection tokens of what the app is given: the log, and the product's clock. */
export const EVENT_STORE = Symbol('event-store');
export const NOW = Symbol('now');
