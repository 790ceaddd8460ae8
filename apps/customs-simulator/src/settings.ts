import { REAL_TIME, type ClockSegment } from '#libs/kernel';
import { isOutage, type Outage } from './outages.js';

export interface SimulatorSettings {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** Where the ledger lies; `undefined` keeps it in memory. */
  readonly dataDirectory: string | undefined;
  readonly clock: readonly ClockSegment[];
  readonly capacity: Capacity;
  readonly latency: Latency;
  readonly outages: readonly Outage[];
  /** Product seconds after which the service cancels, by itself, what it is asked about; it waits to be told when absent. */
  readonly cancelsAfterSeconds?: number;
  readonly logLevel: string;
}

export interface Capacity {
  /** Requests per second of the product's clock, so that a demo run 288 times as fast meets the same system. */
  readonly perSecond: number;
  /** Seconds of the product's clock over which they are counted. */
  readonly windowSeconds: number;
}

/** The machine's milliseconds: what a caller waits. */
export interface Latency {
  readonly baseMs: number;
  /** Added when the system is full; nothing is added below half of its capacity. */
  readonly loadedMs: number;
}

const number = (environment: NodeJS.ProcessEnv, name: string, fallback: number, least: number): number => {
  const text = environment[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isFinite(value) || value < least) throw new RangeError(`${name} must be a number from ${least}: ${text}`);
  return value;
};

const list = <T>(environment: NodeJS.ProcessEnv, name: string, isOne: (value: unknown) => value is T): readonly T[] => {
  const text = environment[name];
  if (text === undefined || text === '') return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new RangeError(`${name} is no JSON: ${text.slice(0, 200)}`);
  }
  if (!Array.isArray(value) || !value.every(isOne))
    throw new RangeError(`${name} does not hold what it should: ${text.slice(0, 200)}`);
  return value;
};

const isSegment = (value: unknown): value is ClockSegment => {
  const { realMs, productMs, scale } = (value ?? {}) as Partial<Record<keyof ClockSegment, unknown>>;
  return [realMs, productMs, scale].every((n) => typeof n === 'number' && Number.isFinite(n)) && Number(scale) > 0;
};

/** @throws RangeError naming the setting that is wrong */
export const readSettings = (environment: NodeJS.ProcessEnv): SimulatorSettings => {
  const clock = list(environment, 'CLOCK', isSegment);
  const cancelsAfter = number(environment, 'SIMULATOR_CANCELS_AFTER_SECONDS', -1, 0);
  return {
    port: number(environment, 'PORT', 0, 0),
    host: environment['HOST'] ?? '127.0.0.1',
    dataDirectory: environment['DATA_DIR'],
    clock: clock.length > 0 ? clock : REAL_TIME,
    capacity: {
      perSecond: number(environment, 'SIMULATOR_CAPACITY_PER_SECOND', 5, 0.001),
      windowSeconds: number(environment, 'SIMULATOR_CAPACITY_WINDOW_SECONDS', 10, 0.001),
    },
    latency: {
      baseMs: number(environment, 'SIMULATOR_LATENCY_BASE_MS', 20, 0),
      loadedMs: number(environment, 'SIMULATOR_LATENCY_LOADED_MS', 400, 0),
    },
    outages: list(environment, 'SIMULATOR_OUTAGES', isOutage),
    ...(cancelsAfter >= 0 && { cancelsAfterSeconds: cancelsAfter }),
    logLevel: environment['LOG_LEVEL'] ?? 'info',
  };
};
