import { parseArgs } from 'node:util';
import { LogIsLocked } from './lock.js';
import type { EmbeddedEventStoreOptions } from './node.js';
import { startEmbeddedEventStore } from './node.js';

/** The node as a process of its own: `main.js --data DIR [--port N] [--in-memory] [--fault-port N]`. */
const LOCKED = 3;
const MISUSED = 2;

const portOf = (name: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Error(`--${name} is not a port: ${text}`);
};

const optionsOf = (args: string[]): EmbeddedEventStoreOptions => {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string' },
      port: { type: 'string' },
      'in-memory': { type: 'boolean' },
      'fault-port': { type: 'string' },
    },
  });
  const inMemory = values['in-memory'] === true;
  if (values.data === undefined && !inMemory) throw new Error('where is the log to lie? --data DIR, or --in-memory');
  return {
    dataDir: inMemory ? undefined : values.data,
    port: portOf('port', values.port),
    faultPort: portOf('fault-port', values['fault-port']),
  };
};

const main = async (): Promise<void> => {
  const store = await startEmbeddedEventStore(optionsOf(process.argv.slice(2)));
  let closing = false;
  const stop = (): void => {
    if (closing) return;
    closing = true;
    store.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  const { port, faultPort } = store;
  process.stdout.write(`${JSON.stringify({ ready: true, port, ...(faultPort === undefined ? {} : { faultPort }) })}\n`);
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof LogIsLocked ? LOCKED : MISUSED);
});
