import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../apps/launcher/src/project-root.js';
import { temporaryFolder } from '../../apps/launcher/src/testing.js';

/** The addresses that `npm start -- --json` prints. */
export interface RunningReprise {
  readonly api: string;
  readonly simulator: string;
  /** With its password. */
  readonly redis: string;
  readonly processes: Readonly<Record<string, number>>;
  readonly dataDir: string;
  /** As Ctrl-C does. */
  readonly stop: () => Promise<void>;
}

export interface StartOptions {
  readonly timeScale: number;
  readonly demo: boolean;
  readonly dataDir?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the product as `npm start` does, from what is built, on a folder and a port of its own. */
export const startReprise = async ({ timeScale, demo, dataDir, env = {} }: StartOptions): Promise<RunningReprise> => {
  const folder = temporaryFolder();
  const data = dataDir ?? join(folder.path, 'data');
  const child: ChildProcess = spawn(
    process.execPath,
    [
      join(projectRoot(), 'dist/apps/launcher/src/main.js'),
      'start',
      '--json',
      '--data',
      data,
      '--time-scale',
      String(timeScale),
      ...(demo ? [] : ['--no-demo']),
    ],
    { cwd: projectRoot(), env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit');
  if (!child.stdout) throw new Error('no output');
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, 'line').then(([line]) => String(line)), ended.then(() => undefined)]);
  if (first === undefined) throw new Error('it ended before it was ready');
  const addresses = JSON.parse(first) as Omit<RunningReprise, 'stop'>;
  return {
    ...addresses,
    stop: async () => {
      child.kill('SIGINT');
      await ended;
      folder.remove();
    },
  };
};
