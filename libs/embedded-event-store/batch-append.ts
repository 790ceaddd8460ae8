import type { ServerDuplexStream } from '@grpc/grpc-js';
import { IncomingAppend } from './append.js';
import { encodeAnswer, encodeSuccess, failureAnswer, outcomeAnswer, timeoutAnswer } from './batch-answer.js';
import type { BatchRequest } from './batch-request.js';
import { readBatchRequest } from './batch-request.js';
import type { CallContext } from './call-context.js';
import { commitFailed, invalidArgument, RpcFailure, unavailable } from './failures.js';
import { checkedName } from './requests.js';

/** Requests and answers are read and written by hand (batch-request.ts, batch-answer.ts). */
export type BatchCall = ServerDuplexStream<Buffer, Buffer>;

const read = (bytes: Buffer): BatchRequest | undefined => {
  try {
    return readBatchRequest(bytes);
  } catch {
    return undefined;
  }
};

/**
 * Many appends on one long-lived call, told apart by correlation id; each may come in several messages. Each is
 * answered once: the client breaks on a second answer.
 */
class BatchAppendCall {
  private readonly incoming = new Map<string, IncomingAppend>();
  private inFlight = 0;
  private halfClosed = false;
  private done = false;

  constructor(
    private readonly context: CallContext,
    private readonly call: BatchCall,
  ) {}

  serve(): void {
    const untrack = this.context.track((failure) => this.fail(failure));
    const over = (): void => {
      this.done = true;
      untrack();
    };
    for (const event of ['cancelled', 'close', 'error', 'finish']) this.call.on(event, over);
    this.call.on('data', (bytes: Buffer) => this.receive(bytes));
    this.call.on('end', () => {
      this.halfClosed = true;
      this.endWhenIdle();
    });
  }

  private receive(bytes: Buffer): void {
    if (this.done) return;
    const request = read(bytes);
    const correlation = request?.correlation;
    if (request === undefined || correlation === undefined) {
      this.fail(invalidArgument('The message is malformed, or its correlation id is not a UUID.'));
      return;
    }
    try {
      const append = this.gather(correlation, request);
      if (append === undefined || !request.final) return;
      this.incoming.delete(correlation);
      void this.commit(append, correlation);
    } catch (error) {
      const stream = this.incoming.get(correlation)?.stream ?? '';
      this.incoming.delete(correlation);
      this.answer(encodeAnswer(correlation, stream, failureAnswer(commitFailed(error))));
    }
  }

  /** @returns the append so far; `undefined` when it was answered already, or the call has failed */
  private gather(correlation: string, { options, proposals }: BatchRequest): IncomingAppend | undefined {
    if (options !== undefined) {
      const stream = checkedName(options.stream);
      const refusal = this.context.refusal(stream);
      if (refusal !== undefined) {
        this.fail(refusal);
        return undefined;
      }
      this.incoming.set(correlation, new IncomingAppend(stream, options.expected, options.deadline));
    }
    const append = this.incoming.get(correlation);
    for (const proposal of proposals) append?.add(proposal);
    return append;
  }

  private async commit(append: IncomingAppend, correlation: string): Promise<void> {
    this.inFlight += 1;
    const { stream } = append;
    try {
      const outcome = await this.context.log.append(append);
      if (outcome.kind === 'written' && this.loseAnswer(correlation, stream)) return;
      if (outcome.kind === 'written' || outcome.kind === 'idempotent') {
        this.answer(encodeSuccess(correlation, stream, outcome.revision, outcome.position));
      } else this.answer(encodeAnswer(correlation, stream, outcomeAnswer(stream, append.expected, outcome)));
    } catch (error) {
      this.answer(encodeAnswer(correlation, stream, failureAnswer(commitFailed(error))));
    } finally {
      this.inFlight -= 1;
      this.endWhenIdle();
    }
  }

  /** @returns whether the answer is lost, as ordered */
  private loseAnswer(correlation: string, stream: string): boolean {
    const lost = this.context.faults.take('answer-lost', stream);
    if (lost === undefined) return false;
    if (lost.how === 'timeout') this.answer(encodeAnswer(correlation, stream, timeoutAnswer()));
    else if (lost.how !== 'silence') this.fail(unavailable('The connection was lost.'));
    return true;
  }

  private answer(response: Buffer): void {
    if (!this.done) this.call.write(response);
  }

  private endWhenIdle(): void {
    if (this.halfClosed && this.inFlight === 0 && !this.done) this.call.end();
  }

  private fail(failure: RpcFailure): void {
    if (this.done) return;
    this.done = true;
    this.call.emit('error', failure);
  }
}

export const batchAppendHandler =
  (context: CallContext) =>
  (call: BatchCall): void =>
    new BatchAppendCall(context, call).serve();
