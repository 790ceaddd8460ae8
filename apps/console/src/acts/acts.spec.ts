import { describe, expect, it } from 'vitest';
import { RECTIFIABLE } from '#libs/delta-x';
import { citedRules } from '#libs/rules';
import { MESSAGES } from '../i18n/words.fixture.js';
import { ACTS, bodyOf, type Act } from './acts.js';
import { RECTIFIABLE_DATA } from './rectifiable.js';

const instantOf = (text: string): string => (text === '' ? 'now' : `${text}Z`);
const acts: readonly (readonly [string, Act])[] = Object.entries(ACTS);

describe('the acts that a person records', () => {
  it('leave out what was left empty, and tell flags and lists apart from text', () => {
    const stamp = { office: 'FR002650', officer: 'P. Kerbrat', stampedAt: '', selected: ' RX-1, RX-2\nRX-3 ' };
    expect(bodyOf(ACTS['manifest-stamp'], stamp, instantOf)).toEqual({
      office: 'FR002650',
      officer: 'P. Kerbrat',
      stampedAt: 'now',
      selected: ['RX-1', 'RX-2', 'RX-3'],
      servicePresent: false,
    });
    const anew = { mode: 'validated', goodsPresented: 'on', number: '' };
    expect(bodyOf(ACTS['anticipated-enter-anew'], anew, instantOf)).toEqual({
      mode: 'validated',
      goodsPresented: true,
    });
    const rectify = {
      act: 'R-1',
      'changes[k0].field': 'cn8',
      'changes[k0].rectified': '62149000',
      why: 'erreur',
      at: '',
    };
    expect(
      bodyOf(
        ACTS.rectify,
        { ...rectify, 'changes[k2].field': 'mentions', 'changes[k2].rectified': '52000' },
        instantOf,
      ),
    ).toEqual({
      act: 'R-1',
      changes: [
        { field: 'cn8', rectified: '62149000' },
        { field: 'mentions', rectified: '52000' },
      ],
      why: 'erreur',
      at: 'now',
    });
    expect(bodyOf(ACTS.release, { at: '2027-03-14T10:00' }, instantOf)).toEqual({
      at: '2027-03-14T10:00Z',
      servicePresent: false,
    });
  });

  it('rectify the data that the API knows, each with its name', () => {
    expect(Object.keys(RECTIFIABLE_DATA)).toEqual(RECTIFIABLE);
    expect(Object.keys(MESSAGES.en)).toEqual(expect.arrayContaining(Object.values(RECTIFIABLE_DATA)));
  });

  it.each(acts)('%s has its texts, the names of its fields and choices, and a rule', (name, act) => {
    const known = Object.keys(MESSAGES.en);
    expect(citedRules).toContain(act.rule);
    expect(known).toEqual(expect.arrayContaining([`act.${name}`, `actExplain.${name}`]));
    for (const field of act.fields) {
      expect(known).toContain(`actField.${field.name}`);
      if (field.kind === 'choice') for (const each of field.of) expect(known).toContain(`actChoice.${each}`);
    }
  });
});
