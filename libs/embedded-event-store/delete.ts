import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import type { CallContext } from './call-context.js';
import type { Expected } from './commit-check.js';
import { commitFailed, deleteRefused, streamDeleted } from './failures.js';
import type { Outcome } from './log.js';
import { streams } from './protocol.js';
import { expectedOf, streamNameOf } from './requests.js';

/** @returns the position of the event that records the deletion; @throws RpcFailure when it was refused */
const positionOf = (stream: string, expected: Expected, outcome: Outcome): string => {
  if (outcome.kind === 'deleted') throw streamDeleted(stream);
  if (outcome.kind === 'wrong') throw deleteRefused(stream, expected, outcome.current);
  return 'position' in outcome ? String(outcome.position) : '0';
};

type DeleteOptions = streams.DeleteReq.Options | streams.TombstoneReq.Options;

const remove = async (
  context: CallContext,
  options: DeleteOptions | undefined,
  how: 'softDelete' | 'tombstone',
): Promise<string> => {
  const stream = streamNameOf(options?.getStreamIdentifier());
  const refusal = context.refusal(stream);
  if (refusal !== undefined) throw refusal;
  const expected = options === undefined ? 'any' : expectedOf(options, options.getRevision());
  return positionOf(stream, expected, await context.log[how](stream, expected));
};

export const deleteHandler =
  (context: CallContext) =>
  (call: ServerUnaryCall<streams.DeleteReq, streams.DeleteResp>, callback: sendUnaryData<streams.DeleteResp>): void => {
    remove(context, call.request.getOptions(), 'softDelete').then(
      (text) => {
        const position = new streams.DeleteResp.Position().setCommitPosition(text).setPreparePosition(text);
        callback(null, new streams.DeleteResp().setPosition(position));
      },
      (error: unknown) => callback(commitFailed(error)),
    );
  };

export const tombstoneHandler =
  (context: CallContext) =>
  (
    call: ServerUnaryCall<streams.TombstoneReq, streams.TombstoneResp>,
    callback: sendUnaryData<streams.TombstoneResp>,
  ): void => {
    remove(context, call.request.getOptions(), 'tombstone').then(
      (text) => {
        const position = new streams.TombstoneResp.Position().setCommitPosition(text).setPreparePosition(text);
        callback(null, new streams.TombstoneResp().setPosition(position));
      },
      (error: unknown) => callback(commitFailed(error)),
    );
  };
