import { STARTING_RATES, micros, type LineField } from '#libs/delta-x';
import { consigneeAbroad } from './destinations.js';
import { GOODS, piecesFor } from './goods.js';
import { consignorOf } from './parties.js';
import { acrossMagnitudes, oneByWeight, oneOf, randomFrom, shuffled, type Random } from './random.js';

/** A line as the file's texts; `cn8` is blank where it is left out. */
export type Line = Readonly<Record<LineField, string>>;

/** Lines of one sort: their value between two bounds, both included, in EUR. */
export interface Sort {
  readonly perThousand: number;
  readonly eur: readonly [number, number];
  readonly cn8: 'given' | 'left out' | 'either';
  readonly currency: 'EUR' | 'foreign' | 'any';
}

/** Both sides of the two thresholds that matter: 22 EUR (DX-22, DX-23) and 1,000 EUR (DX-04). */
export const SORTS: readonly Sort[] = [
  { perThousand: 118, eur: [3, 21.99], cn8: 'either', currency: 'EUR' },
  { perThousand: 12, eur: [22, 22], cn8: 'either', currency: 'EUR' },
  { perThousand: 70, eur: [4, 22], cn8: 'either', currency: 'foreign' },
  { perThousand: 15, eur: [22.01, 22.01], cn8: 'either', currency: 'EUR' },
  { perThousand: 330, eur: [23, 989], cn8: 'given', currency: 'any' },
  { perThousand: 205, eur: [23, 989], cn8: 'left out', currency: 'any' },
  { perThousand: 20, eur: [990, 999.99], cn8: 'given', currency: 'any' },
  { perThousand: 16, eur: [990, 999.99], cn8: 'left out', currency: 'any' },
  { perThousand: 4, eur: [1000, 1000], cn8: 'left out', currency: 'EUR' },
  { perThousand: 4, eur: [1000.01, 1000.01], cn8: 'given', currency: 'EUR' },
  { perThousand: 206, eur: [1001, 9200], cn8: 'given', currency: 'any' },
];

const EVN_UP_TO = 22;
const PROCEDURES = [
  { code: '1000', weight: 88 },
  { code: '1040', weight: 6 },
  { code: '2300', weight: 4 },
  { code: '3151', weight: 2 },
];
const PROVENANCES = [
  { code: 'FR', weight: 92 },
  { code: 'IT', weight: 2 },
  { code: 'DE', weight: 2 },
  { code: 'BE', weight: 2 },
  { code: 'ES', weight: 1 },
  { code: 'CN', weight: 1 },
];
/** Without a smaller unit in use. */
const WHOLE_UNITS: readonly string[] = ['JPY', 'KRW'];
const PRICE_ENDINGS = [0, 0, 0.5, 0.9, 0.95];
const KG_A_PACKAGE = 14;

const valueOf = (random: Random, [low, high]: Sort['eur']): number => {
  if (low === high) return low;
  const value = acrossMagnitudes(random, low, high);
  const price = Math.floor(value) + oneOf(random, PRICE_ENDINGS);
  return price >= low && price <= high ? price : Math.round(value * 100) / 100;
};

/** The most that does not exceed a value in EUR, in the units in which invoices are made out. */
const amountIn = (currency: string, eur: number): string => {
  if (currency === 'EUR') return eur.toFixed(2);
  const rate = micros(STARTING_RATES[0].rates[currency] ?? '');
  if (rate === undefined) throw new RangeError(`no rate for ${currency}`);
  const hundredths = (BigInt(Math.round(eur * 100)) * 1_000_000n) / rate;
  if (WHOLE_UNITS.includes(currency)) return String(hundredths / 100n);
  return `${String(hundredths / 100n)}.${String(hundredths % 100n).padStart(2, '0')}`;
};

const currencyFor = (random: Random, sort: Sort, abroad: string): string => {
  if (sort.currency === 'EUR' || (sort.currency === 'any' && random() < 0.5)) return 'EUR';
  return sort.currency === 'foreign' && abroad === 'EUR' ? 'USD' : abroad;
};

/** One line of a sort. */
export const lineOf = (random: Random, sort: Sort, reference: string): Line => {
  const eur = valueOf(random, sort.eur);
  const good = oneOf(
    random,
    GOODS.filter((g) => piecesFor(g, eur).length > 0),
  );
  const pieces = oneOf(random, piecesFor(good, eur));
  const consignor = consignorOf(random, good.trade);
  const { party: consignee, destination } = consigneeAbroad(random);
  const currency = currencyFor(random, sort, destination.currency);
  const wrapping = 0.06 + random() * 0.2;
  const mass = pieces * acrossMagnitudes(random, ...good.kg) * 1.05 + wrapping;
  const packages = Math.ceil(mass / KG_A_PACKAGE) + (pieces > 3 && random() < 0.15 ? 1 : 0);
  const withCode = sort.cn8 === 'given' || (sort.cn8 === 'either' && random() < 0.5);
  return {
    reference,
    packages: String(packages),
    consignor_name: consignor.name,
    consignor_address: consignor.address,
    consignee_name: consignee.name,
    consignee_address: consignee.address,
    description: `${good.designation} (${String(pieces)} ${pieces === 1 ? 'pièce' : 'pièces'})`,
    cn8: withCode ? good.cn8 : '',
    procedure: eur <= EVN_UP_TO ? '1000' : oneByWeight(random, PROCEDURES).code,
    gross_mass_kg: mass.toFixed(3),
    country_of_provenance: oneByWeight(random, PROVENANCES).code,
    invoice_value: amountIn(currency, eur),
    currency,
  };
};

/** The n-th reference of a series, RX26-000001. */
export const referenceOf = (series: string, n: number): string => `${series}-${String(n).padStart(6, '0')}`;

/** The sorts in their shares, mixed; what rounding leaves over is of the commonest sort. */
const sortsFor = (random: Random, lines: number): Sort[] => {
  const commonest = SORTS.reduce((a, b) => (b.perThousand > a.perThousand ? b : a));
  const list = SORTS.flatMap((sort) => Array<Sort>(Math.floor((sort.perThousand * lines) / 1000)).fill(sort));
  return shuffled(random, [...list, ...Array<Sort>(lines - list.length).fill(commonest)]);
};

/** The lines of a manifest, their references one unbroken series. */
export const manifestLines = (seed: number, lines: number): Line[] => {
  const random = randomFrom(seed);
  return sortsFor(random, lines).map((sort, i) => lineOf(random, sort, referenceOf('RX26', i + 1)));
};

/** Lines owed to Delta X: over 22 EUR and under 1,000. */
export const owedLines = (seed: number, lines: number, series: string): Line[] => {
  const random = randomFrom(seed);
  const sort: Sort = { perThousand: 1000, eur: [40, 900], cn8: 'given', currency: 'any' };
  return Array.from({ length: lines }, (_, i) => lineOf(random, sort, referenceOf(series, i + 1)));
};
