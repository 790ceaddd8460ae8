/** Millionths: exact for the two or three decimals of every currency and the six of a customs rate. */
const SCALE = 1_000_000n;
const DECIMAL = /^\d{1,13}(\.\d{1,6})?$/;

/** A non-negative decimal as an exact number of millionths; `undefined` for any other text. */
export const micros = (decimal: string): bigint | undefined => {
  if (!DECIMAL.test(decimal)) return undefined;
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(whole) * SCALE + BigInt(fraction.padEnd(6, '0'));
};

/** EUR for one unit of each currency, as decimals: the customs rates of the month. */
export type ExchangeRates = Readonly<Record<string, string>>;

/**
 * The value in millionths of a euro, rounded up: whatever exceeds a threshold by any fraction is seen to exceed it.
 * `undefined` where the currency has no rate or a text is no decimal.
 */
export const eurMicros = (value: string, currency: string, rates: ExchangeRates): bigint | undefined => {
  const amount = micros(value);
  const rate = currency === 'EUR' ? SCALE : micros(rates[currency] ?? '');
  return amount === undefined || rate === undefined || rate === 0n ? undefined : (amount * rate + SCALE - 1n) / SCALE;
};

/** Whether an amount in millionths of a euro exceeds a threshold in whole or decimal euros. */
export const exceedsEur = (eur: bigint, threshold: string): boolean => eur > (micros(threshold) ?? 0n);

/**
 * Millionths of a euro as an exact decimal: two places, and up to six where they are not 0. Never cut: 22.004 EUR is
 * over 22, and must not read 22.00 beside the duty that follows from it.
 */
export const eurText = (eur: bigint): string => {
  const fraction = String(eur % SCALE)
    .padStart(6, '0')
    .replace(/0{1,4}$/, '');
  return `${String(eur / SCALE)}.${fraction}`;
};
