import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '#libs/kernel';
import type { Accepted, EnquiryAnswer, Refused, Unavailable } from './customs-gateway.port.js';
import { makeMrn } from './mrn.js';
import { CUSTOMS_REFUSAL } from './refusal-codes.js';
import { afterEnquiry, afterSubmission, duplicatePolicy, retryDelay } from './retry-policy.js';

const accepted: Accepted = {
  outcome: 'accepted',
  mrn: makeMrn(2026, 'FR', 1),
  acceptedAt: instant('2026-03-03T08:00:00Z'),
  mrnChecks: true,
};
const refused = (code: string): Refused => ({ outcome: 'refused', refusedBy: 'customs', code, reason: 'no' });
const unavailable = (more: Partial<Unavailable> = {}): Unavailable => ({
  outcome: 'unavailable',
  kind: 'down',
  mayHaveArrived: false,
  detail: 'HTTP 503',
  ...more,
});
const jitters = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const attempts = fc.integer({ min: 1, max: 10_000 });

describe('the delay before another attempt', () => {
  it('grows with the attempts, up to a minute', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 8, 9, 50].map((n) => retryDelay(n, {}, 0.5));
    expect(delays).toEqual([375, 750, 1500, 3000, 6000, 12_000, 24_000, 45_000, 45_000, 45_000]);
  });

  it('is never less than the system asked for, never more than a minute where it asked for nothing', () => {
    fc.assert(
      fc.property(attempts, jitters, fc.option(fc.integer({ min: 0, max: 3_600_000 })), (attempt, jitter, asked) => {
        const delay = retryDelay(attempt, asked === null ? {} : { retryAfterMs: asked }, jitter);
        expect(delay).toBeGreaterThanOrEqual(Math.max(250, asked ?? 0));
        expect(delay).toBeLessThanOrEqual(Math.max(60_000, Math.ceil((asked ?? 0) * 1.1)));
      }),
    );
  });

  it('spreads those told to wait equally long', () => {
    const delays = [0, 0.25, 0.5, 0.75].map((jitter) => retryDelay(1, { retryAfterMs: 100_000 }, jitter));
    expect(new Set(delays).size).toBe(4);
  });
});

describe('after a submission', () => {
  it('a verdict is recorded', () => {
    expect(afterSubmission(accepted, 1)).toEqual({ step: 'record' });
    expect(afterSubmission(refused(CUSTOMS_REFUSAL.missing), 1)).toEqual({ step: 'record' });
  });

  it('a message that may have arrived is never sent again unasked', () => {
    fc.assert(
      fc.property(attempts, jitters, fc.boolean(), (attempt, jitter, mayHaveArrived) => {
        const { step } = afterSubmission(unavailable({ mayHaveArrived }), attempt, jitter);
        expect(step).toBe(mayHaveArrived ? 'enquire' : 'send-again');
      }),
    );
  });

  it('a double is settled by asking', () => {
    expect(duplicatePolicy(refused('26'))).toBe('enquire-by-message-id');
    expect(duplicatePolicy(refused('91'))).toBe('enquire-by-reference');
    expect(duplicatePolicy(refused('14'))).toBe('no-duplicate');
    for (const code of ['26', '91']) {
      expect(afterSubmission(refused(code), 1)).toEqual({ step: 'enquire', afterMs: 0 });
    }
  });
});

describe('after an enquiry', () => {
  const unknown: EnquiryAnswer = { known: false, outcome: 'unknown' };
  it('what the system knows is recorded', () => {
    expect(afterEnquiry({ known: true, foundBy: 'reference', messageId: 'm', ...accepted }, 1)).toEqual({
      step: 'record',
    });
  });
  it('what it does not know is sent again, unless it has refused it as a double', () => {
    expect(afterEnquiry(unknown, 1)).toEqual({ step: 'send-again', afterMs: 0 });
    expect(afterEnquiry(unknown, 1, refused('91'))).toEqual({ step: 'record' });
  });
  it('no answer leads to asking again, never to sending', () => {
    expect(afterEnquiry(unavailable(), 2, undefined, 0.5)).toEqual({ step: 'enquire', afterMs: 750 });
  });
});
