import { startEmbeddedEventStore } from '#libs/embedded-event-store';
import { eventStoreContract } from './event-store.contract.js';

const server = process.env['ESDB_URL'];

if (server === undefined) {
  eventStoreContract('the embedded node', async () => {
    const node = await startEmbeddedEventStore();
    return { connectionString: node.connectionString, stop: () => node.close() };
  });
} else {
  eventStoreContract(`the server at ${new URL(server).host}`, () =>
    Promise.resolve({ connectionString: server, stop: () => Promise.resolve() }),
  );
}
