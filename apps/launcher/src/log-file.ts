import { existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const MAX_BYTES = 10 * 1024 * 1024;
const KEPT = 3;

/** Opens `<folder>/<name>.log` for appending. One that has grown too large is first put aside: `.1` is the youngest. */
export const openLog = (folder: string, name: string, maxBytes = MAX_BYTES): number => {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.log`);
  if (existsSync(file) && statSync(file).size > maxBytes) {
    for (let n = KEPT; n > 1; n -= 1) {
      if (existsSync(`${file}.${n - 1}`)) renameSync(`${file}.${n - 1}`, `${file}.${n}`);
    }
    renameSync(file, `${file}.1`);
  }
  return openSync(file, 'a');
};

/** The last lines of a log, for a message about what went wrong. */
export const tailOf = (folder: string, name: string, lines = 8): string => {
  const file = join(folder, `${name}.log`);
  if (!existsSync(file)) return '';
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
};
