import 'reflect-metadata';
import { openAccess } from '#libs/access';
import { connectEventStore, loadClock } from '#libs/event-store';
import { productTime } from '#libs/kernel';
import { announceReady, exitWithParent } from '#libs/process-lifecycle';
import { createAudit } from './audit.app.js';
import { settingsOf } from './settings.js';

const main = async (): Promise<void> => {
  const { esdbUrl: connectionString, port, host, logLevel, access } = settingsOf(process.env);
  exitWithParent();
  const plain = connectEventStore({ connectionString });
  const clock = await loadClock(plain);
  await plain.close();
  const store = connectEventStore({ connectionString, clock });
  const app = await createAudit({
    store,
    access: await openAccess(access),
    now: () => productTime(clock, Date.now()),
    logLevel,
  });
  app.enableShutdownHooks();
  await app.listen(port, host);
  announceReady({ app: 'audit', url: await app.getUrl() });
};

main().catch((error: unknown) => {
  process.stderr.write(`audit: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
