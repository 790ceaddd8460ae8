import { isRestricted, type Consignment, type LineColumn, type RawLine } from './consignment.js';
import { eurText, micros } from './money.js';

/** What one article of a declaration says of its goods; number and parties are the declaration's. */
export type Article = Omit<Consignment, 'reference' | 'consignor' | 'consignee' | 'first'>;

/** An article after the first, as lodged. */
export interface FurtherArticle extends Article {
  /** At the customs rate of the day of lodging, exact; the first article's is what these leave of the declaration's. */
  readonly valueEur: string;
}

/** What a lodging says of its goods: the first article with the parties, the others in the order of the list (DX-17). */
export interface Goods {
  readonly consignment: Consignment;
  /** Of a DAU with more than one article. */
  readonly furtherArticles?: readonly FurtherArticle[] | undefined;
}

/** Articles that one declaration takes. */
export const MOST_ARTICLES = 999;

/** The fields of an article as they are named in a request, as on a line. */
export const ARTICLE_COLUMNS = [
  'packages',
  'description',
  'cn8',
  'procedure',
  'gross_mass_kg',
  'country_of_provenance',
  'invoice_value',
  'currency',
  'restricted_documents',
] as const satisfies readonly LineColumn[];
export type RawArticle = Pick<RawLine, (typeof ARTICLE_COLUMNS)[number]>;

/** Every article, the first one first. */
export const articlesOf = ({ consignment, furtherArticles = [] }: Goods): readonly [Article, ...Article[]] => [
  consignment,
  ...furtherArticles,
];

/** One article under a prohibition or restriction restricts the declaration: its goods are released together (DX-14). */
export const hasRestricted = (goods: Goods): boolean => articlesOf(goods).some(isRestricted);

const canonical = (article: FurtherArticle): string =>
  JSON.stringify([...ARTICLE_FIELDS.map((field) => article[field] ?? ''), article.restrictedDocuments ?? []]);

const ARTICLE_FIELDS = [
  'packages',
  'description',
  'cn8',
  'procedure',
  'grossMassKg',
  'countryOfProvenance',
  'invoiceValue',
  'currency',
] as const satisfies readonly (keyof Article)[];

/** Whether the articles after the first are the same, in the same order. */
export const sameArticles = ({ furtherArticles: a = [] }: Goods, { furtherArticles: b = [] }: Goods): boolean =>
  a.length === b.length && a.every((article, i) => canonical(article) === canonical(b[i] ?? article));

/** The invoice of the whole, where its articles share a currency. */
export const invoiceOf = (goods: Goods): Pick<Article, 'invoiceValue' | 'currency'> | undefined => {
  const [first, ...more] = articlesOf(goods);
  const { currency, invoiceValue } = first;
  if (more.length === 0) return { invoiceValue, currency };
  if (more.some((article) => article.currency !== currency)) return undefined;
  const sum = articlesOf(goods).reduce((total, article) => total + (micros(article.invoiceValue) ?? 0n), 0n);
  return { invoiceValue: eurText(sum), currency };
};
