import type { Rectification } from '#libs/delta-x';
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
  readonly countryOfProvenance?: string;
}

interface PartyRow {
  readonly name: string;
  readonly address: string;
}

/** The parties go with it for those who may see them. */
export interface FirstArticleRow extends ArticleRow {
  readonly consignor?: PartyRow;
  readonly consignee?: PartyRow;
}

/** One declaration with what was lodged: the consignment is its first article. */
export interface DeclarationInFull extends DeclarationRow {
  readonly consignment?: FirstArticleRow;
  readonly furtherArticles?: readonly ArticleRow[];
  /** What was put right after the re-integration (DX-28). */
  readonly rectifications?: readonly Rectification[];
}
