import { runLauncher } from './run-launcher.js';

const [command, ...args] = process.argv.slice(2);
process.exitCode = await runLauncher(command === 'start' ? args : process.argv.slice(2));
