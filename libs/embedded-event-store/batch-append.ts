import type { ServerDuplexStream } from '@grpc/grpc-js';
import { IncomingAppend } from './append.js';
import { failureAnswer, outcomeAnswer, timeoutAnswer } from './batch-answer.js';
import type { CallContext } from './call-context.js';
import { commitFailed, invalidArgument, RpcFailure, unavailable } from './failures.js';
import type { shared, streams } from './protocol.js';
import { identifierOf, uuidOf } from './protocol.js';
import { expectedOf, streamNameOf } from './requests.js';

type BatchCall = ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>;

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
    this.call.on('data', (message: streams.BatchAppendReq) => this.receive(message));
    this.call.on('end', () => {
      this.halfClosed = true;
      this.endWhenIdle();
    });
  }

  private receive(message: streams.BatchAppendReq): void {
    if (this.done) return;
    const correlation = message.getCorrelationId();
    const key = uuidOf(correlation);
    if (correlation === undefined || key === undefined) {
      this.fail(invalidArgument('The correlation id is not a UUID.'));
      return;
    }
    try {
      const append = this.gather(key, message);
      if (append === undefined || !message.getIsFinal()) return;
      this.incoming.delete(key);
      void this.commit(append, correlation);
    } catch (error) {
      const stream = this.incoming.get(key)?.stream ?? '';
      this.incoming.delete(key);
      this.answer(correlation, stream, failureAnswer(commitFailed(error)));
    }
  }

  /** @returns the append so far; `undefined` when it was answered already, or the call has failed */
  private gather(key: string, message: streams.BatchAppendReq): IncomingAppend | undefined {
    const options = message.getOptions();
    if (options !== undefined) {
      const stream = streamNameOf(options.getStreamIdentifier());
      const refusal = this.context.refusal(stream);
      if (refusal !== undefined) {
        this.fail(refusal);
        return undefined;
      }
      const deadline = options.getDeadline()?.toDate().getTime();
      this.incoming.set(key, new IncomingAppend(stream, expectedOf(options, options.getStreamPosition()), deadline));
    }
    const append = this.incoming.get(key);
    for (const proposed of append === undefined ? [] : message.getProposedMessagesList()) append?.add(proposed);
    return append;
  }

  private async commit(append: IncomingAppend, correlation: shared.UUID): Promise<void> {
    this.inFlight += 1;
    try {
      const outcome = await this.context.log.append(append);
      const lost = outcome.kind === 'written' ? this.context.faults.take('answer-lost', append.stream) : undefined;
      if (lost === undefined)
        this.answer(correlation, append.stream, outcomeAnswer(append.stream, append.expected, outcome));
      else if (lost.how === 'timeout') this.answer(correlation, append.stream, timeoutAnswer());
      else if (lost.how !== 'silence') this.fail(unavailable('The connection was lost.'));
    } catch (error) {
      this.answer(correlation, append.stream, failureAnswer(commitFailed(error)));
    } finally {
      this.inFlight -= 1;
      this.endWhenIdle();
    }
  }

  private answer(correlation: shared.UUID, stream: string, response: streams.BatchAppendResp): void {
    if (this.done) return;
    this.call.write(response.setCorrelationId(correlation).setStreamIdentifier(identifierOf(stream)));
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
