const MRN = /^\d{2}[A-Z]{2}[0-9A-Z]{13}\d$/;

/** "Export only" in the list of procedure categories that the 17th character of an MRN is taken from. */
const EXPORT = 'A';
const SERIAL_LENGTH = 12;
const MAX_SERIAL = 10n ** BigInt(SERIAL_LENGTH) - 1n;

/** ISO 6346: digits are themselves; letters count up from A=10 and skip the multiples of 11 (B=12, L=23, V=34). */
const characterValue = (character: string): number => {
  const digit = character.charCodeAt(0) - 48;
  if (digit >= 0 && digit <= 9) return digit;
  const letter = character.charCodeAt(0) - 65;
  return 10 + letter + Math.floor((letter + 9) / 10);
};

/**
 * The check digit of an MRN or an ARC over the characters before it: values of ISO 6346, weights 2^i from the left,
 * (sum mod 11) mod 10.
 * @throws RangeError on any character but 0-9 and A-Z
 */
export const mrnCheckDigit = (body: string): string => {
  if (!/^[0-9A-Z]+$/.test(body)) throw new RangeError(`not the body of an MRN: ${body}`);
  let sum = 0;
  let weight = 1;
  for (const character of body) {
    sum = (sum + characterValue(character) * weight) % 11;
    weight = (weight * 2) % 11;
  }
  return String(sum % 10);
};

/** Eighteen characters: year, country, thirteen of the country's own, and a check digit that matches. */
export const isMrn = (text: string): boolean => MRN.test(text) && mrnCheckDigit(text.slice(0, -1)) === text.slice(-1);

/**
 * @param year four digits
 * @param country ISO 3166-1 alpha-2
 * @throws RangeError outside these, or when the serial has more than twelve digits
 */
export const makeMrn = (year: number, country: string, serial: number | bigint): string => {
  const n = BigInt(serial);
  if (!Number.isInteger(year) || year < 2000 || year > 2099) throw new RangeError(`no year of an MRN: ${year}`);
  if (!/^[A-Z]{2}$/.test(country)) throw new RangeError(`no country code: ${country}`);
  if (n < 0n || n > MAX_SERIAL) throw new RangeError(`no serial of an MRN: ${String(serial)}`);
  const body = `${String(year % 100).padStart(2, '0')}${country}${String(n).padStart(SERIAL_LENGTH, '0')}${EXPORT}`;
  return body + mrnCheckDigit(body);
};
