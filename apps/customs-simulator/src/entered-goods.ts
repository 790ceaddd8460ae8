import type { MessageArticle, ReceivedReintegration } from '#libs/customs-gateway';
import type { Ledger } from './ledger.js';
import type { Which } from './register.js';

/** The articles of a declaration that was entered a posteriori, the first one first, under the number it was given. */
export interface EnteredGoods {
  readonly number: string;
  readonly articles: readonly (MessageArticle & { readonly number: number })[];
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS goods (number TEXT PRIMARY KEY, articles TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** What was accepted, article by article: in the ledger's file, committed with the answer. Parties are not kept. */
export class GoodsBook {
  constructor(private readonly ledger: Ledger) {
    ledger.database.exec(SCHEMA);
  }

  /** Within the transaction that keeps the answer. */
  enter(number: string, { consignment, furtherArticles = [] }: ReceivedReintegration): void {
    const { consignor: _consignor, consignee: _consignee, ...first } = consignment;
    const articles = [first, ...furtherArticles].map((article, index) => ({ ...article, number: index + 1 }));
    this.ledger.database
      .prepare('INSERT INTO goods (number, articles) VALUES (?, ?)')
      .run(number, JSON.stringify(articles));
  }

  /** Of the declaration of that reference which was entered; `undefined` where none was. */
  of({ operator, reference }: Which): EnteredGoods | undefined {
    const row = this.ledger.database
      .prepare(
        `SELECT goods.number, articles FROM goods JOIN declaration ON declaration.number = goods.number
         WHERE operator = ? AND reference = ?`,
      )
      .get(operator, reference) as { number: string; articles: string } | undefined;
    return row && { number: row.number, articles: JSON.parse(row.articles) as EnteredGoods['articles'] };
  }
}
