import type { CustomsRates, OfficeRegister } from '#libs/delta-x';
import { accessSettings, type AccessSettings } from '#libs/access';
import { customsRatesOf } from './customs-rates-setting.js';
import { officesOf } from './offices/office-register.js';

/** What the environment says to this app. */
export interface Settings {
  readonly esdbUrl: string;
  /** `ESDB_PATIENCE_MS`: for how long a request is repeated while the log doesn't answer, before its sender is told. */
  readonly patienceMs: number;
  /** 0: any free port. */
  readonly port: number;
  readonly host: string;
  /** For the SQLite read models and the development issuer's key; in memory when absent. */
  readonly dataDir?: string | undefined;
  readonly auditUrl?: string | undefined;
  readonly consoleDir?: string | undefined;
  /** `PUBLIC_URL`: where people reach the product; the code on a printed document leads there. */
  readonly publicUrl?: string | undefined;
  readonly logLevel: string;
  readonly codeVersion: string;
  readonly access: AccessSettings;
  readonly rates: CustomsRates;
  /** `OFFICES`: the offices that exist, with their hours. */
  readonly offices: OfficeRegister;
}

type Env = Readonly<Record<string, string | undefined>>;

const given = (env: Env, name: string): string | undefined => (env[name] === '' ? undefined : env[name]);

/** @throws RangeError for a setting that can't be right */
export const settingsOf = (env: Env): Settings => {
  const esdbUrl = given(env, 'ESDB_URL');
  if (esdbUrl === undefined) throw new RangeError('ESDB_URL is not set: where is the event store?');
  const port = Number(given(env, 'PORT') ?? '0');
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new RangeError(`PORT is no port: ${env['PORT'] ?? ''}`);
  return {
    esdbUrl,
    patienceMs: Number(given(env, 'ESDB_PATIENCE_MS') ?? '8000'),
    port,
    host: given(env, 'HOST') ?? '127.0.0.1',
    dataDir: given(env, 'DATA_DIR'),
    auditUrl: given(env, 'AUDIT_URL'),
    consoleDir: given(env, 'CONSOLE_DIR'),
    publicUrl: given(env, 'PUBLIC_URL'),
    logLevel: given(env, 'LOG_LEVEL') ?? 'info',
    codeVersion: given(env, 'CODE_VERSION') ?? '0.1.0',
    access: accessSettings(env),
    rates: customsRatesOf(given(env, 'EXCHANGE_RATES')),
    offices: officesOf(given(env, 'OFFICES')),
  };
};
