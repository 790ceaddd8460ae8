import { Metadata, status } from '@grpc/grpc-js';
import type { Expected } from './commit-check.js';

/** An error as gRPC carries it. The client tells the cases apart by the `exception` entry. */
export class RpcFailure extends Error {
  override readonly name = 'RpcFailure';
  readonly metadata = new Metadata();

  constructor(
    readonly code: status,
    readonly details: string,
    entries: Readonly<Record<string, string>> = {},
  ) {
    super(details);
    for (const [key, value] of Object.entries(entries)) this.metadata.set(key, value);
  }
}

/** One append is at most this large, in bytes of data, metadata and type. */
export const MAX_APPEND_SIZE = 1024 * 1024;

export const streamDeleted = (stream: string): RpcFailure =>
  new RpcFailure(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': encodeURIComponent(stream),
  });

export const appendTooLarge = (): RpcFailure =>
  new RpcFailure(status.INVALID_ARGUMENT, `Maximum Append Size of ${MAX_APPEND_SIZE} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(MAX_APPEND_SIZE),
  });

export const missingProperty = (property: string): RpcFailure =>
  new RpcFailure(status.INVALID_ARGUMENT, `Required Metadata Property '${property}' is missing`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  });

export const invalidArgument = (details: string): RpcFailure => new RpcFailure(status.INVALID_ARGUMENT, details);

export const accessDenied = (): RpcFailure =>
  new RpcFailure(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

export const unavailable = (details: string): RpcFailure => new RpcFailure(status.UNAVAILABLE, details);

export const timedOut = (): RpcFailure => new RpcFailure(status.ABORTED, 'Operation timed out');

export const notLeader = (host: string, port: number): RpcFailure =>
  new RpcFailure(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });

/** Revisions as they are written in error metadata. */
export const expectedNumber = (expected: Expected): number => {
  if (expected === 'any') return -2;
  return expected === 'stream-exists' ? -4 : expected;
};

export const deleteRefused = (stream: string, expected: Expected, current: number): RpcFailure =>
  new RpcFailure(
    status.FAILED_PRECONDITION,
    `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expectedNumber(expected)}, Actual version: ${current}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': encodeURIComponent(stream),
      'expected-version': String(expectedNumber(expected)),
      'actual-version': String(current),
    },
  );

const SQLITE_FULL = 13;

/** The disk, or the room given to the log, is full: the transaction was rolled back. */
export class DiskFull extends Error {
  override readonly name = 'DiskFull';
  readonly errcode = SQLITE_FULL;
}

const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === SQLITE_FULL;

/** The answer to a caller whose transaction failed; nothing of it was kept. */
export const commitFailed = (error: unknown): RpcFailure => {
  if (error instanceof RpcFailure) return error;
  if (isDiskFull(error)) return new RpcFailure(status.RESOURCE_EXHAUSTED, 'The disk is full: nothing was written.');
  const reason = error instanceof Error ? error.message : String(error);
  return new RpcFailure(status.UNKNOWN, `The commit failed, nothing was written: ${reason}`);
};
