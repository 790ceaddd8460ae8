import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A way to the simulator of one replica's own: what is done to its calls is done to nobody else's. */
export interface Gate {
  readonly url: string;
  /** Calls turned away so far. */
  readonly turnedAway: () => number;
  /** From now on 429 with `Retry-After`, in seconds; `undefined`: everything goes through. */
  throttle(retryAfterSeconds: number | undefined): void;
  close(): Promise<void>;
}

export const openGate = async (simulatorUrl: string): Promise<Gate> => {
  let retryAfter: number | undefined;
  let turnedAway = 0;
  const server = createServer((incoming, answer) => {
    if (retryAfter !== undefined) {
      turnedAway += 1;
      incoming.resume();
      answer.writeHead(429, { 'retry-after': String(retryAfter) }).end();
      return;
    }
    const { method, url = '/', headers } = incoming;
    const onward = request(new URL(url, simulatorUrl), { ...(method && { method }), headers }, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    turnedAway: () => turnedAway,
    throttle: (seconds) => {
      retryAfter = seconds;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
