/** Patterns of the codes on a French export document; existence in a register is not checked offline. */

/** Listed here and not asked of the runtime, which also knows UK, SU, AN and others that no document may bear. */
const ISO_3166 =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY ' +
  'BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK ' +
  'FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR ' +
  'IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ' +
  'ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM ' +
  'PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF ' +
  'TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW';
/** Northern Ireland, Kosovo, Serbia as the customs territory names it, Ceuta, Melilla. */
const CUSTOMS_COUNTRIES = 'XI XK XS XC XL';
const countries = new Set(`${ISO_3166} ${CUSTOMS_COUNTRIES}`.split(' '));

/** An ISO 3166 alpha-2 code in use, or one that customs use beside it. */
export const isCountry = (code: string): boolean => countries.has(code);

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
