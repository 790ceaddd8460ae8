import { describe, expect, it } from 'vitest';
import type { Alert } from '#libs/alert';
import { HOUR, instant, plus } from '#libs/kernel';
import { asSeen } from './during-alert.js';

const AT = instant('2026-03-02T08:00:00Z');
const known = { alertId: 'a1', system: 'delta-x', scope: { kind: 'everyone' }, knownAt: AT } as const;

describe('an alert as a lodging sees it', () => {
  it.each<[Alert, ReturnType<typeof asSeen>]>([
    [{ status: 'none' }, undefined],
    [{ status: 'planned', from: AT, ...known }, known],
    [
      { status: 'started', startedAt: AT, ...known },
      { ...known, startedAt: AT },
    ],
    [
      { status: 'ended', startedAt: AT, endedAt: plus(AT, HOUR), deadline: plus(AT, 25 * HOUR), ...known },
      { ...known, startedAt: AT, endedAt: plus(AT, HOUR) },
    ],
  ])('%j', (alert, expected) => {
    expect(asSeen(alert)).toStrictEqual(expected);
  });
});
