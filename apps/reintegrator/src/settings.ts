/** How this replica runs. Times are the machine's milliseconds unless they say otherwise. */
export interface Settings {
  readonly esdbUrl: string;
  readonly redisUrl: string;
  readonly customsDeltaXUrl: string;
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly codeVersion: string;
  /** Share of the window kept free before the deadline. */
  readonly margin: number;
  readonly tickMs: number;
  /** A slot missed by more than this makes no call: it goes back to the plan. */
  readonly lateSlotMs: number;
  readonly requestTimeoutMs: number;
  /** Calls of this replica under way at once. */
  readonly concurrency: number;
}

/** A setting that is missing or no number: said by name, before anything starts. */
export class BadSetting extends Error {
  override readonly name = 'BadSetting';
}

const required = (env: NodeJS.ProcessEnv, name: string): string => {
  const value = env[name];
  if (value === undefined || value === '') throw new BadSetting(`${name} is not set`);
  return value;
};

const number = (env: NodeJS.ProcessEnv, name: string, fallback: number, least: number): number => {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isFinite(value) || value < least)
    throw new BadSetting(`${name} must be a number from ${least}, not ${text}`);
  return value;
};

/** @throws BadSetting */
export const settingsFrom = (env: NodeJS.ProcessEnv): Settings => ({
  esdbUrl: required(env, 'ESDB_URL'),
  redisUrl: required(env, 'REDIS_URL'),
  customsDeltaXUrl: required(env, 'CUSTOMS_DELTA_X_URL'),
  dataDir: required(env, 'DATA_DIR'),
  host: env['HOST'] ?? '127.0.0.1',
  port: number(env, 'PORT', 0, 0),
  codeVersion: env['CODE_VERSION'] ?? '0.1.0',
  margin: number(env, 'PLAN_MARGIN', 0.05, 0),
  tickMs: number(env, 'TICK_MS', 50, 5),
  lateSlotMs: number(env, 'LATE_SLOT_MS', 500, 10),
  requestTimeoutMs: number(env, 'REQUEST_TIMEOUT_MS', 10_000, 100),
  concurrency: number(env, 'SUBMIT_CONCURRENCY', 64, 1),
});
