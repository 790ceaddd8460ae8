import { announceReady, exitWithParent } from '#libs/process-lifecycle';
import { startSimulator } from './server.js';
import { readSettings } from './settings.js';

exitWithParent();
const simulator = await startSimulator(readSettings(process.env));

let stopping = false;
const stop = (): void => {
  if (stopping) return;
  stopping = true;
  simulator.close().then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);

announceReady({ app: 'customs-simulator', url: simulator.url });
