import { articlesOf, micros } from '#libs/delta-x';
import type { PaperLine, Totals } from './sheet.js';

const SCALE = 1_000_000n;

/** Millionths as an exact decimal with at least `places` decimals. */
export const decimalText = (millionths: bigint, places = 0): string => {
  const fraction = String(millionths % SCALE)
    .padStart(6, '0')
    .replace(/0+$/, '')
    .padEnd(places, '0');
  return `${String(millionths / SCALE)}${fraction === '' ? '' : `.${fraction}`}`;
};

const sum = (decimals: readonly string[]): bigint => decimals.reduce((total, d) => total + (micros(d) ?? 0n), 0n);

/** What stands under the lines: exact sums of every article, values by currency. */
export const totalsOf = (lines: readonly PaperLine[]): Totals => {
  const articles = lines.flatMap(articlesOf);
  const byCurrency = Map.groupBy(articles, ({ currency }) => currency);
  return {
    lines: lines.length,
    ...(articles.length > lines.length ? { articles: articles.length } : {}),
    packages: articles.reduce((total, { packages }) => total + packages, 0),
    grossMassKg: decimalText(sum(articles.map(({ grossMassKg }) => grossMassKg)), 3),
    values: [...byCurrency]
      .map(([currency, of]) => ({ currency, amount: decimalText(sum(of.map((a) => a.invoiceValue)), 2) }))
      .sort((a, b) => (a.currency < b.currency ? -1 : 1)),
  };
};
