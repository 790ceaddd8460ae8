import { Server, ServerCredentials } from '@grpc/grpc-js';
import { appendHandler } from './append.js';
import { batchAppendHandler } from './batch-append.js';
import type { CallContext } from './call-context.js';
import { deleteHandler, tombstoneHandler } from './delete.js';
import { commitFailed, unavailable } from './failures.js';
import { featuresHandler, gossipHandler, notImplemented } from './features.js';
import {
  GossipService,
  PersistentSubscriptionsService,
  ProjectionsService,
  ServerFeaturesService,
  StreamsService,
} from './protocol.js';
import { readAll, readStream } from './read.js';
import { readRequestOf } from './requests.js';
import type { ReadCall } from './response-stream.js';
import { ResponseStream } from './response-stream.js';
import { subscribe } from './subscribe.js';

const LARGEST_MESSAGE = 17 * 1024 * 1024;
const GRACE_MS = 500;

const readHandler =
  (context: CallContext) =>
  (call: ReadCall): void => {
    const out = new ResponseStream(call);
    const untrack = context.track((failure) => out.fail(failure));
    const serve = async (): Promise<void> => {
      const request = readRequestOf(call.request);
      const refusal = context.refusal(request.stream ?? '$all');
      if (refusal !== undefined) throw refusal;
      if (request.subscription) await subscribe(context.log, context.faults, request, out);
      else if (request.stream === undefined) await readAll(context.log, request, out);
      else await readStream(context.log, request, request.stream, out);
    };
    serve()
      .then(
        () => out.end(),
        (error: unknown) => out.fail(commitFailed(error)),
      )
      .finally(untrack);
  };

const asIs = (bytes: Buffer): Buffer => bytes;

/** What is encoded by hand goes out, and comes in, as it is. */
const streamsService = {
  ...StreamsService,
  read: { ...StreamsService.read, responseSerialize: asIs },
  batchAppend: { ...StreamsService.batchAppend, requestDeserialize: asIs, responseSerialize: asIs },
};

export interface RunningServer {
  readonly port: number;
  /** Ends open calls with UNAVAILABLE and resolves when all are gone. */
  stop(): Promise<void>;
}

/** @param port 0 for any free one */
export const serve = async (context: CallContext, port: number): Promise<RunningServer> => {
  const server = new Server({ 'grpc.max_receive_message_length': LARGEST_MESSAGE, 'grpc.max_send_message_length': -1 });
  const streamCalls = {
    read: readHandler(context),
    append: appendHandler(context),
    batchAppend: batchAppendHandler(context),
    delete: deleteHandler(context),
    tombstone: tombstoneHandler(context),
  };
  server.addService(streamsService, streamCalls);
  server.addService(ServerFeaturesService, { getSupportedMethods: featuresHandler(context) });
  server.addService(GossipService, { read: gossipHandler(context) });
  server.addService(
    PersistentSubscriptionsService,
    notImplemented(PersistentSubscriptionsService, 'Persistent subscriptions'),
  );
  server.addService(ProjectionsService, notImplemented(ProjectionsService, 'Projections'));

  const bound = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`${context.host}:${port}`, ServerCredentials.createInsecure(), (error, actual) => {
      if (error === null) resolve(actual);
      else reject(error);
    });
  });
  context.port = bound;
  return {
    port: bound,
    stop: () =>
      new Promise((resolve) => {
        const force = setTimeout(() => {
          server.forceShutdown();
          resolve();
        }, GRACE_MS);
        server.tryShutdown(() => {
          clearTimeout(force);
          resolve();
        });
        context.endOpenCalls(unavailable('The node is shutting down.'));
      }),
  };
};
