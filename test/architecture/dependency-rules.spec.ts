import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult, type IConfiguration } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALLOWED, IMPORT_PROBES, SURROUNDINGS, type Files } from './import-probes.js';

const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as IConfiguration;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reprise-imports-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const plant = (name: string, files: Files): string => {
  const base = join(folder, name);
  for (const [path, content] of Object.entries({ ...SURROUNDINGS, ...files })) {
    mkdirSync(dirname(join(base, path)), { recursive: true });
    writeFileSync(join(base, path), content);
  }
  return base;
};

interface Found {
  readonly rules: readonly string[];
  /** `rule: from → to` */
  readonly violations: readonly string[];
}

const cruised = async (baseDir: string, folders: readonly string[]): Promise<Found> => {
  const { enhancedResolveOptions, ...options } = config.options ?? {};
  const asked = { ...options, baseDir, validate: true, ruleSet: { forbidden: config.forbidden ?? [] } };
  const { output } = await cruise([...folders], asked, enhancedResolveOptions);
  const { violations } = (output as ICruiseResult).summary;
  return {
    rules: [...new Set(violations.map(({ rule }) => rule.name))],
    violations: violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
  };
};

const topFolders = (files: Files): string[] => [
  ...new Set(Object.keys(files).map((path) => path.split('/', 1)[0] as string)),
];

/** That they hold in the whole tree is one of the checks of `npm run lint` and `npm test`. */
describe('the rules of who imports whom', () => {
  it('each have a probe', () => {
    expect(Object.keys(IMPORT_PROBES).sort()).toEqual((config.forbidden ?? []).map((rule) => rule.name ?? '').sort());
  });

  it.each(Object.entries(IMPORT_PROBES))(
    '%s fires on its planted violation, and no other does',
    async (name, files) => {
      expect((await cruised(plant(name, files), topFolders(files))).rules).toEqual([name]);
    },
  );

  it('let through what is allowed', async () => {
    expect((await cruised(plant('allowed', ALLOWED), topFolders(ALLOWED))).violations).toEqual([]);
  });
});
