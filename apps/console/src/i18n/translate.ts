import type { Localised } from '../api/rows.js';
import { formatNumber } from '../time/format.js';
import type { MessageKey } from './en.js';
import type { Language } from './language.js';

export type { MessageKey };
export type Messages = Readonly<Record<MessageKey, string>>;
export type Parameters = Readonly<Record<string, string | number>>;

const PLACE = /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g;
const plurals: Readonly<Record<Language, Intl.PluralRules>> = {
  en: new Intl.PluralRules('en'),
  fr: new Intl.PluralRules('fr'),
};

/** Fills `{name}` with its value, and `{n|one|many}` with the word that goes with the number. */
export const fill = (template: string, values: Parameters, language: Language): string =>
  template.replace(PLACE, (place, name: string, one?: string, many?: string) => {
    const value = values[name];
    if (value === undefined) return place;
    if (one !== undefined && many !== undefined) return plurals[language].select(Number(value)) === 'one' ? one : many;
    return typeof value === 'number' ? formatNumber(value, language) : value;
  });

export type Translate = (key: MessageKey, values?: Parameters) => string;

export const translator =
  (messages: Messages, language: Language): Translate =>
  (key, values = {}) =>
    fill(messages[key], values, language);

/** Whether the page has a text of that name: codes of the log are told where it has. */
export const isKeyOf =
  (messages: Messages) =>
  (key: string): key is MessageKey =>
    Object.hasOwn(messages, key);

/** The names that a template asks for. */
export const placesOf = (template: string): readonly string[] =>
  [...new Set([...template.matchAll(PLACE)].map((match) => match[1] ?? ''))].sort();

/** A text of the log in the reader's language. */
export const textOf = (text: Localised, language: Language): string =>
  typeof text === 'string' ? text : text[language];
