import type { Reading } from '../xml/safe-xml.js';
import type { Content } from '../xml/write-xml.js';

/** The goods of one article. */
export interface MessageArticle {
  readonly packages: number;
  readonly description: string;
  readonly cn8?: string;
  readonly procedure: string;
  /** Decimal text, as lodged. */
  readonly grossMassKg: string;
  readonly countryOfProvenance: string;
  /** Decimal text, as lodged. */
  readonly invoiceValue: string;
  readonly currency: string;
}

/** An article after the first, with its number: the second is 2. A sender leaves it to the writer. */
export interface NumberedArticle extends MessageArticle {
  readonly number?: number;
}

/** What follows the number of packages, and the parties where there are any. */
export const goodsContent = (article: MessageArticle): Record<string, Content | undefined> => ({
  description: article.description,
  cn8: article.cn8,
  procedure: article.procedure,
  grossMassKg: article.grossMassKg,
  countryOfProvenance: article.countryOfProvenance,
  invoiceValue: article.invoiceValue,
  currency: article.currency,
});

/** The articles after the first, in order, with how many there are in all; nothing of a declaration of one article. */
export const furtherContent = (
  articles: readonly NumberedArticle[] = [],
  count = 1 + articles.length,
): Record<string, Content | readonly Content[]> => {
  if (articles.length === 0) return {};
  const furtherArticle = articles.map((article, index) => ({
    number: String(article.number ?? index + 2),
    packages: String(article.packages),
    ...goodsContent(article),
  }));
  return { articleCount: String(count), furtherArticle };
};

export const readGoods = (goods: Reading | undefined): MessageArticle => {
  const text = (name: string): string => goods?.one(name) ?? '';
  const cn8 = goods?.maybe('cn8');
  return {
    packages: Number(text('packages')),
    description: text('description'),
    ...(cn8 !== undefined && { cn8 }),
    procedure: text('procedure'),
    grossMassKg: text('grossMassKg'),
    countryOfProvenance: text('countryOfProvenance'),
    invoiceValue: text('invoiceValue'),
    currency: text('currency'),
  };
};

/** What stands after the consignment: the count as it is written, and the articles with their numbers, as they come. */
export const readFurther = (
  root: Reading,
): { readonly articleCount?: number; readonly furtherArticles?: readonly NumberedArticle[] } => {
  const articles = root.each('furtherArticle');
  if (articles.length === 0) return {};
  return {
    articleCount: Number(root.one('articleCount')),
    furtherArticles: articles.map((article) => ({ number: Number(article.one('number')), ...readGoods(article) })),
  };
};
