import { describe, expect, it } from 'vitest';
import { redact, REDACTED } from './redact.js';

describe('redaction', () => {
  const data = { operator: { eori: 'FR1', name: 'A' }, list: [{ who: 'B', why: 'c' }, { why: 'd' }], none: null };

  it('takes out what the paths name, through lists, and nothing else', () => {
    expect(redact(data, ['operator.name', 'list.who', 'none'])).toEqual({
      operator: { eori: 'FR1', name: REDACTED },
      list: [{ who: REDACTED, why: 'c' }, { why: 'd' }],
      none: null,
    });
  });

  it('leaves the original as it was, and data without the fields as they are', () => {
    redact(data, ['operator.name']);
    expect(data.operator.name).toBe('A');
    expect(redact(data, ['no.such.path', 'operator.eori.deeper'])).toBe(data);
  });

  it('takes out a whole object where the path ends on it', () => {
    expect(redact(data, ['operator'])).toMatchObject({ operator: REDACTED });
  });
});
