import type { Objection } from '#libs/kernel';
import { ARTICLE_COLUMNS, articlesOf, type FurtherArticle, type Goods, type RawArticle } from './article.js';
import { LINE_COLUMNS, type Consignment, type RawLine } from './consignment.js';
import type { DeclarationKind } from './delta-x.events.js';
import { cn8Objections, judgedColumns, type LineContext } from './line-check.js';
import { articleIn, consignmentIn } from './line-reading.js';
import { eurText } from './money.js';

/** The goods of a DAU as they are given: the first article on a line with the parties, the others with theirs alone. */
export interface RawDau {
  readonly line: RawLine;
  readonly furtherArticles?: readonly RawArticle[] | undefined;
}

export type CheckedDau =
  | {
      readonly ok: true;
      readonly consignment: Consignment;
      readonly furtherArticles: readonly FurtherArticle[];
      /** Millionths of a euro, of every article together. */
      readonly valueEur: bigint;
    }
  | { readonly ok: false; readonly objections: readonly [Objection, ...Objection[]] };

/** Faults that one answer tells; a file of wrong articles is put right from its first ones on. */
const MOST_TOLD = 100;

/** What DX-04 asks of a manifest's line, DX-05 asks of a DAU's article. */
const inArticle =
  (path: string) =>
  (found: Objection): Objection => ({
    ...found,
    ...(found.rule === 'DX-04' ? { rule: 'DX-05' as const } : {}),
    field: `${path}.${found.field ?? ''}`,
  });

const told = ([first, ...more]: readonly Objection[]): readonly [Objection, ...Objection[]] | undefined => {
  if (!first) return undefined;
  const left = 1 + more.length - MOST_TOLD;
  if (left <= 0) return [first, ...more];
  const rest: Objection = {
    rule: 'DX-05',
    field: 'furtherArticles',
    text: { en: `${left} more faults of the articles`, fr: `${left} autres erreurs dans les articles` },
    todo: { en: 'put these right, and send it again', fr: 'corrigez celles-ci, puis renvoyez' },
  };
  return [first, ...more.slice(0, MOST_TOLD - 1), rest];
};

/**
 * DX-05: a DAU in one step has the whole of the declaration's data, so each article has its CN8 whatever it is worth;
 * the threshold of 1,000 EUR is the manifest's (DX-04), and of a simplified declaration.
 */
export const wholeDataObjections = (goods: Goods, kind: DeclarationKind): readonly Objection[] => {
  if (kind !== 'DAU') return [];
  const text = {
    en: 'a declaration in one step has the CN8 of each article, whatever its value',
    fr: 'une déclaration en 1 temps porte la NC8 de chaque article, quelle que soit sa valeur',
  };
  const found = articlesOf(goods).flatMap(({ cn8 }, index): Objection[] => {
    const path = index === 0 ? 'consignment' : `furtherArticles[${index - 1}]`;
    return cn8 === undefined ? [{ rule: 'DX-05', field: `${path}.cn8`, text }] : [];
  });
  return told(found) ?? [];
};

/**
 * DX-05: the articles of a DAU, every fault at once, each judged as a manifest's line is; an article without a procedure
 * has the first one's.
 *
 * Both thresholds look at the value of all articles together, each at the rate of its own currency. Step 2 asks for the
 * CN8 "pour les envois dont la valeur excède 1000 €", and step 4 re-integrates "les déclarations liées à des envois ...
 * dont la valeur excède 22 euros" (DX-04, DX-22): the consignment is what is worth so much, and a DAU is one consignment
 * however many articles it is described in. Judged one by one, goods could be kept under a threshold by dividing them.
 */
export const checkDau = ({ line, furtherArticles: given = [] }: RawDau, context: LineContext): CheckedDau => {
  const head = { raw: line, path: 'consignment', ...judgedColumns(line, LINE_COLUMNS, context) };
  const further = given.map((article, index) => {
    const own = (article.procedure ?? '').trim() !== '';
    const raw = own ? article : { ...article, procedure: line.procedure ?? '' };
    const columns = own ? ARTICLE_COLUMNS : ARTICLE_COLUMNS.filter((column) => column !== 'procedure');
    return { raw, path: `furtherArticles[${index}]`, ...judgedColumns(raw, columns, context) };
  });
  const all = [head, ...further];
  const valueEur = all.reduce((sum, article) => sum + (article.valueEur ?? 0n), 0n);
  const objections = told(
    all.flatMap(({ raw, path, objections: own }) =>
      [...own, ...cn8Objections(raw, valueEur, context.at)].map(inArticle(path)),
    ),
  );
  if (objections) return { ok: false, objections };
  const furtherArticles = further.map((article) => ({
    ...articleIn(article.raw),
    valueEur: eurText(article.valueEur ?? 0n),
  }));
  return { ok: true, consignment: consignmentIn(line), furtherArticles, valueEur };
};
