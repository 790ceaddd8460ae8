export * from './clock.js';
export * from './codec.js';
export * from './decider.js';
export * from './event.js';
export * from './instant.js';
export * from './parsing.js';
export * from './view.js';
export * from './zone.js';
