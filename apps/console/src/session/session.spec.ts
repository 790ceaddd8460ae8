import { describe, expect, it } from 'vitest';
import { readClaims } from './claims.js';
import { may } from './permissions.js';

const tokenOf = (claims: unknown): string => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;

describe('the claims of a token', () => {
  it('reads names beyond ASCII and the end of validity', () => {
    const token = tokenOf({ sub: 'helene', name: 'Hélène Ñandú', roles: ['helpdesk'], exp: 1_800_000_000 });
    expect(readClaims(` ${token}\n`)).toEqual({
      sub: 'helene',
      name: 'Hélène Ñandú',
      roles: ['helpdesk'],
      operator: undefined,
      expiresAt: 1_800_000_000_000,
    });
  });

  it.each(['', 'abc', 'a.b.c', 'a.b', `x.${Buffer.from('nul').toString('base64url')}.y`])(
    'takes %j for none',
    (text) => {
      expect(readClaims(text)).toBeUndefined();
    },
  );
});

describe('who sees which button', () => {
  const omar = { roles: ['operations'] as const, operator: undefined };
  const helene = { roles: ['helpdesk'] as const, operator: undefined };
  const paul = { roles: ['customs-agent'] as const, operator: undefined };
  const marion = { roles: ['integrator'] as const, operator: 'FR552100554' };
  const general = { scope: { kind: 'everyone' as const } };
  const hers = { scope: { kind: 'operator' as const, eori: 'FR552100554', assistanceNumber: '1' } };

  it('keeps alerts to the desk, and one’s own outage to its operator', () => {
    expect([omar, helene, paul, marion].map((who) => may.announce(who))).toEqual([false, true, true, true]);
    expect([omar, helene, paul, marion].map((who) => may.ease(who))).toEqual([false, true, true, false]);
    expect(may.startOrEnd(marion, general)).toBe(false);
    expect(may.startOrEnd(marion, hers)).toBe(true);
    expect(may.announceForOwnOperatorOnly(marion)).toBe(true);
    expect(may.announceForOwnOperatorOnly(paul)).toBe(false);
  });

  it('lets operations send again, and leaves to each what is theirs to do', () => {
    expect([omar, helene, paul, marion].map((who) => may.reopen(who, 'FR552100554'))).toEqual([
      true,
      false,
      true,
      true,
    ]);
    expect(may.reopen(marion, 'FR1')).toBe(false);
    expect([omar, helene, paul, marion].map((who) => may.decide(who))).toEqual([false, false, true, false]);
    expect([omar, helene, paul, marion].map((who) => may.lodge(who, 'FR552100554'))).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect([omar, helene, paul, marion].map((who) => may.takeIn(who, 'FR552100554'))).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect([paul, marion].map((who) => may.takeIn(who, undefined))).toEqual([true, false]);
    expect([paul, marion].map((who) => may.ownAct(who, 'FR552100554'))).toEqual([false, true]);
    expect(may.lodge(marion, 'FR1')).toBe(false);
    expect([omar, helene, paul, marion].map((who) => may.readPapers(who))).toEqual([false, false, true, true]);
  });
});
