import { sameArticles } from './article.js';
import type { DauPresented } from './clearance.events.js';
import { sameConsignment } from './consignment.js';
import type { DeclarationLodged } from './delta-x.events.js';

/** A paper as it was lodged, or is to be: the declaration, and what a DAU bears beside it. */
export interface PaperData {
  readonly lodged: Omit<DeclarationLodged['data'], 'valueEur'>;
  readonly presented?: DauPresented['data'] | undefined;
}

/** Goods are compared datum by datum; the value follows from them, at the rates of whenever it is reckoned. */
const GOODS: readonly string[] = ['consignment', 'furtherArticles', 'valueEur'];

/** The same whatever the order of the fields, and whether what is not said is absent or undefined. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, held: unknown) =>
    typeof held === 'object' && held !== null && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)))
      : held,
  );

/** Fields that differ, by name. */
const differing = (a: object, b: object, left: readonly string[]): string[] => {
  const [one, other] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>];
  const names = new Set([...Object.keys(one), ...Object.keys(other)].filter((name) => !left.includes(name)));
  return [...names].filter((name) => canonical(one[name]) !== canonical(other[name]));
};

/**
 * What tells two papers of one number apart, by the names of the fields; nothing where they are the same paper, sent
 * again. The lines of one manifest share its header, which stands since it was lodged; a DAU is all its own.
 */
export const differences = (a: PaperData, b: PaperData): readonly string[] => {
  const goods = [
    ...(sameConsignment(a.lodged.consignment, b.lodged.consignment) ? [] : ['consignment']),
    ...(sameArticles(a.lodged, b.lodged) ? [] : ['furtherArticles']),
  ];
  if (a.lodged.manifestId !== b.lodged.manifestId) return ['manifestId', ...goods];
  if (a.lodged.manifestId !== undefined) return goods;
  const own = differing(a.lodged, b.lodged, GOODS);
  const borne = differing(a.presented ?? {}, b.presented ?? {}, []);
  return [...own, ...goods, ...borne.map((name) => `dau.${name}`)];
};
