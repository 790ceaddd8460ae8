import { describe, expect, it } from 'vitest';
import type { AlertRow } from '../api/rows.js';
import { ownMayBeAnnounced } from './AnnounceDialog.js';

type Alert = Pick<AlertRow, 'system' | 'status' | 'scope'>;
const everyone: Alert = { system: 'delta-x', status: 'started', scope: { kind: 'everyone' } };

describe('an outage of one’s own', () => {
  it('is announced unless the administration’s runs on the same system', () => {
    expect(ownMayBeAnnounced('delta-x', [])).toBe(true);
    expect(ownMayBeAnnounced('delta-x', [everyone])).toBe(false);
    expect(ownMayBeAnnounced('emcs', [everyone])).toBe(true);
    expect(ownMayBeAnnounced('delta-x', [{ ...everyone, status: 'ended' }])).toBe(true);
    const own: Alert = { ...everyone, scope: { kind: 'operator', eori: 'FR1', assistanceNumber: 'OLGA-1' } };
    expect(ownMayBeAnnounced('delta-x', [own])).toBe(true);
  });
});
