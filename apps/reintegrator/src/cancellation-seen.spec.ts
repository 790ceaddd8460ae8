import { describe, expect, it } from 'vitest';
import type { HeldDeclaration } from '#libs/customs-gateway';
import { instant } from '#libs/kernel';
import { seenOf } from './cancellation-seen.js';

const now = instant('2026-03-03T08:00:00Z');
const requestedAt = instant('2026-03-02T20:00:00Z');
const asked = {
  status: 'requested',
  first: {},
  office: 'FR002650',
  means: 'mailbox',
  requestedAt,
  requests: 1,
} as const;
const held = (changes: Partial<HeldDeclaration> = {}): HeldDeclaration => ({
  number: 'N-1',
  lrn: 'R-1',
  kind: 'DSE',
  state: 'lodged',
  since: instant('2026-03-01T08:00:00Z'),
  ...changes,
});
const gone = instant('2026-03-03T07:00:00Z');

describe('DX-29: what Delta X says of the first declaration', () => {
  it('cancelled is a confirmation, with its instant and with what shows it', () => {
    expect(seenOf([held({ state: 'cancelled', since: gone })], asked, now)).toMatchObject({
      kind: 'fact',
      at: gone,
      command: {
        type: 'ConfirmCancellation',
        by: 'enquiry',
        outcome: 'cancelled',
        confirmedAt: gone,
        evidence: 'Delta X: N-1 cancelled 2026-03-03T07:00:00.000Z',
      },
    });
  });

  it('DX-31: deleted by the system, as its delay ended, is one too', () => {
    const seen = seenOf([held({ state: 'deleted', since: gone })], asked, now);
    expect(seen).toMatchObject({ command: { type: 'ConfirmCancellation', outcome: 'deleted' } });
  });

  it('is the same fact whoever asks and when', () => {
    const answer = [held({ state: 'cancelled', since: gone })];
    const [a, b] = [now, instant('2026-03-04T08:00:00Z')].map((at) => seenOf(answer, asked, at));
    expect(a?.kind === 'fact' && { ...a.command, now: 0 }).toEqual(b?.kind === 'fact' && { ...b.command, now: 0 });
  });

  it('is never later than our own clock', () => {
    const ahead = instant('2026-03-03T08:00:05Z');
    expect(seenOf([held({ state: 'cancelled', since: ahead })], asked, now)).toMatchObject({
      at: now,
      command: { confirmedAt: now },
    });
  });

  it.each(['anticipated', 'lodged', 'under-control', 'credit-pending', 'cash-payment'] as const)(
    '%s stands: nothing to record',
    (state) => {
      expect(seenOf([held({ state })], asked, now)).toEqual({ kind: 'stands' });
    },
  );

  it.each(['bae-prov', 'bae-def'] as const)('%s: it can not be cancelled any more', (state) => {
    const seen = seenOf([held({ state, since: gone })], asked, now);
    expect(seen).toMatchObject({ command: { type: 'RefuseCancellation', because: 'has-bae', refusedAt: gone } });
  });

  it('a no of the service is its refusal; an older one was about an earlier request', () => {
    const no = (at: string, state: HeldDeclaration['state'] = 'lodged') =>
      seenOf([held({ state, cancellationDeclined: { at: instant(at), reason: 'sortie' } })], asked, now);
    expect(no('2026-03-02T21:00:00Z')).toMatchObject({
      command: { type: 'RefuseCancellation', because: 'other', reason: 'sortie' },
    });
    expect(no('2026-03-02T21:00:00Z', 'under-control')).toMatchObject({ command: { because: 'under-control' } });
    expect(no('2026-03-02T19:00:00Z')).toEqual({ kind: 'stands' });
  });

  it('goes by the number that the list gave', () => {
    const first = { ...asked, first: { number: 'N-2' } };
    const both = [held({ state: 'cancelled', since: gone }), held({ number: 'N-2' })];
    expect(seenOf(both, first, now)).toEqual({ kind: 'stands' });
    expect(seenOf(both.slice(0, 1), first, now)).toEqual({ kind: 'not-found' });
  });

  it('without a number takes the one that stands, never a re-integration for the first', () => {
    const cancelled = held({ state: 'cancelled', since: gone });
    expect(seenOf([cancelled, held({ number: 'N-2' })], asked, now)).toEqual({ kind: 'stands' });
    expect(seenOf([cancelled, held({ number: 'N-3', state: 'reintegrated' })], asked, now).kind).toBe('fact');
    expect(seenOf([held({ state: 'reintegrated' })], asked, now)).toEqual({ kind: 'not-found' });
    expect(seenOf([], asked, now)).toEqual({ kind: 'not-found' });
  });
});
