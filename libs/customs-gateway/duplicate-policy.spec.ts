import { describe, expect, it } from 'vitest';
import type { Refused } from './customs-gateway.port.js';
import { duplicatePolicy } from './duplicate-policy.js';
import { CUSTOMS_REFUSAL } from './refusal-codes.js';

const refused = (code: string): Refused => ({ outcome: 'refused', refusedBy: 'customs', code, reason: 'no' });

describe('a refusal', () => {
  it('for a double is settled by asking: for the message, or for the declaration', () => {
    expect(duplicatePolicy(refused('26'))).toBe('enquire-by-message-id');
    expect(duplicatePolicy(refused('91'))).toBe('enquire-by-reference');
  });

  it('for anything else is a fact', () => {
    const others = Object.values(CUSTOMS_REFUSAL).filter((code) => code !== '26' && code !== '91');
    expect(others.length).toBeGreaterThan(0);
    for (const code of [...others, 'http-415']) expect(duplicatePolicy(refused(code))).toBe('no-duplicate');
  });
});
