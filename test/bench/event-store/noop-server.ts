import type { sendUnaryData, ServerDuplexStream, ServerReadableStream, ServerWritableStream } from '@grpc/grpc-js';
import { Server, ServerCredentials, status } from '@grpc/grpc-js';
import featureServices from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streamServices from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { sampleEvents } from './sample-events.js';

/**
 * The limit of the transport: the same services on the same gRPC library with nothing behind them. Appends are
 * answered at once and reads send messages that were encoded beforehand, round and round.
 */
const { StreamsService } = streamServices;
const { ServerFeaturesService } = featureServices;

const position = (): shared.AllStreamPosition =>
  new shared.AllStreamPosition().setCommitPosition('1000').setPreparePosition('1000');

/** Distinct, as the events of a log are: the same bytes again and again would be easier on the client than any log is. */
const MESSAGES = 2000;
const messages = sampleEvents(MESSAGES).map((event, revision) => {
  const place = String(1_000_000 + 900 * revision);
  const record = new streams.ReadResp.ReadEvent.RecordedEvent()
    .setId(new shared.UUID().setString(event.id))
    .setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from('bench-read').toString('base64')))
    .setStreamRevision(String(revision))
    .setPreparePosition(place)
    .setCommitPosition(place)
    .setData(Buffer.from(JSON.stringify(event.data)).toString('base64'))
    .setCustomMetadata(Buffer.from(JSON.stringify(event.metadata)).toString('base64'));
  const created = String((1_790_000_000_000 + revision) * 10_000);
  record.getMetadataMap().set('type', event.type).set('created', created).set('content-type', 'application/json');
  const resolved = new streams.ReadResp.ReadEvent().setEvent(record).setCommitPosition(place);
  return Buffer.from(new streams.ReadResp().setEvent(resolved).serializeBinary());
});

const read = (call: ServerWritableStream<streams.ReadReq, Buffer>): void => {
  const options = call.request.getOptions();
  const endless = options?.hasSubscription() ?? false;
  let left = endless ? Number.POSITIVE_INFINITY : Number(options?.getCount());
  let sent = 0;
  const send = (): void => {
    while (left > 0 && !call.cancelled) {
      left -= 1;
      const message = messages[(sent += 1) % MESSAGES] ?? Buffer.alloc(0);
      if (!call.write(message)) {
        call.once('drain', send);
        return;
      }
    }
    if (!call.cancelled) call.end();
  };
  send();
};

const append = (
  call: ServerReadableStream<streams.AppendReq, streams.AppendResp>,
  callback: sendUnaryData<streams.AppendResp>,
): void => {
  call.resume();
  call.on('end', () =>
    callback(null, new streams.AppendResp().setSuccess(new streams.AppendResp.Success().setCurrentRevision('1'))),
  );
};

const batchAppend = (call: ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>): void => {
  call.on('data', (request: streams.BatchAppendReq) => {
    if (!request.getIsFinal()) return;
    const success = new streams.BatchAppendResp.Success().setCurrentRevision('1').setPosition(position());
    call.write(new streams.BatchAppendResp().setCorrelationId(request.getCorrelationId()).setSuccess(success));
  });
  call.on('end', () => call.end());
  call.on('error', () => undefined);
};

const getSupportedMethods = (_call: unknown, callback: sendUnaryData<features.SupportedMethods>): void => {
  const method = new features.SupportedMethod()
    .setServiceName('event_store.client.streams.streams')
    .setMethodName('batchappend');
  callback(null, new features.SupportedMethods().setEventStoreServerVersion('23.10.0').setMethodsList([method]));
};

const unused = (_call: unknown, callback: sendUnaryData<unknown>): void => callback({ code: status.UNIMPLEMENTED });

const server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
const raw = {
  ...StreamsService,
  read: { ...StreamsService.read, responseSerialize: (bytes: Buffer): Buffer => bytes },
};
server.addService(raw, { read, append, batchAppend, delete: unused, tombstone: unused });
server.addService(ServerFeaturesService, { getSupportedMethods });
server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  process.stdout.write(`${JSON.stringify({ ready: true, port })}\n`);
});
process.on('SIGTERM', () => process.exit(0));
