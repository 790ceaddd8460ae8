import type { Expected } from './commit-check.js';
import { NO_STREAM } from './commit-check.js';
import type { LoggedEvent, ProposedEvent } from './event.js';
import { idBytes } from './event.js';
import { invalidArgument, missingProperty } from './failures.js';
import type { shared } from './protocol.js';
import { nameOf, streams, uuidOf } from './protocol.js';

/** Beyond this a double is not exact; no log gets there. */
const LARGEST = Number.MAX_SAFE_INTEGER - 1;
const DEFAULT_SEARCH_WINDOW = 32;

const bounded = (uint64: string): number => Math.min(Number(uint64), LARGEST);

interface ExpectationFields {
  hasNoStream(): boolean;
  hasAny(): boolean;
  hasStreamExists(): boolean;
}

export const expectedOf = (options: ExpectationFields, revision: string): Expected => {
  if (options.hasNoStream()) return NO_STREAM;
  if (options.hasAny()) return 'any';
  return options.hasStreamExists() ? 'stream-exists' : bounded(revision);
};

/** @throws RpcFailure when the name is empty */
export const streamNameOf = (identifier: shared.StreamIdentifier | undefined): string =>
  checkedName(nameOf(identifier));

/** @throws RpcFailure when the name is empty */
export const checkedName = (name: string): string => {
  if (name === '') throw invalidArgument('The stream name is empty.');
  return name;
};

/** An event as it came in, not yet looked at. */
export interface Proposal {
  /** `undefined` when it is no UUID. */
  readonly id: string | undefined;
  readonly type: string | undefined;
  readonly contentType: string | undefined;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export const proposalOf = (message: streams.AppendReq.ProposedMessage): Proposal => {
  const properties = message.getMetadataMap();
  return {
    id: uuidOf(message.getId()),
    type: properties.get('type'),
    contentType: properties.get('content-type'),
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
};

/** @throws RpcFailure when id, type or content type are missing or malformed */
export const proposedEventOf = ({ id, type, contentType, data, metadata }: Proposal): ProposedEvent => {
  if (type === undefined || type === '') throw missingProperty('type');
  if (contentType === undefined) throw missingProperty('content-type');
  if (id === undefined) throw invalidArgument('The event id is not a UUID.');
  return { id: idBytes(id), type, json: contentType === 'application/json', data, metadata };
};

/** Its share of the append limit: types count two bytes a character. */
export const sizeOf = (event: ProposedEvent): number =>
  event.data.length + event.metadata.length + 2 * event.type.length;

export interface EventFilter {
  readonly matches: (event: LoggedEvent) => boolean;
  /** A checkpoint is sent each time this many events have been considered. */
  readonly checkpointEvery: number;
}

export interface ReadRequest {
  /** `undefined` for the whole log. */
  readonly stream: string | undefined;
  /** A revision, or a position of the whole log. */
  readonly from: 'start' | 'end' | number;
  readonly backwards: boolean;
  readonly count: number;
  readonly resolveLinks: boolean;
  readonly structuredIds: boolean;
  readonly filter: EventFilter | undefined;
  readonly subscription: boolean;
}

const regularExpression = (source: string): RegExp => {
  try {
    return new RegExp(source);
  } catch {
    throw invalidArgument(`The filter is not a regular expression: ${source}`);
  }
};

const filterOf = (filter: streams.ReadReq.Options.FilterOptions | undefined): EventFilter | undefined => {
  if (filter === undefined) return undefined;
  const onStream = filter.getStreamIdentifier();
  const expression = onStream ?? filter.getEventType();
  if (expression === undefined) throw invalidArgument('The filter has no expression.');
  const prefixes = expression.getPrefixList();
  const pattern = expression.getRegex() === '' ? undefined : regularExpression(expression.getRegex());
  const test = (text: string): boolean =>
    pattern === undefined ? prefixes.some((prefix) => text.startsWith(prefix)) : pattern.test(text);
  const window = filter.hasMax() ? filter.getMax() : DEFAULT_SEARCH_WINDOW;
  return {
    matches: onStream === undefined ? (event) => test(event.type) : (event) => test(event.stream),
    checkpointEvery: Math.max(1, window * filter.getCheckpointintervalmultiplier()),
  };
};

const fromOf = (options: { hasStart(): boolean; hasEnd(): boolean }, uint64: string): 'start' | 'end' | number => {
  if (options.hasStart()) return 'start';
  return options.hasEnd() ? 'end' : bounded(uint64);
};

/** @throws RpcFailure when the request is malformed */
export const readRequestOf = (request: streams.ReadReq): ReadRequest => {
  const options = request.getOptions();
  const one = options?.getStream();
  const all = options?.getAll();
  if (options === undefined || (one === undefined && all === undefined)) throw invalidArgument('Nothing to read.');
  return {
    stream: one && streamNameOf(one.getStreamIdentifier()),
    from: one ? fromOf(one, one.getRevision()) : fromOfAll(all),
    backwards: options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS,
    count: bounded(options.getCount()),
    resolveLinks: options.getResolveLinks(),
    structuredIds: options.getUuidOption()?.hasStructured() ?? false,
    filter: filterOf(options.getFilter()),
    subscription: options.hasSubscription(),
  };
};

const fromOfAll = (all: streams.ReadReq.Options.AllOptions | undefined): 'start' | 'end' | number =>
  all === undefined ? 'start' : fromOf(all, all.getPosition()?.getCommitPosition() ?? '0');
