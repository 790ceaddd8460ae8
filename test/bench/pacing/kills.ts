import { until } from '../../../apps/launcher/src/testing.js';
import { board, completed } from '../../stack/board.js';
import { ledger } from '../../stack/ledger.js';
import { announce, end, lodge } from '../../stack/outage.js';
import { startStack } from '../../stack/stack.js';
import { lostByTheObviousWay } from './obvious-killed.js';
import type { Figure } from './report.js';

const OBLIGATIONS = 600;
/** A day of the product in 24 s; with this margin some 40/s. */
const SCALE = 3_600;
const ENV = { PLAN_MARGIN: '0.35' };
const WITHIN_MS = 90_000;

/** Real servers: Redis dies twice in the middle of a campaign and comes back with nothing in it; the target's ledger counts. */
export const redisKills = async (): Promise<Figure[]> => {
  const stack = await startStack({ scale: SCALE });
  try {
    await stack.start('reintegrator', { env: ENV });
    const alertId = 'kills';
    const alert = await announce(stack, alertId);
    const values = Array.from({ length: OBLIGATIONS }, (_, i) => `${String(23 + (i % 900))}.50`);
    await lodge(stack, alert, values);
    await end(stack, alertId);
    for (const share of [1 / 3, 2 / 3]) {
      await until(
        'a share accepted',
        async () => (await ledger(stack.simulatorUrl)).accepted >= OBLIGATIONS * share || undefined,
        WITHIN_MS,
      );
      await stack.restartRedisEmpty();
    }
    await completed(stack, alertId, WITHIN_MS);
    const row = await board(stack, alertId);
    const { accepted, doubledReferences, repeated } = await ledger(stack.simulatorUrl);
    const figure = (what: string, value: number, baseline: number | null = null): Figure => ({
      figure: `Redis killed twice, empty each time: ${what}`,
      value,
      baseline,
      gate: 0,
    });
    return [
      figure('lost (delayed jobs, killed once)', OBLIGATIONS - accepted, await lostByTheObviousWay(OBLIGATIONS)),
      figure('doubled at the target', doubledReferences + repeated),
      figure('late', row?.counts.acceptedLate ?? OBLIGATIONS),
    ];
  } finally {
    await stack.stop();
  }
};
