import type { AttentionGroup, Hold } from '../api/rows.js';

/** The hold that a rule lays: a double to cancel first (DX-29), goods under control (DX-33). */
const HOLD_OF_RULE: Readonly<Record<string, Hold>> = { 'DX-29': 'cancel-first', 'DX-33': 'under-control' };

export const holdOf = (group: Pick<AttentionGroup, 'status' | 'rule' | 'cause'>): Hold | undefined =>
  group.status === 'held' ? (HOLD_OF_RULE[group.rule ?? ''] ?? HOLD_OF_RULE[group.cause]) : undefined;
