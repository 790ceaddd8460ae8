import { EventStoreDBClient } from '@eventstore/db-client';
import streamServices from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import { decodeAnswer, type BatchAnswer } from './batch-answer.js';
import { encodeAppend } from './batch-request.js';
import type { Connection } from './connection.js';
import type { Appended, ExpectedRevision, NewRecord } from './event-store.port.js';

type Call = ClientDuplexStream<Buffer, Buffer>;

const PATH = '/event_store.client.streams.Streams/BatchAppend';
const asIs = (bytes: Buffer): Buffer => bytes;

/** Opens the call on the client's own channel: its discovery, its credentials, its reconnecting. Never instantiated. */
abstract class OwnChannel extends EventStoreDBClient {
  static open({ client, credentials }: Connection): Promise<Call> {
    const own: OwnChannel = client;
    const settings = { requiresLeader: true, ...(credentials ? { credentials } : {}) };
    return own.GRPCStreamCreator(streamServices.StreamsClient, 'batchAppend', (grpc) =>
      grpc.makeBidiStreamRequest(PATH, asIs, asIs, ...own.callArguments(settings, { deadline: Infinity })),
    )();
  }
}

interface Waiting {
  readonly since: number;
  readonly settle: (answer: BatchAnswer | undefined) => void;
}

/**
 * Many appends on one call of the store's BatchAppend, each answered by itself. It is the client's own way when it has
 * no credentials, and half the work of a call for each append; but the client keeps one table of what is under way for
 * the whole process, and breaks the process when one of its calls does. Here each call has its table. What is not
 * plainly answered "done" is `undefined`: the caller repeats it in the plain way, which is the same append.
 */
export class BatchedAppends {
  readonly #connection: Connection;
  readonly #deadlineMs: number;
  #call: Promise<Call> | undefined;
  #waiting = new Map<number, Waiting>();
  #last = 0;
  #sweep: NodeJS.Timeout | undefined;

  constructor(connection: Connection, deadlineMs: number) {
    this.#connection = connection;
    this.#deadlineMs = deadlineMs;
  }

  /** `undefined` where the outcome is not known. @throws RangeError for a stream name that can't be */
  async append(
    stream: string,
    expected: ExpectedRevision,
    records: readonly NewRecord[],
  ): Promise<Appended | undefined> {
    const number = ++this.#last;
    const message = encodeAppend(number, stream, expected, records);
    if (!message) return undefined;
    let call: Call;
    try {
      call = await (this.#call ??= this.#open());
    } catch {
      return undefined;
    }
    const answer = await new Promise<BatchAnswer | undefined>((settle) => {
      this.#waiting.set(number, { since: performance.now(), settle });
      this.#watch();
      call.write(message);
    });
    const { revision, commit, prepare } = answer ?? {};
    return revision === undefined || commit === undefined
      ? undefined
      : { revision, position: { commit, prepare: prepare ?? commit } };
  }

  async #open(): Promise<Call> {
    const waiting = this.#waiting;
    const over = (): void => {
      if (this.#waiting === waiting) {
        this.#call = undefined;
        this.#waiting = new Map();
      }
      for (const { settle } of waiting.values()) settle(undefined);
      waiting.clear();
    };
    try {
      const call = await OwnChannel.open(this.#connection);
      call.on('data', (bytes: Buffer) => {
        const answer = decodeAnswer(bytes);
        waiting.get(answer.number)?.settle(answer);
        waiting.delete(answer.number);
      });
      for (const end of ['error', 'end', 'close']) call.on(end, over);
      return call;
    } catch (error) {
      over();
      throw error;
    }
  }

  /** Gives up those that have waited too long. One timer for all: most wait a few milliseconds. */
  #watch(): void {
    this.#sweep ??= setTimeout(() => {
      this.#sweep = undefined;
      const before = performance.now() - this.#deadlineMs;
      for (const [number, { since, settle }] of this.#waiting) {
        if (since > before) break;
        this.#waiting.delete(number);
        settle(undefined);
      }
      if (this.#waiting.size > 0) this.#watch();
    }, this.#deadlineMs / 4);
  }

  close(): void {
    clearTimeout(this.#sweep);
  }
}
