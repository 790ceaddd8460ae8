/**
 * The one door to the message classes and service definitions that the public client package ships. They are CommonJS
 * and fill their exports at run time, hence the default imports. uint64 fields are strings, stream names are bytes.
 */
import rpcCode from '@eventstore/db-client/generated/code_pb.js';
import gossipServices from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import persistentServices from '@eventstore/db-client/generated/persistent_grpc_pb.js';
import projectionServices from '@eventstore/db-client/generated/projections_grpc_pb.js';
import featureServices from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import rpcStatus from '@eventstore/db-client/generated/status_pb.js';
import streamServices from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import anyMessage from 'google-protobuf/google/protobuf/any_pb.js';
import emptyMessage from 'google-protobuf/google/protobuf/empty_pb.js';

export { anyMessage, emptyMessage, features, gossip, rpcCode, rpcStatus, shared, streams, streamServices };

export const { StreamsService } = streamServices;
export const { GossipService } = gossipServices;
export const { ServerFeaturesService } = featureServices;
export const { PersistentSubscriptionsService } = persistentServices;
export const { ProjectionsService } = projectionServices;

export const nameOf = (identifier: shared.StreamIdentifier | undefined): string =>
  identifier === undefined ? '' : Buffer.from(identifier.getStreamName_asU8()).toString('utf8');

export const identifierOf = (name: string): shared.StreamIdentifier =>
  new shared.StreamIdentifier().setStreamName(Buffer.from(name, 'utf8').toString('base64'));

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The text of a UUID in either of its two wire forms; `undefined` when it is none. */
export const uuidOf = (message: shared.UUID | undefined): string | undefined => {
  if (message === undefined) return undefined;
  const structured = message.getStructured();
  if (structured === undefined)
    return uuidPattern.test(message.getString()) ? message.getString().toLowerCase() : undefined;
  const half = (bits: string): string => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0');
  const hex = half(structured.getMostSignificantBits()) + half(structured.getLeastSignificantBits());
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

/** The service names as they stand in method paths and in the list of supported methods. */
export const STREAMS = 'event_store.client.streams.streams';
export const GOSSIP = 'event_store.client.gossip.gossip';
export const SERVER_FEATURES = 'event_store.client.server_features.serverfeatures';
