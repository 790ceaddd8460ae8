import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, startingLanguage, type Language } from './language.js';
import { fill, placesOf, textOf } from './translate.js';
import { FORM_MESSAGES, MESSAGES, translatorIn } from './words.fixture.js';

/** Said alike in both languages. */
const SAME =
  /^(system\.|list\.(mrn|page)|field\.(mrn|cause|code|messageId|articles?)|burn\.plan$|trail\.causeAt|impact\.destination|article\.title)/;

const sources = (): string => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('i18n') && !file.endsWith('.spec.ts'))
    .map((file) => readFileSync(`${root}/${file}`, 'utf8'))
    .join('\n');
};

describe.each<readonly [string, Readonly<Record<Language, Readonly<Record<string, string>>>>]>([
  ['page', MESSAGES],
  ['forms', FORM_MESSAGES],
])('the texts of the %s', (_, messages) => {
  const keys = Object.keys(messages.en);
  const said = (language: Language, key: string): string => messages[language][key] ?? '';

  it.each(LANGUAGES)('has every text in %s and none too many', (language) => {
    expect(Object.keys(messages[language]).sort()).toEqual([...keys].sort());
    expect(keys.filter((key) => said(language, key).trim() === '')).toEqual([]);
  });

  it('asks for the same values in both languages', () => {
    for (const key of keys) expect(placesOf(said('fr', key)), key).toEqual(placesOf(said('en', key)));
  });

  it('was translated', () => {
    expect(keys.filter((key) => said('fr', key) === said('en', key) && !SAME.test(key))).toEqual([]);
  });

  it('keeps French signs on the line of their word', () => {
    expect(keys.filter((key) => / [:;?!]/.test(said('fr', key)))).toEqual([]);
  });

  it('has no text that nothing shows', () => {
    const written = sources();
    const families = [...written.matchAll(/`([\w.-]+)\.\$\{/g)].map((match) => `${match[1] ?? ''}.`);
    const shown = (key: string): boolean =>
      written.includes(`'${key}'`) || families.some((family) => key.startsWith(family));
    expect(keys.filter((key) => !shown(key))).toEqual([]);
  });
});

describe('filling in', () => {
  it('chooses the word for the number, in the manner of the language', () => {
    expect(translatorIn('en')('alerts.past', { n: 0 })).toBe('0 past alerts');
    expect(translatorIn('fr')('alerts.past', { n: 0 })).toBe('0 alerte passée');
    expect(translatorIn('fr')('alerts.past', { n: 2 })).toBe('2 alertes passées');
  });

  it('writes numbers in the manner of the language and leaves open what is not given', () => {
    expect(fill('{n} of {total}', { n: 12_500 }, 'en')).toBe('12,500 of {total}');
    expect(fill('{n}', { n: 12_500 }, 'fr')).toBe('12\u202f500');
  });

  it('takes a bilingual text in the language, and a plain one as it is', () => {
    expect(textOf({ en: 'held', fr: 'retenu' }, 'fr')).toBe('retenu');
    expect(textOf('held', 'fr')).toBe('held');
  });
});

describe('the language at the start', () => {
  it('is the chosen one, else the browser’s, else English', () => {
    expect(startingLanguage('fr', ['en-GB'])).toBe('fr');
    expect(startingLanguage(null, ['de-DE', 'fr-BE', 'en'])).toBe('fr');
    expect(startingLanguage('xx', ['nl'])).toBe('en');
  });
});
