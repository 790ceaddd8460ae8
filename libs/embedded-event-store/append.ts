import type { ServerReadableStream, sendUnaryData } from '@grpc/grpc-js';
import type { CallContext } from './call-context.js';
import type { Expected } from './commit-check.js';
import { NO_STREAM } from './commit-check.js';
import type { ProposedEvent } from './event.js';
import {
  accessDenied,
  appendTooLarge,
  commitFailed,
  invalidArgument,
  MAX_APPEND_SIZE,
  RpcFailure,
  streamDeleted,
  timedOut,
  unavailable,
} from './failures.js';
import type { Outcome } from './log.js';
import { shared, streams } from './protocol.js';
import type { Proposal } from './requests.js';
import { expectedOf, proposalOf, proposedEventOf, sizeOf, streamNameOf } from './requests.js';

/** An append while its messages come in. */
export class IncomingAppend {
  readonly events: ProposedEvent[] = [];
  private size = 0;

  /** @throws RpcFailure when the stream is not one that may be written */
  constructor(
    readonly stream: string,
    readonly expected: Expected,
    readonly deadline?: number,
  ) {
    if (stream === '$all') throw accessDenied();
  }

  /** @throws RpcFailure when the event is malformed or the append too large */
  add(proposal: Proposal): void {
    const event = proposedEventOf(proposal);
    this.size += sizeOf(event);
    if (this.size > MAX_APPEND_SIZE) throw appendTooLarge();
    this.events.push(event);
  }
}

const empty = (): shared.Empty => new shared.Empty();

const success = (revision: number, position: number | undefined): streams.AppendResp => {
  const message = new streams.AppendResp.Success();
  if (revision < 0) message.setNoStream(empty());
  else message.setCurrentRevision(String(revision));
  if (position === undefined) message.setNoPosition(empty());
  else {
    const text = String(position);
    message.setPosition(new streams.AppendResp.Position().setCommitPosition(text).setPreparePosition(text));
  }
  return new streams.AppendResp().setSuccess(message);
};

const wrongExpectedVersion = (expected: Expected, current: number): streams.AppendResp => {
  const message = new streams.AppendResp.WrongExpectedVersion();
  if (expected === 'any') message.setExpectedAny(empty());
  else if (expected === 'stream-exists') message.setExpectedStreamExists(empty());
  else if (expected === NO_STREAM) message.setExpectedNoStream(empty());
  else message.setExpectedRevision(String(expected));
  if (current < 0) message.setCurrentNoStream(empty());
  else message.setCurrentRevision(String(current));
  return new streams.AppendResp().setWrongExpectedVersion(message);
};

const answer = ({ stream, expected }: IncomingAppend, outcome: Outcome): streams.AppendResp => {
  switch (outcome.kind) {
    case 'written':
    case 'idempotent':
      return success(outcome.revision, outcome.position);
    case 'empty':
      return success(outcome.revision, undefined);
    case 'wrong':
      return wrongExpectedVersion(expected, outcome.current);
    case 'deleted':
      throw streamDeleted(stream);
    case 'expired':
      throw timedOut();
  }
};

const deadlineOf = (call: { getDeadline(): Date | number }): number => Number(call.getDeadline());

type AppendCall = ServerReadableStream<streams.AppendReq, streams.AppendResp>;

/**
 * A connection that breaks ends the call's messages like a client that has said everything; that it was a break is known
 * only after the event loop has turned. Without the wait, half an append would be committed.
 */
const afterHangUps = (then: () => void): void => {
  setImmediate(() => setImmediate(then));
};

/** One append per call; the client takes this way when it sends credentials. */
export const appendHandler =
  (context: CallContext) =>
  (call: AppendCall, callback: sendUnaryData<streams.AppendResp>): void => {
    let incoming: IncomingAppend | undefined;
    let answered = false;
    const settle: sendUnaryData<streams.AppendResp> = (error, response) => {
      if (answered) return;
      answered = true;
      callback(error, response);
    };
    const receive = (message: streams.AppendReq): void => {
      const options = message.getOptions();
      const proposed = message.getProposedMessage();
      if (options !== undefined) {
        const name = streamNameOf(options.getStreamIdentifier());
        const refusal = context.refusal(name);
        if (refusal !== undefined) throw refusal;
        incoming = new IncomingAppend(name, expectedOf(options, options.getRevision()), deadlineOf(call));
      } else if (proposed !== undefined) {
        if (incoming === undefined) throw invalidArgument('The append has no options.');
        incoming.add(proposalOf(proposed));
      }
    };
    const commit = async (append: IncomingAppend): Promise<void> => {
      const outcome = await context.log.append(append);
      const lost = outcome.kind === 'written' ? context.faults.take('answer-lost', append.stream) : undefined;
      if (lost?.how === 'silence') return;
      if (lost?.how === 'timeout') throw timedOut();
      if (lost !== undefined) throw unavailable('The connection was lost.');
      settle(null, answer(append, outcome));
    };
    const refuse = (error: unknown): void => settle(error instanceof RpcFailure ? error : commitFailed(error));
    call.on('data', (message: streams.AppendReq) => {
      if (answered) return;
      try {
        receive(message);
      } catch (error) {
        refuse(error);
      }
    });
    call.on('end', () => {
      afterHangUps(() => {
        if (answered || call.cancelled) return;
        commitAll();
      });
    });
    const commitAll = (): void => {
      if (incoming === undefined) refuse(invalidArgument('The append has no options.'));
      else commit(incoming).catch(refuse);
    };
    call.on('error', () => {
      answered = true;
    });
  };
