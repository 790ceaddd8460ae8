import type { Goods } from '#libs/delta-x';
import type { Language } from '../i18n/language.js';
import type { MessageKey, Translate } from '../i18n/translate.js';
import { formatDecimal, formatInstant } from '../time/format.js';
import type { Zone } from '../time/zones.js';

export type NamedValue = readonly [name: string, value: string];

/** The fields of a row, flattened: nested names are joined by dots, what is absent is left out. */
export const fieldsOf = (row: unknown, prefix = ''): readonly NamedValue[] => {
  if (row === null || row === undefined) return [];
  if (typeof row !== 'object') return [[prefix, typeof row === 'string' ? row : JSON.stringify(row)]];
  return Object.entries(row).flatMap(([key, value]) => fieldsOf(value, prefix === '' ? key : `${prefix}.${key}`));
};

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/** What tells a machine something and a person nothing. */
const MACHINE_ONLY = new Set(['revision']);

/** A line's own fields are named as the declaration's; one of several is named as each of them. */
const plain = (name: string): string => name.replace(/^consignment\./, '').replace(/\.\d+(?=\.|$)/g, '');

/** How a reader of that language and zone is told: a known field by its label, an instant on the office's clock. */
export interface Reader {
  readonly t: Translate;
  readonly isKey: (key: string) => key is MessageKey;
  readonly language: Language;
  readonly zone: Zone;
}

/** What is measured or counted in money, as the log holds it: a decimal in text. */
const DECIMALS = new Set(['invoiceValue', 'valueEur', 'grossMassKg', 'amount']);
const DECIMAL = /^-?\d+(\.\d+)?$/;

const told = (name: string, value: string, { t, isKey, language, zone }: Reader): string => {
  if (INSTANT.test(value)) return formatInstant(Date.parse(value), language, zone);
  const parts = plain(name).split('.');
  if (DECIMALS.has(parts.at(-1) ?? '') && DECIMAL.test(value)) return formatDecimal(value, language);
  const named = name === 'status' ? `status.${value}` : `value.${value}`;
  const choices = [
    named,
    `alert.status.${value}`,
    ...[plain(name), parts.at(-1), parts.at(-2)].map((family) => `${family ?? ''}.${value}`),
    `value.${parts.at(-1) ?? ''}.${value}`,
    `holdTitle.${value}`,
    `actChoice.${value}`,
  ];
  // A sentence that asks for more than its code is no name of it.
  const names = choices.filter(isKey).map((key) => t(key));
  return names.find((said) => !said.includes('{')) ?? value;
};

/** The articles of a DAU after the first, each in one line: a thousand of them would be ten thousand fields. */
const articlesIn = (row: unknown, { t }: Reader): readonly NamedValue[] => {
  const { furtherArticles = [] } = (row ?? {}) as Pick<Goods, 'furtherArticles'>;
  return furtherArticles.map((article, index): NamedValue => {
    const { description, cn8, packages, grossMassKg, procedure, invoiceValue, currency, valueEur } = article;
    const { countryOfProvenance, restrictedDocuments = [] } = article;
    const goods = cn8 === undefined ? description : `${description} (${cn8})`;
    const worth = currency === 'EUR' ? `${invoiceValue} EUR` : `${invoiceValue} ${currency} = ${valueEur} EUR`;
    const more = [`× ${packages}`, `${grossMassKg} kg`, procedure, countryOfProvenance, ...restrictedDocuments, worth];
    return [`${t('field.article')} ${index + 2}`, [goods, ...more].join(' · ')];
  });
};

/** Told by `articlesIn`. */
const IN_ONE_LINE = /^furtherArticles\./;

/** As a person reads them: said once, and one without a label keeps the name that the API gives it. */
export const readable = (row: unknown, reader: Reader): readonly NamedValue[] =>
  fieldsOf(row)
    .filter(([name]) => !MACHINE_ONLY.has(name) && !IN_ONE_LINE.test(name))
    .map(([name, value]): NamedValue => {
      const key = `field.${plain(name)}`;
      return [reader.isKey(key) ? reader.t(key) : name, told(name, value, reader)];
    })
    .filter(([name, value], i, all) => all.findIndex(([n, v]) => n === name && v === value) === i)
    .concat(articlesIn(row, reader));
