import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { inTheBackground, tool as toolOf } from './child.mjs';
import { ROOT } from './root.mjs';

/** The checks run beside the specs and must not disturb their clocks. */
const tool = (path, args) => toolOf(path, args, inTheBackground);

const has = (file) => existsSync(join(ROOT, file)) && statSync(join(ROOT, file)).size > 0;

/**
 * What `npm run lint` holds the sources to; `quick` ones are a part of `npm test` too. `needs` is a file without which the
 * check has no subject.
 */
const CHECKS = [
  { name: 'eslint', lane: 0, run: () => tool('eslint/bin/eslint.js', ['.']) },
  {
    name: 'types',
    quick: true,
    lane: 1,
    run: () => tool('typescript-native/bin/tsc', ['-p', 'tsconfig.json', '--noEmit']),
  },
  {
    name: 'types of the console',
    quick: true,
    lane: 1,
    needs: 'apps/console/tsconfig.json',
    run: () => tool('typescript-native/bin/tsc', ['-p', 'apps/console/tsconfig.json', '--noEmit']),
  },
  {
    name: 'dependency rules',
    quick: true,
    lane: 1,
    needs: '.dependency-cruiser.cjs',
    run: () => tool('dependency-cruiser/bin/dependency-cruiser.mjs', ['--output-type', 'err', 'apps', 'libs', 'test']),
  },
  {
    name: 'formatting',
    lane: 1,
    run: () => tool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
  },
];

/** Runs the checks in two lanes side by side and says how each went. Resolves to the names of those that failed. */
export const runChecks = async ({ quick = false } = {}) => {
  const failed = [];
  const lane = async (number) => {
    for (const check of CHECKS) {
      if (check.lane !== number || (quick && !check.quick) || (check.needs && !has(check.needs))) continue;
      const started = performance.now();
      const { code, output } = await check.run();
      const seconds = ((performance.now() - started) / 1000).toFixed(0);
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${check.name} (${seconds} s)`);
      if (code !== 0) {
        failed.push(check.name);
        console.log(output);
      }
    }
  };
  await Promise.all([lane(0), lane(1)]);
  return failed;
};
