import { join } from 'node:path';
import type { Options } from './options.js';
import type { ReadyLine } from './node-process.js';

/** What a service may need to know of what started before it. */
export interface World {
  readonly root: string;
  readonly options: Options;
  /** Of the console and the event API. */
  readonly port: number;
  /** Settings of the product's clock, as JSON; known once the event store answers. */
  readonly clock: string;
  readonly url: (name: string) => string;
}

/** One of our own processes, as the launcher starts it. */
export interface ServiceSpec {
  readonly name: string;
  /** A compiled file, below dist/ unless absolute. */
  readonly main: string;
  readonly args?: (world: World, port: number) => readonly string[];
  readonly env?: (world: World) => Readonly<Record<string, string>>;
  /** The port it is to take at its first start; any when absent. Later starts take the same again. */
  readonly port?: (world: World) => number;
  /** Where others find it, from its ready line. */
  readonly address: (ready: ReadyLine) => string;
  /** Whether it answers `GET /health/ready`. */
  readonly health: boolean;
  readonly attempts?: number;
}

const saidUrl = (ready: ReadyLine): string => String(ready.url);

const app = (name: string, more: Pick<ServiceSpec, 'env' | 'port'>): ServiceSpec => ({
  name,
  main: `apps/${name}/src/main.js`,
  address: saidUrl,
  health: true,
  ...more,
});

const eventStore = (world: World): { ESDB_URL: string } => ({ ESDB_URL: world.url('event-node') });

/** Where the backoffice, while it is the development issuer, shows its keys. */
const DEVELOPMENT_KEYS = '/dev/jwks.json';

/** Tokens are signed in the backoffice, or by the organisation's own issuer where the environment names one. */
const issuerKeys = (world: World): Readonly<Record<string, string>> =>
  process.env.ISSUER_JWKS_URL ? {} : { ISSUER_JWKS_URL: `http://127.0.0.1:${world.port}${DEVELOPMENT_KEYS}` };

/** The lock of a node that is still going down after its launcher was killed is free again within these attempts. */
const OUTLAST_A_PREDECESSOR = 6;

export const EVENT_NODE: ServiceSpec = {
  name: 'event-node',
  main: 'libs/embedded-event-store/main.js',
  args: (world, port) => ['--data', join(world.options.dataDir, 'events'), '--port', String(port)],
  address: (ready) => `esdb://127.0.0.1:${String(ready.port)}?tls=false`,
  health: false,
  attempts: OUTLAST_A_PREDECESSOR,
};

/** The apps in the order in which they start; those of one row start together. They stop in the opposite order. */
export const APPS: readonly (readonly ServiceSpec[])[] = [
  [
    app('customs-simulator', { env: (world) => ({ CLOCK: world.clock }) }),
    app('audit', { env: (world) => ({ ...eventStore(world), ...issuerKeys(world) }) }),
  ],
  [
    app('reintegrator', {
      env: (world) => ({
        ...eventStore(world),
        REDIS_URL: world.url('redis'),
        CUSTOMS_DELTA_X_URL: world.url('customs-simulator'),
      }),
    }),
  ],
  [
    app('backoffice', {
      port: (world) => world.port,
      env: (world) => ({
        ...eventStore(world),
        AUDIT_URL: world.url('audit'),
        CONSOLE_DIR: join(world.root, 'dist/console'),
      }),
    }),
  ],
];

/** The demo: runs beside the apps through their public API, and is not started again when it ends. */
export const DEMO = {
  name: 'demo',
  main: 'apps/launcher/src/demo/main.js',
  env: (world: World): Readonly<Record<string, string>> => ({
    BACKOFFICE_URL: world.url('backoffice'),
    AUDIT_URL: world.url('audit'),
    SIMULATOR_URL: world.url('customs-simulator'),
    DATA_DIR: join(world.options.dataDir, 'demo'),
    TIME_SCALE: String(world.options.timeScale),
  }),
};
