import type { DeclarationRow } from './rows.js';

/** The goods of one article, as lodged. */
export interface ArticleRow {
  readonly description: string;
  readonly cn8?: string;
  readonly procedure: string;
  readonly packages: number;
  readonly grossMassKg: string;
  readonly invoiceValue: string;
  readonly currency: string;
}

/** One declaration with what was lodged: the consignment is its first article. */
export interface DeclarationInFull extends DeclarationRow {
  readonly consignment?: ArticleRow;
  readonly furtherArticles?: readonly ArticleRow[];
}
