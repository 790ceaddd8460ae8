import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { RuleId } from '#libs/kernel';
import { cite, citedRules, todoUnder } from './catalogue.js';
import { sourceOf } from './sources.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every rule that running code names as a value: it may come to be shown, so it must have its source. */
const named = (): Map<string, string> => {
  const found = new Map<string, string>();
  for (const folder of ['libs', 'apps']) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.tsx?$/.test(entry.name) || /\.(spec|test|contract)\.tsx?$/.test(entry.name)) continue;
      const path = join(entry.parentPath, entry.name);
      if (path.includes('node_modules')) continue;
      for (const [, rule = ''] of readFileSync(path, 'utf8').matchAll(/['"`]((?:EC|DX|EM)-\d{2})['"`]/g)) {
        found.set(rule, path.slice(root.length));
      }
    }
  }
  return found;
};

describe('the catalogue of rules', () => {
  it('holds every rule that the code names', () => {
    const rules = named();
    expect(rules.size).toBeGreaterThan(15);
    const missing = [...rules].filter(([rule]) => !citedRules.includes(rule as RuleId));
    expect(missing).toEqual([]);
  });

  it('gives each its document, its section, its gist and what to do, in both languages', () => {
    for (const rule of citedRules) {
      const { document, section, gist } = cite(rule);
      expect(rule).toMatch(/^(EC|DX|EM)-\d{2}$/);
      expect(document).toBe(sourceOf(rule));
      const todo = todoUnder(rule);
      for (const text of [section.en, section.fr, gist.en, gist.fr, todo.en, todo.fr])
        expect(text.trim(), rule).not.toBe('');
      expect(gist.fr, rule).not.toBe(gist.en);
      expect(section.fr, rule).not.toMatch(/step|notes|reminder/);
      // A French text has French typography: no straight apostrophe.
      expect(`${gist.fr} ${todo.fr}`, rule).not.toContain("'");
      expect(todo.fr, rule).not.toBe(todo.en);
    }
  });

  it('holds the whole of fiche 5: DX-01 to DX-17, DX-20 to DX-34', () => {
    const whole = Array.from({ length: 34 }, (_, index) => index + 1).filter((n) => n !== 18 && n !== 19);
    expect(citedRules.filter((rule) => rule.startsWith('DX-')).sort()).toEqual(
      whole.map((n) => `DX-${String(n).padStart(2, '0')}`),
    );
  });

  it('takes each rule from the document that its letters name', () => {
    expect(cite('EC-16').document.id).toBe('fr-ecs-bs/fiche-9');
    expect(cite('DX-24').document.id).toBe('fr-delta-x/fiche-5');
    expect(cite('EM-21').document.id).toBe('be-emcs/2024-C-34');
    expect(cite('DX-24').section).toEqual({ en: 'step 4', fr: 'étape 4' });
    expect(cite('DX-29').section).toEqual({ en: 'step 4, reminder', fr: 'étape 4, rappel' });
    expect(cite('EM-21').section).toEqual({ en: 'IV.3', fr: 'IV.3' });
  });

  it('never cites a rule that it does not hold', () => {
    expect(() => cite('DX-99')).toThrow('DX-99');
    expect(() => todoUnder('DX-99')).toThrow('DX-99');
  });
});
