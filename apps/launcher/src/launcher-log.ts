import { writeSync } from 'node:fs';
import { openLog } from './log-file.js';

export interface LauncherLog {
  /** A line for the launcher's log and, once all is up, for the terminal too. */
  readonly say: (line: string) => void;
  /** What a waiting person reads; wiped by the next, silent where nobody watches. */
  readonly progress: (text: string) => void;
  readonly allIsUp: () => void;
}

/** Writes what the launcher does as lines of JSON to `launcher.log`. */
export const launcherLog = (folder: string): LauncherLog => {
  const log = openLog(folder, 'launcher');
  let up = false;
  return {
    say: (line) => {
      writeSync(log, `${JSON.stringify({ time: new Date().toISOString(), msg: line })}\n`);
      if (up) process.stderr.write(`${line}\n`);
    },
    progress: (text) => {
      if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text === '' ? '' : `${text} ...`}`);
    },
    allIsUp: () => {
      up = true;
    },
  };
};
