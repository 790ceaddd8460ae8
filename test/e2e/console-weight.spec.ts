import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../apps/launcher/src/project-root.js';

const built = join(projectRoot(), 'dist/console');
const LIMIT = 400_000;
const STATIC_IMPORT = /(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g;

/** Every script that must arrive before the one given does anything. */
const needs = (script: string, found = new Set<string>()): Set<string> => {
  if (found.has(script)) return found;
  found.add(script);
  const source = readFileSync(join(built, 'assets', script), 'utf8');
  for (const [, next] of source.matchAll(STATIC_IMPORT)) if (next !== undefined) needs(next, found);
  return found;
};
const weight = (scripts: Iterable<string>): number =>
  [...scripts].reduce((sum, script) => sum + statSync(join(built, 'assets', script)).size, 0);

describe('the page as it is built', () => {
  const entry = /src="\/assets\/([\w.-]+\.js)"/.exec(readFileSync(join(built, 'index.html'), 'utf8'))?.[1] ?? '';
  const scripts = readdirSync(join(built, 'assets')).filter((file) => file.endsWith('.js'));

  it('weighs less than 400 kB of script on first load, with the texts of one language', () => {
    const languages = scripts.filter((file) => /^(en|fr)-/.test(file));
    expect(languages).toHaveLength(2);
    const first = needs(entry);
    expect(weight(first) + Math.max(...languages.map((file) => weight([file])))).toBeLessThan(LIMIT);
    expect(weight(first)).toBeGreaterThan(100_000);
  });

  it('leaves for later what a room of its own needs', () => {
    const later = ['DeclarationPage', 'AlertPage', 'ManifestPage', 'RulesPage', 'BurnDownChart'];
    const first = [...needs(entry)];
    for (const room of later) {
      expect(scripts.some((file) => file.startsWith(`${room}-`))).toBe(true);
      expect(first.filter((file) => file.startsWith(`${room}-`))).toEqual([]);
    }
  });
});
