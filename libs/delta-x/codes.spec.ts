import { describe, expect, it } from 'vitest';
import { checkEori, isCn8, isCountry, isCurrency, isExportProcedure, isOffice } from './codes.js';

describe('the codes of a document', () => {
  it('countries: those of ISO 3166 in use, and what customs add', () => {
    for (const code of ['FR', 'US', 'GB', 'CH', 'RE', 'MQ', 'XI', 'XK', 'XS', 'SS', 'CW']) {
      expect(isCountry(code), code).toBe(true);
    }
    const gone = ['UK', 'SU', 'YU', 'CS', 'AN', 'ZR', 'DD', 'TP', 'FX', 'BU'];
    for (const code of [...gone, 'EU', 'EZ', 'UN', 'ZZ', 'XX', 'XA', 'AA', 'fr', 'F', 'FRA', '', ' FR', 'FR ']) {
      expect(isCountry(code), code).toBe(false);
    }
  });

  it('countries: as many as ISO 3166 has, and five', () => {
    const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i));
    const pairs = letters.flatMap((a) => letters.map((b) => a + b));
    expect(pairs.filter(isCountry)).toHaveLength(249 + 5);
  });

  it('currencies', () => {
    for (const code of ['EUR', 'USD', 'GBP', 'JPY', 'CHF', 'TND']) expect(isCurrency(code), code).toBe(true);
    for (const code of ['eur', 'EU', 'EURO', 'ABC', '€', '']) expect(isCurrency(code), code).toBe(false);
  });

  it('offices', () => {
    for (const code of ['FR002650', 'FR003370', 'BE101000', 'XI000142', 'DE00A1B2']) {
      expect(isOffice(code), code).toBe(true);
    }
    for (const code of ['FR00265', 'FR0026500', 'fr002650', 'UK000142', '00FR2650', 'FR 02650', '']) {
      expect(isOffice(code), code).toBe(false);
    }
  });

  it('codes of the Combined Nomenclature: eight digits in a chapter that exists', () => {
    for (const code of ['01012100', '62141000', '97019100', '99050000']) expect(isCn8(code), code).toBe(true);
    for (const code of ['00012100', '77010000', '6214100', '621410001', '62141O00', '6214 1000', '6214.10.00', '']) {
      expect(isCn8(code), code).toBe(false);
    }
  });

  it('procedures of export', () => {
    for (const code of ['1000', '1040', '1100', '2100', '2200', '2300', '3151', '3171']) {
      expect(isExportProcedure(code), code).toBe(true);
    }
    for (const code of ['4000', '100', '10000', '10A0', '7100', '']) expect(isExportProcedure(code), code).toBe(false);
  });

  it.each([
    ['FR552100554', 'ok'],
    ['FR55210055400013', 'old-form'],
    ['FR5521005540001', 'malformed'],
    ['FR55210055A', 'malformed'],
    ['BE0123456789', 'ok'],
    ['BE123456789', 'malformed'],
    ['DE123456789012345', 'ok'],
    ['DE1234567890123456', 'malformed'],
    ['DE', 'malformed'],
    ['XI123456789000', 'ok'],
    ['UK123456789000', 'malformed'],
    ['ZZ1', 'malformed'],
    ['fr552100554', 'malformed'],
    ['FR 52100554', 'malformed'],
    ['', 'malformed'],
  ] as const)('EORI %s is %s', (eori, expected) => {
    expect(checkEori(eori)).toBe(expected);
  });
});
