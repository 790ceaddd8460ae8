import { describe, expect, it } from 'vitest';
import { FORM_MESSAGES } from '../i18n/words.fixture.js';
import { BOXES, CHANGEABLE, replacementBody } from './replacement.js';

describe('a new version of a document', () => {
  it('says why, and only what was filled in', () => {
    const values = {
      reason: 'wrong box 18',
      '~signature': 'off',
      '~dau': 'on',
      'dau.transportAtDeparture': 'AB-123-CD',
    };
    expect(replacementBody(values, String)).toEqual({
      reason: 'wrong box 18',
      dau: { transportAtDeparture: 'AB-123-CD' },
    });
  });

  it('lists documents with their numbers, and reads the signature on the office’s clock', () => {
    const values = {
      reason: 'signed anew',
      'signature.name': 'Marion Vasseur',
      'signature.signedAt': '2027-03-14T10:00',
      'dau.documents': 'N380 2026-118; C019 FR-7 ;',
      'dau.netMassKg': '',
    };
    expect(replacementBody(values, (text) => `${text}Z`)).toEqual({
      reason: 'signed anew',
      signature: { name: 'Marion Vasseur', signedAt: '2027-03-14T10:00Z' },
      dau: { documents: ['N380 2026-118', 'C019 FR-7'] },
    });
  });

  it('has a text for each part and each box', () => {
    const known = Object.keys(FORM_MESSAGES.en);
    for (const part of Object.values(CHANGEABLE).flat()) expect(known).toContain(`replace.${part}`);
    for (const [box] of BOXES) expect(known).toContain(`dauBox.${box}`);
  });
});
