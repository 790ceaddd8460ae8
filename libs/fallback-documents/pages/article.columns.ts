import type { Article } from '#libs/delta-x';
import type { Column } from '#libs/page-layout';

interface ArticleColumn extends Column {
  readonly of: (article: Article & { readonly valueEur: string }, number: number) => string;
}

/** What an article says, in the order of the DAU's boxes 31 to 46. Widths fill the page's 281 mm. */
export const ARTICLE_COLUMNS: readonly ArticleColumn[] = [
  { title: 'Article\nItem (32)', width: 13, align: 'right', of: (_, number) => String(number) },
  { title: 'Colis\nPackages (31)', width: 16, align: 'right', of: ({ packages }) => String(packages) },
  {
    title: 'Désignation des marchandises\nDescription of goods (31)',
    width: 84,
    of: ({ description }) => description,
  },
  { title: 'NC8\nCommodity code (33)', width: 24, of: ({ cn8 = '' }) => cn8 },
  { title: 'Masse brute kg\nGross mass kg (35)', width: 24, align: 'right', of: ({ grossMassKg }) => grossMassKg },
  { title: 'Prov.\nProv. (15)', width: 14, of: ({ countryOfProvenance }) => countryOfProvenance },
  { title: 'Régime\nProcedure (37)', width: 19, of: ({ procedure }) => procedure },
  { title: 'Prix de l’article\nItem price (42)', width: 26, align: 'right', of: ({ invoiceValue }) => invoiceValue },
  { title: 'Devise\nCurr. (22)', width: 14, of: ({ currency }) => currency },
  {
    title: 'Ordre public\nRestricted (44)',
    width: 22,
    of: ({ restrictedDocuments = [] }) => restrictedDocuments.join(' '),
  },
  { title: 'Valeur stat. EUR\nStat. value EUR (46)', width: 25, align: 'right', of: ({ valueEur }) => valueEur },
];
