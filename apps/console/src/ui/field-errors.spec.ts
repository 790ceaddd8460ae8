import { describe, expect, it } from 'vitest';
import { inputFor, placed } from './field-errors.js';

const names = [
  'officeOfClearance',
  'dau.documents[a].code',
  'dau.documents[c].code',
  'dau.documents[c].reference',
  'records.aeo.kind',
  'consignment.cn8',
  'furtherArticles[x].cn8',
  'furtherArticles[z].cn8',
];

describe('the input that a field of the API stands for', () => {
  it.each([
    ['officeOfClearance', 'officeOfClearance'],
    ['records.aeo', 'records.aeo.kind'],
    ['dau.documents', 'dau.documents[a].code'],
    ['dau.documents.1.reference', 'dau.documents[c].reference'],
    ['furtherArticles[1].cn8', 'furtherArticles[z].cn8'],
    ['cn8', 'consignment.cn8'],
    ['centralised.officeOfDeclaration', 'officeOfClearance'],
    ['furtherArticles[7].cn8', undefined],
    ['office', undefined],
  ])('of %s is %s', (field, input) => {
    const aliases = { cn8: 'consignment.cn8', 'centralised.officeOfDeclaration': 'officeOfClearance' };
    expect(inputFor(field, names, aliases)).toBe(input);
  });

  it('leaves for the form what names no input', () => {
    const [own, other, none] = [{ field: 'records.aeo', rule: 'DX-12' }, { field: 'lodgedAt' }, { rule: 'DX-07' }];
    const { at, rest } = placed([own, other, none], names);
    expect([...at]).toEqual([['records.aeo.kind', [own]]]);
    expect(rest).toEqual([other, none]);
  });
});
