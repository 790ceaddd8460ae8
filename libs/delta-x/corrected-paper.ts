import { parseInstant, type Instant, type Objection } from '#libs/kernel';
import { ARTICLE_COLUMNS, type FurtherArticle, type Goods } from './article.js';
import { checkDau, type RawDau } from './article-check.js';
import { LINE_COLUMNS } from './consignment.js';
import type { DeclarationLodged } from './delta-x.events.js';
import { checkLine, type LineContext } from './line-check.js';
import { micros } from './money.js';
import { asLodged } from './rectifiable.js';

type Lodged = DeclarationLodged['data'];

/** Of the paper's head, what a declaration may be refused for by itself; a manifest says the rest for all of its lines. */
const HEAD = ['lodgedAt', 'officeOfExit'] as const;
/** What was typed from the paper of one declaration; its reference is the number that it is known by. */
export const CORRECTABLE: readonly string[] = [...LINE_COLUMNS.filter((column) => column !== 'reference'), ...HEAD];

const OF_ARTICLE = /^furtherArticles\[\d{1,3}\]\./;

/** As it stands now, as a request would say it; empty where there is nothing. `undefined` for what is not typed here. */
export const asItStands = (lodged: Lodged, field: string): string | undefined => {
  if (field === 'lodgedAt') return lodged.lodgedAt;
  if (OF_ARTICLE.test(field) || CORRECTABLE.includes(field)) return asLodged(lodged, field);
  return undefined;
};

/** Fields by name, as they are to be. */
export type Corrections = ReadonlyMap<string, string>;

/** The goods as somebody would type them who reads the paper right. */
const typedAnew = (lodged: Lodged, corrections: Corrections): RawDau => {
  const read = (field: string): string => corrections.get(field) ?? asItStands(lodged, field) ?? '';
  const line = Object.fromEntries(LINE_COLUMNS.map((column) => [column, read(column)]));
  const furtherArticles = lodged.furtherArticles?.map((_, index) =>
    Object.fromEntries(ARTICLE_COLUMNS.map((column) => [column, read(`furtherArticles[${index}].${column}`)])),
  );
  return { line: { ...line, reference: lodged.consignment.reference }, furtherArticles };
};

/** The data that a correction leaves, and their value in millionths of a euro. */
export interface CorrectedPaper {
  readonly paper: Goods & Pick<Lodged, 'lodgedAt' | 'officeOfExit'>;
  readonly valueEur: bigint;
}

const BEARS_VALUE = /(^|\.)(invoice_value|currency)$|^lodgedAt$/;

const furtherOf = (checked: object): readonly FurtherArticle[] =>
  'furtherArticles' in checked ? (checked.furtherArticles as readonly FurtherArticle[]) : [];

const withoutPath = (objection: Objection): Objection => {
  const { field } = objection;
  return field === undefined ? objection : { ...objection, field: field.replace(/^consignment\./, '') };
};

/**
 * The paper with its corrections, judged line by line as it was at lodging (DX-04, DX-05). The value that was recorded
 * stands unless a correction bears on it: the rates of the day may have been loaded anew since.
 */
export const correctedPaper = (
  lodged: Lodged,
  corrections: Corrections,
  rates: LineContext['rates'],
): CorrectedPaper | readonly [Objection, ...Objection[]] => {
  const said = corrections.get('lodgedAt') ?? lodged.lodgedAt;
  const lodgedAt: Instant | undefined = parseInstant(said);
  if (lodgedAt === undefined) {
    const text = { en: `${said} is no instant`, fr: `${said} n’est pas un instant` };
    return [{ rule: 'DX-27', field: 'lodgedAt', text }];
  }
  const goods = typedAnew(lodged, corrections);
  const context = { at: lodgedAt, rates };
  const checked = lodged.form === 'dau' ? checkDau(goods, context) : checkLine(goods.line, context);
  if (!checked.ok) {
    const [first, ...more] = checked.objections;
    return [withoutPath(first), ...more.map(withoutPath)];
  }
  const revalued = [...corrections.keys()].some((field) => BEARS_VALUE.test(field));
  const furtherArticles = furtherOf(checked).map((article, index) => {
    const before = revalued ? undefined : lodged.furtherArticles?.[index];
    return { ...article, valueEur: before?.valueEur ?? article.valueEur };
  });
  return {
    paper: {
      consignment: checked.consignment,
      ...(furtherArticles.length === 0 ? {} : { furtherArticles }),
      lodgedAt,
      officeOfExit: corrections.get('officeOfExit') ?? lodged.officeOfExit,
    },
    valueEur: revalued ? checked.valueEur : (micros(lodged.valueEur) ?? checked.valueEur),
  };
};
