import { connectEventStore, startClock } from '#libs/event-store';

/**
 * Sets the product's clock going in the log and prints its settings. A process of its own, so that the one that
 * supervises holds no client of the event store.
 */
const store = connectEventStore({ connectionString: process.env.ESDB_URL ?? '' });
try {
  const settings = await startClock(store, { scale: Number(process.env.TIME_SCALE), nowMs: Date.now() });
  process.stdout.write(`${JSON.stringify(settings)}\n`);
} finally {
  await store.close();
}
