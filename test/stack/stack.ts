import { join } from 'node:path';
import { connectEventStore, openEventStore, startClock, type EventStore } from '#libs/event-store';
import type { ClockSegment } from '#libs/kernel';
import { startNode, type RunningNode } from '../../apps/launcher/src/node-process.js';
import { projectRoot } from '../../apps/launcher/src/project-root.js';
import { startPrivateRedis, type PrivateRedis } from '../../apps/launcher/src/redis-server.js';
import { temporaryFolder } from '../../apps/launcher/src/testing.js';

/** Real servers, each a process of its own, as a deployment runs them. */
export interface Stack {
  readonly store: EventStore;
  readonly clock: readonly ClockSegment[];
  readonly folder: string;
  readonly simulatorUrl: string;
  redis(): PrivateRedis;
  /** Starts an app under a name of its own; the same name finds its data again. */
  start(app: string, options?: { name?: string; env?: Record<string, string> }): Promise<RunningNode>;
  /** Brings Redis back where its clients look for it, with nothing in it. */
  restartRedisEmpty(): Promise<void>;
  stop(): Promise<void>;
}

export const startStack = async (options: { scale: number; simulator?: Record<string, string> }): Promise<Stack> => {
  const { path: folder, remove } = temporaryFolder();
  const logs = join(folder, 'logs');
  const running: RunningNode[] = [];
  const program = (name: string, main: string, env: Record<string, string>, args: readonly string[] = []) =>
    startNode({
      name,
      main: join(projectRoot(), 'dist', main),
      args,
      env: { LOG_LEVEL: 'info', PORT: '0', DATA_DIR: join(folder, name), ...env },
      cwd: folder,
      logs,
    }).then((node) => {
      running.push(node);
      return node;
    });

  const node = await program('event-node', 'libs/embedded-event-store/main.js', {}, [
    '--data',
    join(folder, 'events'),
    '--port',
    '0',
  ]);
  const connectionString = `esdb://127.0.0.1:${String(node.ready['port'])}?tls=false`;
  const plain = connectEventStore({ connectionString });
  const clock = await startClock(plain, { scale: options.scale, nowMs: Date.now() });
  await plain.close();
  const store = await openEventStore({ connectionString });
  let redis = await startPrivateRedis({ dir: join(folder, 'redis-0') });
  const simulator = await program('customs-simulator', 'apps/customs-simulator/src/main.js', {
    CLOCK: JSON.stringify(clock),
    SIMULATOR_CAPACITY_PER_SECOND: '1000',
    ...options.simulator,
  });
  const simulatorUrl = String(simulator.ready['url']);
  let restarts = 0;

  return {
    store,
    clock,
    folder,
    simulatorUrl,
    redis: () => redis,
    start: (app, { name = app, env = {} } = {}) =>
      program(name, `apps/${app}/src/main.js`, {
        ESDB_URL: connectionString,
        REDIS_URL: redis.url,
        CUSTOMS_DELTA_X_URL: simulatorUrl,
        ...env,
      }),
    restartRedisEmpty: async () => {
      const { port, password } = redis;
      await redis.kill();
      restarts += 1;
      redis = await startPrivateRedis({ dir: join(folder, `redis-${String(restarts)}`), port, password });
    },
    stop: async () => {
      for (const child of running.toReversed()) await child.stop();
      await store.close();
      await redis.stop();
      if (process.env['KEEP'] === undefined) remove();
    },
  };
};
