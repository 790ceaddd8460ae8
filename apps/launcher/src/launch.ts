import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { NotReady, spawnNode, startNode, type Running } from './node-process.js';
import type { Options } from './options.js';
import { projectRoot } from './project-root.js';
import { startPrivateRedis } from './redis-server.js';
import { APPS, DEMO, EVENT_NODE, type ServiceSpec, type World } from './services.js';
import { supervise, type Service, type Supervised, type Witness } from './supervise.js';

/** Said aloud: some shells export a HOST of their own. */
const LOOPBACK = '127.0.0.1';
const HEALTHY_WITHIN_MS = 60_000;

interface Served extends Running {
  readonly url: string;
}

export interface Launched {
  readonly url: (name: string) => string;
  /** The process behind each service at this moment. */
  readonly pids: () => Readonly<Record<string, number>>;
  /** Everything, in the opposite order of the start; the log is complete then. */
  readonly stop: () => Promise<void>;
  /** Everything at once, with SIGKILL. */
  readonly kill: () => Promise<void>;
}

export interface LaunchOptions {
  readonly options: Options;
  readonly port: number;
  readonly witness: Witness;
  readonly over: AbortSignal;
  /** Told before each step, for whoever waits. */
  readonly step?: (text: string) => void;
  readonly eventNode?: ServiceSpec;
  readonly apps?: readonly (readonly ServiceSpec[])[];
}

const healthy = async (name: string, url: string, running: Running, over: AbortSignal): Promise<void> => {
  const end = Date.now() + HEALTHY_WITHIN_MS;
  const gone = { is: false };
  void running.exited.then(() => (gone.is = true));
  while (Date.now() < end && !gone.is && !over.aborted) {
    const answer = await fetch(new URL('/health/ready', url), { signal: AbortSignal.timeout(5_000) }).catch(
      () => undefined,
    );
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await delay(40);
  }
  await running.kill();
  throw new NotReady(`${name} at ${url} never answered 200 on /health/ready`);
};

const nodeService = (spec: ServiceSpec, world: World): Service<Served> => ({
  name: spec.name,
  ...(spec.attempts === undefined ? {} : { attempts: spec.attempts }),
  start: async (previous, over) => {
    const { root, options } = world;
    const port = previous ? Number(new URL(previous.url).port) : (spec.port?.(world) ?? 0);
    const main = resolve(root, 'dist', spec.main);
    if (!existsSync(main)) throw new NotReady(`${spec.name}: ${main} is not there; npm run build makes it`);
    const own = join(options.dataDir, spec.name);
    const env = { HOST: LOOPBACK, PORT: String(port), DATA_DIR: own, ...spec.env?.(world) };
    const program = { name: spec.name, main, args: spec.args?.(world, port) ?? [], env, cwd: root };
    const running = await startNode({ ...program, logs: join(options.dataDir, 'logs') }, over);
    const url = spec.address(running.ready);
    if (spec.health) await healthy(spec.name, url, running, over);
    return { ...running, url };
  },
});

const redisService = (world: World): Service<Served> => ({
  name: 'redis',
  start: (previous) => {
    const dir = join(world.options.dataDir, 'redis');
    if (!previous) return startPrivateRedis({ dir });
    const { port, password } = new URL(previous.url);
    return startPrivateRedis({ dir, port: Number(port), password });
  },
});

const startClock = async (world: World, over: AbortSignal): Promise<string> => {
  const env = { ...process.env, ESDB_URL: world.url('event-node'), TIME_SCALE: String(world.options.timeScale) };
  const main = join(world.root, 'dist/apps/launcher/src/start-clock.js');
  const { stdout } = await promisify(execFile)(process.execPath, [main], { env, signal: over, timeout: 60_000 }).catch(
    (error: unknown) => {
      const said = (error as { stderr?: string }).stderr?.trim() ?? '';
      throw new NotReady(`The event store at ${world.url('event-node')} does not answer.\n${said}`);
    },
  );
  return stdout.trim();
};

/**
 * Starts everything in order: event store and Redis, the clock, the apps. Resolves when all is really ready.
 * @throws NotReady, NoRedis when something does not come up; what had started is stopped by then
 */
export const launch = async (order: LaunchOptions): Promise<Launched> => {
  const { options, port, witness, over, step, eventNode = EVENT_NODE, apps = APPS } = order;
  const running: Supervised<Served>[] = [];
  const given = new Map<string, string>();
  if (options.esdbUrl) given.set('event-node', options.esdbUrl);
  if (options.redisUrl) given.set('redis', options.redisUrl);
  const url = (name: string): string => {
    const found = given.get(name) ?? running.find((service) => service.name === name)?.current().url;
    if (found === undefined) throw new Error(`${name} has not started`);
    return found;
  };
  const stop = async (): Promise<void> => {
    for (const service of running.toReversed()) await service.stop();
  };
  const together = async (services: readonly Service<Served>[]): Promise<void> => {
    const wanted = services.filter((service) => !given.has(service.name));
    if (wanted.length > 0) step?.(`Starting ${wanted.map((service) => service.name).join(' and ')}`);
    const starts = await Promise.allSettled(wanted.map((service) => supervise(service, witness, { over })));
    running.push(...starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : [])));
    const failed = starts.find((start) => start.status === 'rejected');
    if (failed) throw failed.reason;
  };

  let world: World = { root: projectRoot(), options, port, clock: '[]', url };
  try {
    await together([nodeService(eventNode, world), redisService(world)]);
    world = { ...world, clock: await startClock(world, over) };
    for (const row of apps) await together(row.map((spec) => nodeService(spec, world)));
  } catch (error) {
    await stop();
    throw error;
  }
  const demo = options.demo ? startDemo(world, witness) : undefined;
  return {
    url,
    pids: () => Object.fromEntries(running.map((service) => [service.name, service.current().pid])),
    stop: async () => {
      await demo?.stop();
      await stop();
    },
    kill: async () => {
      await Promise.all([demo?.kill(), ...running.map((service) => service.kill())]);
    },
  };
};

const startDemo = (world: World, witness: Witness): Running | undefined => {
  const main = join(world.root, 'dist', DEMO.main);
  if (!existsSync(main)) return undefined;
  const { dataDir } = world.options;
  const demo = spawnNode({ name: DEMO.name, main, env: DEMO.env(world), cwd: world.root, logs: join(dataDir, 'logs') });
  void demo.exited.then((how) => {
    if (how !== 'exit code 0' && how !== 'SIGTERM')
      witness.say(`the demo ended early (${how}); see ${dataDir}/logs/demo.log`);
  });
  return demo;
};
