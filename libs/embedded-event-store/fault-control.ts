import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FaultKind, FaultOrder, Faults, LostAnswer } from './faults.js';
import { faultKinds, lostAnswers } from './faults.js';
import type { LogStatistics } from './log.js';

const LARGEST_BODY = 64 * 1024;

const isOneOf = <Name extends string>(names: readonly Name[], value: unknown): value is Name =>
  typeof value === 'string' && (names as readonly string[]).includes(value);

const numberIn = (fields: Readonly<Record<string, unknown>>, name: string): number | undefined => {
  const value = fields[name];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw new Error(`${name} is not a whole number of 0 or more`);
};

const known = ['kind', 'count', 'forMs', 'stream', 'how', 'afterEvents'];

/** @throws Error in words when it is no order */
export const faultOrderOf = (input: unknown): FaultOrder => {
  if (typeof input !== 'object' || input === null) throw new Error('an order is a JSON object');
  const fields = input as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(fields).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`${unknown} is no field of an order; the fields are ${known.join(', ')}`);
  const { kind, how, stream } = fields;
  if (!isOneOf<FaultKind>(faultKinds, kind)) throw new Error(`kind is one of ${faultKinds.join(', ')}`);
  if (how !== undefined && !isOneOf<LostAnswer>(lostAnswers, how)) {
    throw new Error(`how is one of ${lostAnswers.join(', ')}`);
  }
  if (stream !== undefined && typeof stream !== 'string') throw new Error('stream is a stream-name prefix');
  const [count, forMs, afterEvents] = ['count', 'forMs', 'afterEvents'].map((name) => numberIn(fields, name));
  return {
    kind,
    ...(how === undefined ? {} : { how }),
    ...(stream === undefined ? {} : { stream }),
    ...(count === undefined ? {} : { count }),
    ...(forMs === undefined ? {} : { forMs }),
    ...(afterEvents === undefined ? {} : { afterEvents }),
  };
};

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new Error('the body is too large');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
};

const reply = (response: ServerResponse, code: number, body: unknown): void => {
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify(body)}\n`);
};

export interface FaultControl {
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * `POST /faults` orders one, `GET /faults` lists those that stand, `DELETE /faults` ends them all; `GET /statistics`
 * counts commits and events. Listens on the loopback interface only.
 */
export const startFaultControl = async (
  faults: Faults,
  statistics: LogStatistics,
  port: number,
): Promise<FaultControl> => {
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const route = `${request.method ?? ''} ${request.url ?? ''}`;
    if (route === 'POST /faults') {
      const order = faultOrderOf(await bodyOf(request));
      faults.inject(order);
      reply(response, 201, order);
    } else if (route === 'GET /faults') reply(response, 200, { standing: faults.list(), struck: faults.struck });
    else if (route === 'DELETE /faults') {
      faults.clear();
      reply(response, 200, { standing: [], struck: faults.struck });
    } else if (route === 'GET /statistics') reply(response, 200, statistics);
    else reply(response, 404, { error: 'POST, GET or DELETE /faults, or GET /statistics' });
  };
  const server: Server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) =>
      reply(response, 400, { error: error instanceof Error ? error.message : String(error) }),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
