import 'reflect-metadata';
import { announceReady, exitWithParent } from '#libs/process-lifecycle';
import { createApp } from './create-app.js';
import { createLog } from './logging.js';
import { Runtime } from './runtime.js';
import { settingsOf } from './settings.js';

const settings = settingsOf(process.env);
const log = createLog(settings.logLevel);

const serve = async (): Promise<void> => {
  const runtime = await Runtime.open(settings, log);
  const app = await createApp(runtime, log);
  exitWithParent();
  await runtime.running.whenReady;
  await app.listen(settings.port, settings.host);
  const server = app.getHttpServer();
  server.once('close', () => void runtime.close());
  announceReady({ app: 'backoffice', url: await app.getUrl() });
};

serve().catch((error: unknown) => {
  log.fatal({ err: error }, 'could not start');
  log.flush(() => process.exit(1));
});
