import { describe, expect, it } from 'vitest';
import type { AlertEvent } from '#libs/alert';
import { HOUR, instant, plus } from '#libs/kernel';
import { reactToAlert } from './reintegration.process.js';

const END = instant('2026-03-02T16:00:00Z');
const id = { alertId: 'a1', system: 'delta-x' } as const;
const notice = { ...id, scope: { kind: 'everyone' }, impact: 'general', notice: 'météo' } as const;
const until = plus(END, 48 * HOUR);
const ended: AlertEvent = { type: 'AlertEnded', data: { ...id, endedAt: END, deadline: plus(END, 24 * HOUR) } };
const eased: AlertEvent = { type: 'AlertEased', data: { ...id, until, why: 'w', decidedBy: 'd' } };

describe('the process manager', () => {
  it('opens a campaign when an alert ends', () => {
    expect(reactToAlert(ended, ['delta-x'])).toEqual({
      kind: 'command',
      campaign: id,
      command: { type: 'OpenCampaign', ...id, endedAt: END, deadline: plus(END, 24 * HOUR) },
    });
  });

  it('asks for the later deadline when it is eased', () => {
    expect(reactToAlert(eased, ['emcs', 'delta-x'])).toEqual({
      kind: 'command',
      campaign: id,
      command: { type: 'MoveDeadline', deadline: until },
    });
  });

  it('ignores, with a reason, what has no target here, and all that comes before the end', () => {
    for (const event of [ended, eased]) {
      expect(reactToAlert(event, ['emcs'])).toEqual({ kind: 'ignored', reason: 'no target for this system' });
    }
    const before: AlertEvent[] = [
      { type: 'AlertAnnounced', data: { ...notice, announcedAt: END } },
      { type: 'AlertStarted', data: { ...id, startedAt: END } },
      { type: 'AlertPlanned', data: { ...notice, notifiedAt: END, from: END } },
    ];
    for (const event of before) {
      expect(reactToAlert(event, ['delta-x'])).toEqual({
        kind: 'ignored',
        reason: 'nothing to do before the end',
      });
    }
  });
});
