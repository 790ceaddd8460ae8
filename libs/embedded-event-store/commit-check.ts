import type { Committed } from './storage.js';

/** What an append expects of its stream: a revision, -1 for "no event yet", or one of the two loose forms. */
export type Expected = 'any' | 'stream-exists' | number;

export const NO_STREAM = -1;

/** The stream as it stands, the events of the running transaction included. */
export interface StreamView {
  /** -1 while it has no event. */
  readonly head: number;
  readonly tombstoned: boolean;
  readonly softDeleted: boolean;
  /** Whether metadata was ever written for it, which makes it exist without an event. */
  readonly hasMetadata: boolean;
  byId(id: Uint8Array): Committed | undefined;
  byRevision(revision: number): Committed | undefined;
}

export type Verdict =
  | { readonly kind: 'write' }
  | { readonly kind: 'idempotent'; readonly revision: number; readonly position: number }
  | { readonly kind: 'wrong'; readonly current: number }
  | { readonly kind: 'deleted' };

const write: Verdict = { kind: 'write' };

/**
 * Decides whether events with these ids may be appended, as EventStoreDB's commit check does. At exactly the expected
 * revision nothing is compared: the same ids again are written again. "Any" is best effort: it only recognises an
 * append that is known from its first event to its last.
 */
export const checkCommit = (expected: Expected, ids: readonly Uint8Array[], stream: StreamView): Verdict => {
  if (stream.tombstoned) return { kind: 'deleted' };
  if (expected === 'any' || expected === 'stream-exists') return checkLoosely(expected, ids, stream);
  if (expected > stream.head) return wrong(stream);
  if (expected === stream.head) return write;
  return checkEarlier(expected, ids, stream);
};

const checkLoosely = (expected: Expected, ids: readonly Uint8Array[], stream: StreamView): Verdict => {
  if (expected === 'stream-exists') {
    if (stream.softDeleted) return { kind: 'deleted' };
    if (stream.head < 0 && !stream.hasMetadata) return wrong(stream);
  }
  let last: Committed | undefined;
  for (const [index, id] of ids.entries()) {
    const known = stream.head < 0 ? undefined : stream.byId(id);
    if (known === undefined) return index === 0 ? write : wrong(stream);
    last = known;
  }
  return last === undefined ? write : { kind: 'idempotent', revision: last.revision, position: last.position };
};

/** The stream has moved on: either by exactly these events, or the expectation is wrong. */
const checkEarlier = (expected: number, ids: readonly Uint8Array[], stream: StreamView): Verdict => {
  let last: Committed | undefined;
  for (const [index, id] of ids.entries()) {
    const there = stream.byRevision(expected + 1 + index);
    if (there === undefined || Buffer.compare(there.id, id) !== 0) {
      return index === 0 && expected === NO_STREAM && stream.softDeleted ? write : wrong(stream);
    }
    last = there;
  }
  return last === undefined ? wrong(stream) : { kind: 'idempotent', revision: last.revision, position: last.position };
};

const wrong = (stream: StreamView): Verdict => ({ kind: 'wrong', current: stream.head });
