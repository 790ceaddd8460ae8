import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the clone. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const SKIPPED = new Set(['node_modules', 'dist', '.data', '.git', '.vite']);

/** Every file under `path` (or `path` itself), sorted, without what is installed or built. */
export const filesUnder = (path) => {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => !SKIPPED.has(name))
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
};

/** SHA-256 over names and contents of files. */
export const hashOf = (files, base = ROOT) => {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(`${relative(base, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return hash.digest('hex');
};

/** The text of a file, `undefined` when there is none. */
export const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

/** One line that tells a waiting person what goes on; it wipes itself, and is silent where nobody watches. */
export const progress = (text) => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text ? `${text} ...` : ''}`);
};
