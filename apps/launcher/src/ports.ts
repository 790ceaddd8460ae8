import { once } from 'node:events';
import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';

const tryPort = async (port: number): Promise<number | undefined> => {
  const server = createServer();
  try {
    server.listen(port, LOOPBACK);
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' ? address?.port : undefined;
  } catch {
    return undefined;
  } finally {
    if (server.listening) {
      server.close();
      await once(server, 'close');
    }
  }
};

/** Whether nobody listens there on loopback at this moment. */
export const isFree = async (port: number): Promise<boolean> => (await tryPort(port)) !== undefined;

/** A port nobody uses at this moment; whoever binds it must be ready to lose the race. */
export const freePort = async (): Promise<number> => {
  const port = await tryPort(0);
  if (port === undefined) throw new Error('this machine has no free port on 127.0.0.1');
  return port;
};

/** The first free port from `from` on, of at most `tries`. */
export const nextFreePort = async (from: number, tries = 50): Promise<number | undefined> => {
  for (let port = from; port < from + tries && port < 65_536; port += 1) if (await isFree(port)) return port;
  return undefined;
};
