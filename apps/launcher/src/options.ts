import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** The console's and the event API's port when nobody asks for another. */
export const USUAL_PORT = 7420;

/** A demo's 24 hours then take five minutes. */
export const DEMO_TIME_SCALE = 288;

export interface Options {
  /** Asked for by name, so it must be this one; `undefined`: the usual one or the next that is free. */
  readonly port: number | undefined;
  readonly dataDir: string;
  readonly demo: boolean;
  /** Product seconds in a real second. */
  readonly timeScale: number;
  readonly json: boolean;
  /** A real cluster in place of the embedded event node. */
  readonly esdbUrl: string | undefined;
  /** A real Redis in place of the private one. */
  readonly redisUrl: string | undefined;
}

/** The command line makes no sense; the message says how it would. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE = `npm start -- [--port N] [--data DIR] [--no-demo] [--time-scale N] [--json]
  --port N         console and event API (default ${USUAL_PORT}, or the next free port)
  --data DIR       where the log and everything else is kept (default .data)
  --no-demo        start without the demo, on real time
  --demo           with the demo, also on a cluster named by ESDB_URL
  --time-scale N   the product's clock runs N times as fast (default ${DEMO_TIME_SCALE} with the demo, else 1)
  --json           one line of JSON with every address when ready
ESDB_URL and REDIS_URL name real servers to use in place of the embedded ones.`;

const numberOf = (
  flag: string,
  text: string | undefined,
  fits: (n: number) => boolean,
  what: string,
): number | undefined => {
  if (text === undefined) return undefined;
  const n = Number(text);
  if (text.trim() === '' || !fits(n)) throw new UsageError(`${flag} wants ${what}, not "${text}"`);
  return n;
};

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      allowNegative: true,
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        demo: { type: 'boolean' },
        'time-scale': { type: 'string' },
        json: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
};

/**
 * What `start` was asked for. On a cluster of one's own the demo waits to be asked for by name: it writes to the log.
 * @throws UsageError
 */
export const parseOptions = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Options => {
  const { values, positionals } = parse(args);
  if (positionals.length > 0) throw new UsageError(`unexpected argument "${positionals.join(' ')}"`);
  const demo = values.demo ?? !env.ESDB_URL;
  const isPort = (n: number): boolean => Number.isInteger(n) && n >= 1 && n <= 65_535;
  const scale = (n: number): boolean => n > 0 && n <= 100_000;
  return {
    port: numberOf('--port', values.port, isPort, 'a port from 1 to 65535'),
    dataDir: resolve(values.data ?? '.data'),
    demo,
    timeScale:
      numberOf('--time-scale', values['time-scale'], scale, 'a number above 0, at most 100000') ??
      (demo ? DEMO_TIME_SCALE : 1),
    json: values.json ?? false,
    esdbUrl: env.ESDB_URL || undefined,
    redisUrl: env.REDIS_URL || undefined,
  };
};
