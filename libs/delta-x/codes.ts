/** Patterns of the codes on a French export document; existence in a register is not checked offline. */

const countryNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
/** Codes of the customs territory that ISO 3166 does not list. */
const CUSTOMS_COUNTRIES = new Set(['XI', 'XK', 'XS']);
const NO_COUNTRIES = new Set(['EU', 'EZ', 'UN', 'ZZ', 'QO', 'XA', 'XB']);

/** An ISO 3166 alpha-2 code, or one that customs use beside it. */
export const isCountry = (code: string): boolean =>
  CUSTOMS_COUNTRIES.has(code) ||
  (/^[A-Z]{2}$/.test(code) && !NO_COUNTRIES.has(code) && countryNames.of(code) !== undefined);

const currencies = new Set(Intl.supportedValuesOf('currency'));
/** An ISO 4217 code. */
export const isCurrency = (code: string): boolean => currencies.has(code);

/** A customs office: country and six characters, FR002650. */
export const isOffice = (code: string): boolean => /^[A-Z]{2}[A-Z0-9]{6}$/.test(code) && isCountry(code.slice(0, 2));

/** A code of the Combined Nomenclature: eight digits in a chapter that exists. */
export const isCn8 = (code: string): boolean => {
  if (!/^\d{8}$/.test(code)) return false;
  const chapter = Number(code.slice(0, 2));
  return chapter >= 1 && chapter <= 99 && chapter !== 77;
};

/** A requested procedure of export: 10, 11, 21, 22, 23 or 31 and the previous one. */
export const isExportProcedure = (code: string): boolean => /^(10|11|21|22|23|31)\d{2}$/.test(code);

export type EoriCheck = 'ok' | 'old-form' | 'malformed';

/**
 * EORI by country. France: FR and 9 digits (SIREN) since 2026, 14-digit forms still taken, with a warning; Belgium: BE
 * and 10 digits; elsewhere the country and up to 15 characters (art. 1(18) UCC-DA).
 */
export const checkEori = (eori: string): EoriCheck => {
  const country = eori.slice(0, 2);
  const rest = eori.slice(2);
  if (country === 'FR') return /^\d{9}$/.test(rest) ? 'ok' : /^\d{14}$/.test(rest) ? 'old-form' : 'malformed';
  if (country === 'BE') return /^\d{10}$/.test(rest) ? 'ok' : 'malformed';
  return isCountry(country) && /^[A-Z0-9]{1,15}$/.test(rest) ? 'ok' : 'malformed';
};
