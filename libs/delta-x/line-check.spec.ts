import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRawLine, consignment, OUTAGE, rawLine, withoutField } from '../../test/delta-x-paper.js';
import { LINE_FIELDS, type LineField, type RawLine } from './consignment.js';
import { checkLine, type CheckedLine } from './line-check.js';
import type { ExchangeRates } from './money.js';
import { STARTING_RATES } from './customs-rates.js';

const check = (raw: RawLine, rates: ExchangeRates = STARTING_RATES[0].rates): CheckedLine =>
  checkLine(raw, { at: OUTAGE.lodgedAt, rates: [{ ...STARTING_RATES[0], rates }] });
const faults = (raw: RawLine): (readonly [string | undefined, string | undefined])[] => {
  const checked = check(raw);
  return checked.ok ? [] : checked.objections.map((o) => [o.rule, o.field]);
};

describe('a line of the manifest', () => {
  it('becomes the consignment that it describes', () => {
    expect(check(rawLine())).toStrictEqual({ ok: true, consignment: consignment(), valueEur: 1_250_000_000n });
  });

  it('loses the white space around its values, and none inside', () => {
    const checked = check(rawLine({ reference: ' RX-000001\t', consignor_name: '  Ateliers Lemaire  et fils ' }));
    expect(checked).toMatchObject({
      consignment: { reference: 'RX-000001', consignor: { name: 'Ateliers Lemaire  et fils' } },
    });
  });

  it('may go without its CN8 up to 1,000 EUR, and then has none', () => {
    for (const cn8 of ['', '   ']) {
      const checked = check(rawLine({ cn8, invoice_value: '1000.00' }));
      expect(checked.ok).toBe(true);
      expect(checked.ok && 'cn8' in checked.consignment).toBe(false);
    }
    expect(faults({ ...withoutField('cn8'), invoice_value: '1000.0001' })).toEqual([['DX-04', 'cn8']]);
    expect(faults(rawLine({ cn8: '', invoice_value: '1161.45', currency: 'USD' }))).toEqual([['DX-04', 'cn8']]);
    expect(faults(rawLine({ cn8: '', invoice_value: '1161.44', currency: 'USD' }))).toEqual([]);
  });

  it('is told every fault at once', () => {
    const objections = faults({ reference: 'a b', packages: '0', currency: 'EURO', invoice_value: '1,5' });
    expect(objections.map(([, field]) => field)).toEqual(LINE_FIELDS.filter((field) => field !== 'cn8'));
    expect(objections.every(([rule]) => rule === 'DX-04')).toBe(true);
  });

  it.each(LINE_FIELDS.filter((field) => field !== 'cn8'))('needs %s', (field) => {
    expect(faults(withoutField(field))).toEqual([['DX-04', field]]);
    expect(faults(rawLine({ [field]: ' \u00a0 ' }))).toEqual([['DX-04', field]]);
  });

  it.each<[LineField, string]>([
    ['reference', 'RX 1'],
    ['reference', '-RX1'],
    ['reference', 'é1'],
    ['reference', 'R'.repeat(36)],
    ['reference', 'RX/1'],
    ['packages', '0'],
    ['packages', '-1'],
    ['packages', '1.5'],
    ['packages', '1e2'],
    ['packages', '123456789'],
    ['consignor_name', 'x'.repeat(71)],
    ['consignee_name', 'tab\tinside'],
    ['consignee_address', 'two\nlines'],
    ['consignor_address', 'x'.repeat(141)],
    ['description', 'x'.repeat(513)],
    ['description', 'bell\u0007'],
    ['description', 'escape\u001b[31m'],
    ['description', 'not a character\uffff'],
    ['description', 'half a pair\ud83d'],
    ['cn8', '6214100'],
    ['cn8', '6214 10 00'],
    ['cn8', '77000000'],
    ['procedure', '4000'],
    ['procedure', '10'],
    ['gross_mass_kg', '0'],
    ['gross_mass_kg', '0.000'],
    ['gross_mass_kg', '-4'],
    ['gross_mass_kg', '4,25'],
    ['gross_mass_kg', '4.2500001'],
    ['gross_mass_kg', '12345678901'],
    ['country_of_provenance', 'UK'],
    ['country_of_provenance', 'France'],
    ['invoice_value', '-5'],
    ['invoice_value', '12,50'],
    ['invoice_value', '1 250.00'],
    ['invoice_value', '1e3'],
    ['invoice_value', '12.12345'],
    ['invoice_value', '1234567890123'],
    ['currency', 'euro'],
    ['currency', 'eur'],
    ['currency', 'XYZ'],
  ])('%s: refuses %j', (field, value) => {
    expect(faults(rawLine({ [field]: value }))).toEqual([['DX-04', field]]);
  });

  it.each<[LineField, string]>([
    ['reference', 'R'],
    ['reference', `R${'-'.repeat(34)}`],
    ['packages', '99999999'],
    ['consignor_name', 'x'.repeat(70)],
    ['description', 'x'.repeat(512)],
    ['description', 'cœur d’artichaut, « extra », 50 % Łódź Şişli 漢字 😀'],
    ['gross_mass_kg', '0.000001'],
    ['gross_mass_kg', '9999999999.999999'],
    ['invoice_value', '0'],
    ['invoice_value', '999999999999.9999'],
    ['country_of_provenance', 'XI'],
    ['procedure', '3171'],
  ])('%s: takes %j', (field, value) => {
    expect(faults(rawLine({ [field]: value }))).toEqual([]);
  });

  it('is judged by a rate, and says so where there is none', () => {
    expect(faults(rawLine({ currency: 'XPF' }))).toEqual([['DX-22', 'currency']]);
    expect(faults(rawLine({ currency: 'XPF', invoice_value: 'x' }))).toEqual([['DX-04', 'invoice_value']]);
    expect(check(rawLine({ currency: 'XPF' }), { XPF: '0.00838' })).toMatchObject({ valueEur: 10_475_000n });
    expect(check(rawLine({ currency: 'USD' }), { USD: '0' }).ok).toBe(false);
  });

  it('has both languages for each fault', () => {
    const checked = check({ ...rawLine(), cn8: '12', currency: 'XPF', packages: '', description: 'x'.repeat(600) });
    expect(checked.ok).toBe(false);
    for (const { text, todo } of checked.ok ? [] : checked.objections) {
      for (const t of [text, todo ?? text]) {
        expect(t.fr).not.toBe(t.en);
        expect(t.fr).not.toContain("'");
      }
    }
  });

  it('never throws, and keeps what it takes', () => {
    const unit = fc.nat(0xffff).map((code) => String.fromCharCode(code));
    const anything = fc.string({ unit, maxLength: 8 });
    const fields = Object.fromEntries(LINE_FIELDS.map((field) => [field, anything]));
    const junk: fc.Arbitrary<RawLine> = fc.record(fields, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.oneof(junk, anyRawLine), (raw) => {
        const checked = check(raw);
        if (!checked.ok) return;
        expect(checked.consignment.description).toBe(raw.description?.trim());
        expect(checked.consignment.invoiceValue).toBe(raw.invoice_value?.trim());
        expect(checked.valueEur).toBeGreaterThanOrEqual(0n);
      }),
      { numRuns: 200 },
    );
  });
});
