import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { tool } from './child.mjs';
import { filesUnder, hashOf, progress, ROOT, textOf } from './root.mjs';

const DIST = join(ROOT, 'dist');
const CONSOLE = join(ROOT, 'apps', 'console');
const inConsole = (file) => file.startsWith(`${CONSOLE}/`);
const settings = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'].map((f) =>
  join(ROOT, f),
);
const sources = () =>
  ['apps', 'libs', 'test/bench', 'test/stack', 'test/virtual'].flatMap((folder) => filesUnder(join(ROOT, folder)));

/** The console shows what libs say: rules and their sources, the fields of a row. */
const libs = () => filesUnder(join(ROOT, 'libs')).filter((file) => !file.endsWith('.spec.ts'));

/** What the compiler leaves behind when a source is gone would still be found by an import. */
const removeOrphans = () => {
  for (const folder of ['apps', 'libs', 'test']) {
    for (const file of filesUnder(join(DIST, folder))) {
      const match = /^(.*)\.js(\.map)?$/.exec(file);
      if (match && !existsSync(`${join(ROOT, relative(DIST, match[1]))}.ts`)) rmSync(file);
    }
  }
};

/** Schemas, fonts and the like, which the compiler does not carry over. */
const copyAssets = () => {
  for (const file of sources()) {
    if (inConsole(file) || /\.(ts|tsx|md|mjs|cjs)$/.test(file)) continue;
    const target = join(DIST, relative(ROOT, file));
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(file, target);
  }
};

const PARTS = [
  {
    name: 'the services',
    inputs: () => [...settings, ...sources().filter((file) => !inConsole(file) && !file.endsWith('.spec.ts'))],
    make: async () => {
      removeOrphans();
      const built = await tool('typescript-native/bin/tsc', ['-p', 'tsconfig.build.json']);
      if (built.code === 0) copyAssets();
      return built;
    },
  },
  {
    name: 'the console',
    inputs: () => (existsSync(join(CONSOLE, 'vite.config.ts')) ? [...settings, ...filesUnder(CONSOLE), ...libs()] : []),
    make: () =>
      tool(
        'vite/bin/vite.js',
        ['build', CONSOLE, '--config', join(CONSOLE, 'vite.config.ts')].concat([
          '--outDir',
          join(DIST, 'console'),
          '--emptyOutDir',
          '--logLevel',
          'warn',
        ]),
      ),
  },
];

/** Builds into dist/ what has changed since the last build. @throws Error with the compiler's own words */
export const ensureBuilt = async () => {
  const stampOf = (part) => join(DIST, `.built-${part.name.replaceAll(' ', '-')}`);
  const due = PARTS.map((part) => ({ part, inputs: part.inputs() }))
    .filter(({ inputs }) => inputs.length > 0)
    .map(({ part, inputs }) => ({ part, hash: hashOf(inputs) }))
    .filter(({ part, hash }) => textOf(stampOf(part)) !== hash);
  if (due.length === 0) return;
  progress(`Building ${due.map(({ part }) => part.name).join(' and ')}`);
  const results = await Promise.all(due.map(({ part }) => part.make()));
  progress('');
  const failed = due.flatMap(({ part }, i) => (results[i].code === 0 ? [] : [`${part.name}:\n${results[i].output}`]));
  due.forEach(({ part, hash }, i) => {
    if (results[i].code === 0) writeFileSync(stampOf(part), hash);
  });
  if (failed.length > 0) throw new Error(`The build failed.\n${failed.join('\n')}`);
};
