import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { citedRules } from '#libs/rules';

const glossary = readFileSync(fileURLToPath(new URL('../../docs/glossary.md', import.meta.url)), 'utf8');
const rows = glossary
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| English'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

describe('the glossary', () => {
  it('gives each term in both languages, with its meaning', () => {
    expect(rows.length).toBeGreaterThan(70);
    for (const [english = '', french = '', meaning = ''] of rows) {
      for (const cell of [english, french, meaning]) expect(cell, english).not.toBe('');
      expect(meaning, english).toMatch(/\.$/);
    }
  });

  it('has each English term once', () => {
    const terms = rows.map(([english]) => english);
    expect(terms.filter((term, i) => terms.indexOf(term) !== i)).toEqual([]);
  });

  it('cites rules that the catalogue holds, and no others', () => {
    const cited = new Set(rows.flatMap((cells) => cells[3]?.match(/(EC|DX|EM)-\d{2}/g) ?? []));
    expect(cited.size).toBeGreaterThan(15);
    expect([...cited].filter((rule) => !citedRules.some((known) => known === rule))).toEqual([]);
  });
});
