import { fileURLToPath } from 'node:url';
import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  plugins: [swc.vite({ module: { type: 'es6' } })],
  resolve: { alias: [{ find: /^#libs\/([a-z-]+)$/, replacement: `${root}libs/$1/index.ts` }] },
  test: {
    // The heavy suites have commands of their own: SUITE=scale.
    include: process.env['SUITE'] === 'scale' ? ['test/scale/**/*.scale.ts'] : ['{apps,libs,test}/**/*.spec.ts'],
    pool: 'threads',
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
