import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isProblemSlug, PROBLEM_BASE, PROBLEM_SLUGS, PROBLEMS } from './index.js';

const page = readFileSync(new URL('../../docs/problems.md', import.meta.url), 'utf8');
/** What stands under each heading of the page. */
const documented = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [slug = '', ...lines] = part.split('\n');
      return [slug, lines.join('\n')] as const;
    }),
);
/** The cells of the table at its top. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  );

describe('the table of problems', () => {
  it('has a title, a meaning and what to do for each, in both languages', () => {
    expect(PROBLEM_SLUGS.length).toBeGreaterThan(15);
    for (const slug of PROBLEM_SLUGS) {
      expect(slug).toMatch(/^[a-z]+(-[a-z]+)*$/);
      const { status, title, meaning, todo } = PROBLEMS[slug];
      expect(status, slug).toBeGreaterThanOrEqual(400);
      for (const text of [title, meaning, todo]) {
        expect(text.en.trim(), slug).not.toBe('');
        expect(text.fr.trim(), slug).not.toBe('');
        expect(text.fr, slug).not.toBe(text.en);
        // A French text has French typography: no straight apostrophe.
        expect(text.fr, slug).not.toContain("'");
      }
    }
  });

  it('gives no two the same title', () => {
    for (const language of ['en', 'fr'] as const) {
      const titles = PROBLEM_SLUGS.map((slug) => PROBLEMS[slug].title[language]);
      expect(new Set(titles).size, language).toBe(titles.length);
    }
  });

  it('knows its own slugs from what every object has', () => {
    expect(isProblemSlug('refused')).toBe(true);
    expect(isProblemSlug('constructor')).toBe(false);
  });
});

describe('docs/problems.md', () => {
  it('has a part for each problem and for nothing else', () => {
    expect([...documented.keys()].sort()).toEqual([...PROBLEM_SLUGS].sort());
  });

  it.each(PROBLEM_SLUGS)('says of %s what the table says, with an example', (slug) => {
    const { status, title, meaning, todo } = PROBLEMS[slug];
    expect(rows).toContainEqual([`[${slug}](#${slug})`, String(status), title.en, title.fr]);
    const part = documented.get(slug) ?? '';
    for (const text of [String(status), title.en, meaning.en, todo.en]) expect(part).toContain(text);
    const example: unknown = JSON.parse(/```json\n([^`]*)```/.exec(part)?.[1] ?? 'null');
    expect(example).toMatchObject({ type: `${PROBLEM_BASE}${slug}`, title: title.en, status });
  });
});
