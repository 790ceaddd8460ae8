import { setTimeout as delay } from 'node:timers/promises';
import { ApiClient } from './api-client.js';

const LOOK_EVERY_MS = 250;

/** How many pages follow the live stream, as the back office's metrics tell. */
const readers = async (backofficeUrl: string): Promise<number> => {
  const metrics = await (await fetch(new URL('/metrics', backofficeUrl))).text();
  return Number(/^reprise_live_readers (\d+)$/m.exec(metrics)?.[1] ?? 0);
};

/**
 * Waits until the page is open in some browser, so that its reader sees the outage from its first minute; at most `mostMs`
 * of the machine, and not at all where the log has a history already.
 */
export const someoneWatches = async (backofficeUrl: string, mostMs: number): Promise<void> => {
  const helene = await ApiClient.as(backofficeUrl, 'helene');
  const alerts = await helene.get<{ readonly items: readonly unknown[] }>('/v1/alerts?limit=1');
  if (alerts.body.items.length > 0) return;
  const until = Date.now() + mostMs;
  while (Date.now() < until && (await readers(backofficeUrl)) === 0) await delay(LOOK_EVERY_MS);
};
