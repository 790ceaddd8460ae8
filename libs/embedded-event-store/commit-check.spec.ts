import { describe, expect, it } from 'vitest';
import type { Expected, StreamView, Verdict } from './commit-check.js';
import { checkCommit, NO_STREAM } from './commit-check.js';

const id = (letter: string): Uint8Array => Buffer.alloc(16, letter);
const position = (revision: number): number => 100 + 10 * revision;

/** A stream that holds one event per letter. */
const stream = (letters: string, state: Partial<StreamView> = {}): StreamView => ({
  head: letters.length - 1,
  tombstoned: false,
  softDeleted: false,
  hasMetadata: false,
  byId: (wanted) => {
    const revision = letters.lastIndexOf(String.fromCharCode(wanted[0] ?? 0));
    return revision < 0 ? undefined : { revision, position: position(revision), id: wanted };
  },
  byRevision: (revision) => {
    const letter = letters[revision];
    return letter === undefined ? undefined : { revision, position: position(revision), id: id(letter) };
  },
  ...state,
});

const write: Verdict = { kind: 'write' };
const wrong = (current: number): Verdict => ({ kind: 'wrong', current });
const idempotent = (revision: number): Verdict => ({ kind: 'idempotent', revision, position: position(revision) });
const deleted: Verdict = { kind: 'deleted' };

const cases: [why: string, held: string, expected: Expected, appended: string, verdict: Verdict][] = [
  ['a new stream', '', NO_STREAM, 'a', write],
  ['at the head', 'ab', 1, 'c', write],
  ['the same id at the head is written again', 'ab', 1, 'b', write],
  ['beyond the head', 'ab', 2, 'c', wrong(1)],
  ['a revision of a stream that is not there', '', 0, 'a', wrong(-1)],
  ['earlier, with other events', 'ab', 0, 'c', wrong(1)],
  ['earlier, with exactly these events', 'abc', 0, 'bc', idempotent(2)],
  ['earlier, with these events and more behind them', 'abcd', 0, 'bc', idempotent(2)],
  ['earlier, with the first of these events only', 'ab', 0, 'bc', wrong(1)],
  ['earlier, with these events in another order', 'abc', 0, 'cb', wrong(2)],
  ['a new stream again, with its first events', 'ab', NO_STREAM, 'ab', idempotent(1)],
  ['a new stream again, with its second event', 'ab', NO_STREAM, 'b', wrong(1)],
  ['earlier, with no events', 'ab', 0, '', wrong(1)],
  ['any, unknown', 'ab', 'any', 'c', write],
  ['any, on a new stream', '', 'any', 'a', write],
  ['any, all known', 'abc', 'any', 'bc', idempotent(2)],
  ['any, known and then unknown', 'ab', 'any', 'bc', wrong(1)],
  ['any, unknown and then known', 'ab', 'any', 'cb', write],
  ['any, no events', 'ab', 'any', '', write],
  ['exists, on a new stream', '', 'stream-exists', 'a', wrong(-1)],
  ['exists, unknown', 'a', 'stream-exists', 'b', write],
  ['exists, known', 'ab', 'stream-exists', 'b', idempotent(1)],
];

describe('the commit check', () => {
  it.each(cases)('%s: %j, expecting %j, appending %j', (_why, held, expected, appended, verdict) => {
    expect(checkCommit(expected, Array.from(appended, id), stream(held))).toEqual(verdict);
  });

  it.each<Expected>(['any', 'stream-exists', NO_STREAM, 0, 1, 7])('a tombstone refuses everything: %j', (expected) => {
    expect(checkCommit(expected, [id('a')], stream('ab', { tombstoned: true }))).toEqual(deleted);
  });

  it('a soft-deleted stream may be begun again, and only so', () => {
    const soft = stream('ab', { softDeleted: true, hasMetadata: true });
    expect(checkCommit(NO_STREAM, [id('c')], soft)).toEqual(write);
    expect(checkCommit('any', [id('c')], soft)).toEqual(write);
    expect(checkCommit(1, [id('c')], soft)).toEqual(write);
    expect(checkCommit(0, [id('c')], soft)).toEqual(wrong(1));
    expect(checkCommit('stream-exists', [id('c')], soft)).toEqual(deleted);
  });

  it('metadata alone makes a stream exist', () => {
    expect(checkCommit('stream-exists', [id('a')], stream('', { hasMetadata: true }))).toEqual(write);
  });
});
