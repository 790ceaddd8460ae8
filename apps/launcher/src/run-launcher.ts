import { join } from 'node:path';
import { addressesOf, linesOf } from './announce.js';
import { takeDataFolder, type DataFolder } from './data-folder.js';
import { launch, type LaunchOptions, type Launched } from './launch.js';
import { launcherLog } from './launcher-log.js';
import { parseOptions, USAGE, UsageError, USUAL_PORT, type Options } from './options.js';
import { isFree, nextFreePort } from './ports.js';
import { APPS } from './services.js';

/** A terminal, npm and the first script may each hand on the same Ctrl-C: within this time it is one. */
const ONE_SIGNAL_MS = 1_000;
const MOST_PORTS_LOST = 5;

const portFor = async ({ port }: Options): Promise<number> => {
  if (port !== undefined && !(await isFree(port))) {
    throw new Error(`Port ${port} is taken. Name another with --port, or leave --port out for the next free one.`);
  }
  const found = port ?? (await nextFreePort(USUAL_PORT));
  if (found === undefined) throw new Error(`No port is free from ${USUAL_PORT} on. Name one with --port.`);
  return found;
};

/** A free port can be another's by the time we bind it: one that we chose ourselves, we choose again. */
const launchOnAPort = async (options: Options, order: Omit<LaunchOptions, 'options' | 'port'>): Promise<Launched> => {
  for (let tries = 1; ; tries += 1) {
    const port = await portFor(options);
    try {
      return await launch({ ...order, options, port });
    } catch (error) {
      const lost = options.port === undefined && !order.over.aborted && !(await isFree(port));
      if (!lost || tries === MOST_PORTS_LOST) throw error;
      order.witness.say(`port ${port} was taken by another process meanwhile; starting again on the next free one`);
    }
  }
};

const start = async (options: Options, folder: DataFolder, apps: typeof APPS): Promise<void> => {
  const log = launcherLog(join(folder.path, 'logs'));
  const over = new AbortController();
  const ended = Promise.withResolvers<undefined>();
  const state: { launched?: Launched; firstSignal?: number } = {};
  const onSignal = (signal: NodeJS.Signals): void => {
    if (state.firstSignal === undefined) {
      state.firstSignal = Date.now();
      log.say(`${signal}: stopping`);
      over.abort();
      ended.resolve(undefined);
    } else if (Date.now() - state.firstSignal > ONE_SIGNAL_MS) {
      log.say(`${signal} again: killing`);
      void (state.launched?.kill() ?? Promise.resolve()).finally(() => process.exit(1));
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);

  const note = (): void => {
    if (state.launched) folder.note(addressesOf(state.launched, options));
  };
  const witness = { say: log.say, restarted: note };
  const launched = await launchOnAPort(options, { witness, over: over.signal, step: log.progress, apps }).catch(
    (error: unknown) => {
      log.progress('');
      if (!over.signal.aborted) throw error;
    },
  );
  if (!launched) return;
  state.launched = launched;
  note();
  log.progress('');
  log.say('all is ready');
  log.allIsUp();
  const addresses = addressesOf(launched, options);
  const lines = options.json ? [JSON.stringify(addresses)] : linesOf(addresses, options);
  process.stdout.write(`${lines.join('\n')}\n`);
  await ended.promise;
  await launched.stop();
  log.say('stopped');
};

/**
 * `start` from command line to exit code: 0 after an orderly stop, 1 when it could not start, 2 for a wrong command line.
 * @param apps what to start beside the event node and Redis
 */
export const runLauncher = async (args: readonly string[], apps = APPS): Promise<number> => {
  // A terminal that has been closed must not keep us from stopping in order.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  try {
    const options = parseOptions(args, process.env);
    const folder = takeDataFolder(options.dataDir);
    try {
      await start(options, folder, apps);
    } finally {
      folder.release();
    }
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    if (!(error instanceof UsageError)) return 1;
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
};
