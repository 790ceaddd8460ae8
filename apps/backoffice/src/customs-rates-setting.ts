import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ratesObjections, STARTING_RATES, type CustomsRates } from '#libs/delta-x';

const rates = z.record(z.string(), z.union([z.string(), z.number()]).transform(String));
const published = z.strictObject({
  validFrom: z.string(),
  validUntil: z.string().optional(),
  source: z.string().min(1),
  rates,
});
/** A month after the other. */
const months = z.array(published).min(1);
/** One table that holds on every day. */
const always = rates.transform((table) => [{ ...STARTING_RATES[0], source: 'EXCHANGE_RATES', rates: table }]);

/**
 * `EXCHANGE_RATES`: EUR for one unit of each currency, with the days on which they hold and where they were published;
 * JSON, or the path of a file that holds it. Those to start with when absent.
 * @throws RangeError naming what is wrong
 */
export const customsRatesOf = (text: string | undefined): CustomsRates => {
  if (text === undefined) return STARTING_RATES;
  const json = /^\s*[[{]/.test(text) ? text : readFileSync(text, 'utf8');
  const given: unknown = JSON.parse(json);
  const read = Array.isArray(given) ? months.safeParse(given) : always.safeParse(given);
  if (!read.success) throw new RangeError(`EXCHANGE_RATES: ${z.prettifyError(read.error)}`);
  const table = read.data
    .toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
    .map(({ validUntil, ...month }) => ({ ...month, ...(validUntil !== undefined && { validUntil }) }));
  const wrong = ratesObjections(table);
  if (wrong.length > 0) throw new RangeError(`EXCHANGE_RATES: ${wrong.join('; ')}`);
  return table;
};
