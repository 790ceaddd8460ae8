import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '#libs/kernel';
import { makeMrn } from '../mrn.js';
import { deltaXAnswer, parseDeltaXAnswer, type DeltaXAnswer } from './delta-x-answer.codec.js';

const about = {
  messageId: '7b4de6a0-0000-5000-8000-000000000001',
  operator: 'FR552081317',
  reference: 'EXP-1',
  answeredAt: instant('2026-03-03T08:00:00Z'),
};
const mrn = makeMrn(2026, 'FR', 42);

describe('the answers of Delta X', () => {
  const answers: DeltaXAnswer[] = [
    { ...about, kind: 'accepted', mrn },
    { ...about, kind: 'refused', code: '13', reason: 'mention 50000 is missing' },
    {
      ...about,
      kind: 'refused',
      code: '91',
      rule: 'DX-29',
      reason: 'already <accepted> & known',
      field: '/reintegration/reference',
      first: { messageId: 'm-1', mrn, acceptedAt: about.answeredAt },
    },
    { ...about, kind: 'unknown' },
    { answeredAt: about.answeredAt, kind: 'unknown' },
  ];
  it.each(answers)('$kind come back as they were written', (answer) => {
    expect(parseDeltaXAnswer(deltaXAnswer(answer))).toEqual(answer);
  });

  it('are cut, not broken, by an overlong reason', () => {
    const answer = parseDeltaXAnswer(
      deltaXAnswer({ ...about, kind: 'refused', code: '93', reason: 'é'.repeat(5_000) }),
    );
    expect(answer).toMatchObject({ kind: 'refused', reason: 'é'.repeat(512) });
  });

  it('are not guessed at: anything else is an error', () => {
    const good = deltaXAnswer({ ...about, kind: 'accepted', mrn });
    const bad = [
      '',
      'OK',
      '<html><body>Bad Gateway</body></html>',
      good.slice(0, -10),
      good.replace(mrn, 'MRN'),
      good.replace('<accepted>', '<accepted/><accepted>'),
      good.replace('?>', '?><!DOCTYPE answer [<!ENTITY x "y">]>'),
    ];
    for (const xml of bad) expect(() => parseDeltaXAnswer(xml)).toThrow();
    fc.assert(
      fc.property(fc.string(), (junk) => {
        expect(() => parseDeltaXAnswer(junk)).toThrow();
      }),
    );
  });
});
