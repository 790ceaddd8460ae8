import { fileURLToPath } from 'node:url';
import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

/** The heavy suites have commands of their own: SUITE=scale. */
const HEAVY: Readonly<Record<string, readonly string[]>> = {
  faults: ['test/faults/**/*.faults.ts'],
  scale: ['test/scale/**/*.scale.ts'],
  commands: ['test/commands/**/*.commands.ts'],
};

export default defineConfig({
  plugins: [swc.vite({ module: { type: 'es6' } })],
  resolve: { alias: [{ find: /^#libs\/([a-z-]+)$/, replacement: `${root}libs/$1/index.ts` }] },
  test: {
    include: [...(HEAVY[process.env['SUITE'] ?? ''] ?? ['{apps,libs,test}/**/*.spec.ts'])],
    pool: 'threads',
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
