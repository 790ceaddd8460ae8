import { startEmbeddedEventStore } from '#libs/embedded-event-store';
import { eventStoreContract, manyAppendsContract } from './event-store.contract.js';
import type { Target } from './contract/rig.contract.js';

const server = process.env['ESDB_URL'];

const name = server === undefined ? 'the embedded node' : `the server at ${new URL(server).host}`;
const start = async (): Promise<Target> => {
  if (server !== undefined) return { connectionString: server, stop: () => Promise.resolve() };
  const node = await startEmbeddedEventStore();
  return { connectionString: node.connectionString, stop: () => node.close() };
};

eventStoreContract(name, start);
manyAppendsContract(name, start);
