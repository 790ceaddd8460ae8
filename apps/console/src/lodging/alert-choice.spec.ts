import { describe, expect, it } from 'vitest';
import { alertsToLodgeUnder, assistanceOf } from './alert-choice.js';

describe('the alert that paper is lodged under', () => {
  const alert = {
    alertId: 'a1',
    system: 'delta-x',
    status: 'started',
    scope: { kind: 'operator', eori: 'FR1', assistanceNumber: 'OLGA-26-7' },
  } as unknown as Parameters<typeof alertsToLodgeUnder>[0][number];

  it('is of Delta X, has started, and is nobody else’s own', () => {
    const planned = { ...alert, status: 'planned' } as typeof alert;
    const general = { ...alert, scope: { kind: 'everyone' } } as typeof alert;
    expect(alertsToLodgeUnder([alert, planned, general], 'FR1')).toEqual([alert, general]);
    expect(alertsToLodgeUnder([alert, general], 'FR2')).toEqual([general]);
    expect(alertsToLodgeUnder([alert, general])).toEqual([alert, general]);
  });

  it('gives the number of the assistance request where it is the operator’s own', () => {
    expect(assistanceOf(alert)).toBe('OLGA-26-7');
    expect(assistanceOf({ scope: { kind: 'everyone' } })).toBe('Alerte CID');
  });
});
