import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quietly } from './child.mjs';
import { filesUnder, hashOf, progress, ROOT, textOf } from './root.mjs';

const STAMP = join(ROOT, 'node_modules', '.installed-from');
const RUNTIME = join(ROOT, 'node_modules', '.bin', 'node');

/** The oldest Node that the product itself runs on; these scripts also run on 20. */
const PRODUCT_NODE = 26;

const wanted = () => `${hashOf(filesUnder(join(ROOT, 'package-lock.json')))} ${process.platform}-${process.arch}`;

/** Whether npm's own record of what lies in node_modules has all that the lock asks for (somebody ran npm by hand). */
const sameAsLock = () => {
  const record = textOf(join(ROOT, 'node_modules', '.package-lock.json'));
  if (!record) return false;
  const there = JSON.parse(record).packages ?? {};
  const asked = JSON.parse(textOf(join(ROOT, 'package-lock.json')) ?? '{}').packages ?? {};
  return (
    Object.entries(asked).every(
      ([path, { version, optional, peer, link }]) =>
        path === '' || link || there[path]?.version === version || (!there[path] && Boolean(optional ?? peer)),
    ) && Object.entries(there).every(([path, { link }]) => link || asked[path])
  );
};

/** `current`, `stale` (the lock has changed since) or `missing`. Touches nothing. */
export const installation = () => {
  if (!existsSync(join(ROOT, 'node_modules'))) return 'missing';
  return textOf(STAMP) === wanted() || sameAsLock() ? 'current' : 'stale';
};

/** Brings node_modules to what package-lock.json names; without the network when it is there already. @throws Error */
export const ensureInstalled = async () => {
  if (textOf(STAMP) === wanted()) return;
  if (installation() !== 'current') {
    progress('Installing the packages named in package-lock.json');
    const npm = process.env.npm_execpath;
    const [program, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
    const flags = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
    const { code, output } = await quietly(program, [...first, ...flags], {
      env: { ...process.env, SCARF_ANALYTICS: 'false' },
    });
    progress('');
    if (code !== 0) {
      throw new Error(
        `${output.trim()}\n\nnpm ci failed (exit code ${code}), so nothing was started. The first start needs the npm registry;` +
          ' later ones work offline as long as package-lock.json is unchanged. Try again when the registry can be reached.',
      );
    }
  }
  writeFileSync(STAMP, wanted());
};

/** The Node to run the product on: the one in node_modules, else our own where it is new enough. @throws Error */
export const productNode = () => {
  if (Number(process.versions.node.split('.')[0]) >= PRODUCT_NODE) return process.execPath;
  if (existsSync(RUNTIME)) return RUNTIME;
  throw new Error(
    `Reprise runs on Node ${PRODUCT_NODE} and this is ${process.version}. The package "node" of node_modules has no binary:` +
      ` its install script did not run (ignore-scripts?). Run "npm rebuild node", or install Node ${PRODUCT_NODE}.`,
  );
};
