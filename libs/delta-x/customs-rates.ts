import { isDate, localTime, type Instant } from '#libs/kernel';
import { deltaXPolicy } from './delta-x.policy.js';
import { micros, type ExchangeRates } from './money.js';

/** Customs rates as published for a stretch of days. */
export interface PublishedRates {
  /** The first and the last day by the calendar of the office, `2026-11-01`; without a last one until others follow. */
  readonly validFrom: string;
  readonly validUntil?: string;
  /** Where they were published. */
  readonly source: string;
  readonly rates: ExchangeRates;
}

/** One after the other, by first day. */
export type CustomsRates = readonly PublishedRates[];

/**
 * The rates in force at an instant: paper of one month that is entered in the next is judged by those of its own.
 * `undefined` on a day for which none were published.
 */
export const ratesAt = (published: CustomsRates, at: Instant): PublishedRates | undefined => {
  const { date } = localTime(at, deltaXPolicy(at).zone);
  const latest = published.findLast(({ validFrom }) => validFrom <= date);
  return latest?.validUntil !== undefined && latest.validUntil < date ? undefined : latest;
};

/** What is wrong with rates that somebody hands in, in words; nothing when they can be used. */
export const ratesObjections = (published: CustomsRates): string[] =>
  published.flatMap(({ validFrom, validUntil, rates }, i) => {
    const before = published[i - 1];
    return [
      ...[validFrom, validUntil ?? validFrom].filter((day) => !isDate(day)).map((day) => `${day}: no date, 2026-11-01`),
      ...(validUntil !== undefined && validUntil < validFrom ? [`${validFrom}: ends before it begins`] : []),
      ...(before && validFrom <= (before.validUntil ?? before.validFrom)
        ? [`${validFrom}: begins before the last ended`]
        : []),
      ...Object.entries(rates)
        .filter(([, rate]) => (micros(rate) ?? 0n) === 0n)
        .map(([currency, rate]) => `${validFrom}: ${currency} ${rate}: a decimal above 0 of at most six places`),
    ];
  });

/**
 * Rates to start with, of the order of autumn 2026; a deployment loads the official ones, month by month
 * (`EXCHANGE_RATES`).
 */
export const STARTING_RATES: readonly [PublishedRates] = [
  {
    validFrom: '2013-01-01',
    source: 'none: plausible, not official',
    rates: {
      USD: '0.861',
      GBP: '1.149',
      CHF: '1.071',
      JPY: '0.005590',
      CNY: '0.1208',
      CAD: '0.6130',
      AUD: '0.5590',
      SEK: '0.0909',
      NOK: '0.0853',
      DKK: '0.1339',
      PLN: '0.2352',
      CZK: '0.0411',
      HUF: '0.00258',
      TRY: '0.0205',
      MAD: '0.0930',
      TND: '0.2930',
      INR: '0.00965',
      BRL: '0.1612',
      ZAR: '0.0501',
      AED: '0.2344',
      SAR: '0.2296',
      SGD: '0.6620',
      HKD: '0.1107',
      KRW: '0.000592',
      MXN: '0.0466',
      ILS: '0.2640',
    },
  },
];
