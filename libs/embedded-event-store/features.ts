import { randomUUID } from 'node:crypto';
import type { sendUnaryData, ServiceDefinition, UntypedServiceImplementation } from '@grpc/grpc-js';
import { status } from '@grpc/grpc-js';
import type { CallContext } from './call-context.js';
import { RpcFailure, unavailable } from './failures.js';
import { features, gossip, GOSSIP, SERVER_FEATURES, shared, STREAMS } from './protocol.js';

/** Only what this node does is announced; the client then refuses the rest by itself, or is told below. */
const supported: readonly (readonly [service: string, method: string, features: readonly string[]])[] = [
  [STREAMS, 'read', ['position', 'events']],
  [STREAMS, 'append', []],
  [STREAMS, 'batchappend', []],
  [STREAMS, 'delete', []],
  [STREAMS, 'tombstone', []],
  [GOSSIP, 'read', []],
  [SERVER_FEATURES, 'getsupportedmethods', []],
];

/** The version of the protocol that is spoken, not that of any product. */
const PROTOCOL_VERSION = '23.10.0';

export const featuresHandler =
  (context: CallContext) =>
  (_call: unknown, callback: sendUnaryData<features.SupportedMethods>): void => {
    // Asked by the client on each new connection, unseen: an order for so many calls is not spent on it.
    if (context.faults.down) {
      callback(unavailable('Server Is Not Ready'));
      return;
    }
    const answer = new features.SupportedMethods().setEventStoreServerVersion(PROTOCOL_VERSION);
    for (const [service, method, names] of supported) {
      const entry = new features.SupportedMethod().setServiceName(service).setMethodName(method);
      answer.addMethods(entry.setFeaturesList([...names]));
    }
    callback(null, answer);
  };

const TICKS_PER_MILLISECOND = 10_000;

/** A cluster of one, which is its leader. */
export const gossipHandler = (context: CallContext) => {
  const instance = new shared.UUID().setString(randomUUID());
  return (_call: unknown, callback: sendUnaryData<gossip.ClusterInfo>): void => {
    const endPoint = new gossip.EndPoint().setAddress(context.host).setPort(context.port);
    const member = new gossip.MemberInfo()
      .setInstanceId(instance)
      .setTimeStamp(String(Date.now() * TICKS_PER_MILLISECOND))
      .setState(gossip.MemberInfo.VNodeState.LEADER)
      .setIsAlive(true)
      .setHttpEndPoint(endPoint);
    callback(null, new gossip.ClusterInfo().setMembersList([member]));
  };
};

/** Answers every method of a service in words, where gRPC would only say that the method is unknown. */
export const notImplemented = (service: ServiceDefinition, what: string): UntypedServiceImplementation => {
  const details = `${what} are not part of this embedded development store.`;
  const entries = Object.entries(service).map(([name, { responseStream }]) => {
    const failure = new RpcFailure(status.UNIMPLEMENTED, details);
    const streaming = (call: { emit(event: 'error', failure: RpcFailure): boolean }): void => {
      call.emit('error', failure);
    };
    const unary = (_call: unknown, callback: sendUnaryData<unknown>): void => callback(failure);
    return [name, responseStream ? streaming : unary] as const;
  });
  return Object.fromEntries(entries);
};
