import { accessSettings, type AccessSettings } from '#libs/access';

export interface Settings {
  /** `ESDB_URL`: where the log is. */
  readonly esdbUrl: string;
  /** `PORT`: 0, the default, for any free one. */
  readonly port: number;
  /** `HOST`: the loopback interface unless told otherwise. */
  readonly host: string;
  readonly logLevel: string;
  readonly access: AccessSettings;
}

/** @throws Error naming the setting that is missing or makes no sense */
export const settingsOf = (env: Readonly<Record<string, string | undefined>>): Settings => {
  const esdbUrl = env['ESDB_URL'];
  if (esdbUrl === undefined || esdbUrl === '') throw new Error('ESDB_URL is not set: where is the log?');
  const port = Number(env['PORT'] ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT is no port: ${String(env['PORT'])}`);
  return {
    esdbUrl,
    port,
    host: env['HOST'] ?? '127.0.0.1',
    logLevel: env['LOG_LEVEL'] ?? 'info',
    access: accessSettings(env),
  };
};
