import { describe, expect, it } from 'vitest';
import type { TrailItem } from '../api/rows.js';
import { isKeyOf } from '../i18n/translate.js';
import { MESSAGES, translatorIn } from '../i18n/words.fixture.js';
import { asOfParameter, recordedBy } from './as-of.js';
import { fieldsOf, readable } from './fields.js';

const items = ['10:00:00.000', '10:00:00.000', '11:00:00.000'].map(
  (time, i) => ({ position: String(100 + i), recordedAt: `2027-03-14T${time}Z` }) as TrailItem,
);

describe('as it stood', () => {
  it('asks by position after an event, by instant otherwise', () => {
    expect(asOfParameter({ kind: 'event', index: 1 }, items)).toBe('101');
    expect(asOfParameter({ kind: 'instant', ms: Date.parse('2027-03-14T10:30:00Z') }, items)).toBe(
      '2027-03-14T10:30:00.000Z',
    );
    expect(asOfParameter(undefined, items)).toBeUndefined();
  });

  it('counts what had been recorded by then', () => {
    expect(recordedBy({ kind: 'event', index: 0 }, items)).toBe(1);
    expect(recordedBy({ kind: 'instant', ms: Date.parse('2027-03-14T10:30:00Z') }, items)).toBe(2);
    expect(recordedBy({ kind: 'instant', ms: 0 }, items)).toBe(0);
    expect(recordedBy(undefined, items)).toBe(3);
  });

  it('lays a row out flat', () => {
    expect(fieldsOf({ status: 'owed', attempts: 2, unsure: false, consignor: { name: 'A' }, codes: ['x'] })).toEqual([
      ['status', 'owed'],
      ['attempts', '2'],
      ['unsure', 'false'],
      ['consignor.name', 'A'],
      ['codes.0', 'x'],
    ]);
  });

  it('tells it in the language and on the clock of the reader', () => {
    const reader = {
      t: translatorIn('fr'),
      isKey: isKeyOf(MESSAGES.fr),
      language: 'fr',
      zone: 'Europe/Paris',
    } as const;
    const row = { status: 'attempting', inTime: true, revision: '4', acceptedAt: '2027-07-14T10:00:00.000Z', odd: 'x' };
    expect(readable(row, reader)).toEqual([
      ['Statut', 'En vol'],
      ['Dans les délais', 'oui'],
      ['Acceptée', '14 juil. 2027, 12:00:00'],
      ['odd', 'x'],
    ]);
    expect(readable({ status: 'started', system: 'emcs' }, reader)).toEqual([
      ['Statut', 'En cours'],
      ['Système', 'EMCS'],
    ]);
    const held = { holds: [{ hold: 'under-control' }], control: { state: 'selected' }, owes: ['scan'] };
    expect(readable(held, reader)).toEqual([
      ['Retenue parce que', 'Les marchandises sont sous contrôle.'],
      ['Contrôle', 'Sélectionnées'],
      ['Doit encore', 'le scan'],
    ]);
  });

  it('tells what an event holds by labels, decimals as the reader writes them', () => {
    const reader = {
      t: translatorIn('fr'),
      isKey: isKeyOf(MESSAGES.fr),
      language: 'fr',
      zone: 'Europe/Paris',
    } as const;
    expect(
      readable({ cancellation: { by: 'enquiry' }, grossMassKg: '0.928', invoiceValue: '1066.00' }, reader),
    ).toEqual([
      ['Ce qui le confirme', 'constaté dans Delta X'],
      ['Masse brute (kg)', '0,928'],
      ['Valeur facturée', '1\u202f066,00'],
    ]);
    expect(readable({ failure: 'timeout', mentions: ['50000'] }, reader)).toEqual([
      ['Ce qui a échoué', 'pas de réponse à temps'],
      ['Mentions spéciales', '50000'],
    ]);
  });

  it('tells each article of a DAU in a line of its own, alike or not', () => {
    const reader = {
      t: translatorIn('fr'),
      isKey: isKeyOf(MESSAGES.fr),
      language: 'fr',
      zone: 'Europe/Paris',
    } as const;
    const goods = { packages: 1, description: 'Chocolats', procedure: '1000', grossMassKg: '1.5' };
    const article = {
      ...goods,
      countryOfProvenance: 'FR',
      invoiceValue: '100.00',
      currency: 'CHF',
      valueEur: '107.10',
    };
    const furtherArticles = [article, article, { ...article, cn8: '18069019', currency: 'EUR' }];
    expect(readable({ consignment: { cn8: '62141000' }, furtherArticles }, reader)).toEqual([
      ['Code NC8', '62141000'],
      ['Article 2', 'Chocolats · × 1 · 1.5 kg · 1000 · FR · 100.00 CHF = 107.10 EUR'],
      ['Article 3', 'Chocolats · × 1 · 1.5 kg · 1000 · FR · 100.00 CHF = 107.10 EUR'],
      ['Article 4', 'Chocolats (18069019) · × 1 · 1.5 kg · 1000 · FR · 100.00 EUR'],
    ]);
  });
});
