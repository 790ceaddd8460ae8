import { describe, expect, it } from 'vitest';
import { alertCodec, alertDecider, type AlertCommand, type AlertEvent } from '#libs/alert';
import { HOUR, instant, plus, type Instant } from '#libs/kernel';
import { campaignCodec, campaignDecider, reactToAlert } from '#libs/reintegration';
import { cite } from '#libs/rules';
import { scenarioOf } from '../given-when-then.js';

const { given } = scenarioOf(alertDecider, alertCodec);
const NOTIFIED = instant('2026-03-02T08:00:00Z');
const NOW = instant('2026-03-04T18:00:00Z');
const id = { alertId: 'a1', system: 'emcs' } as const;
const notice = { ...id, scope: { kind: 'everyone' }, impact: 'departure', notice: 'avis du Helpdesk' } as const;
const plan = (from: Instant): AlertCommand => ({ type: 'PlanAlert', ...notice, notifiedAt: NOTIFIED, from, now: NOW });
const planned = (from: Instant): AlertEvent => ({
  type: 'AlertPlanned',
  data: { ...notice, notifiedAt: NOTIFIED, from },
  rules: ['EM-03'],
});

describe('EM-03: a planned unavailability is notified at least 24 hours before it begins', () => {
  it('EM-03 comes from the circular', () => {
    expect(cite('EM-03').document.id).toBe('be-emcs/2024-C-34');
  });

  it('EM-03 allows 24 hours of notice, to the millisecond, and more', () => {
    for (const hours of [24, 24.5, 240]) {
      const from = plus(NOTIFIED, hours * HOUR);
      given().when(plan(from)).then(planned(from));
    }
  });

  it('EM-03 refuses less', () => {
    for (const from of [plus(NOTIFIED, 24 * HOUR - 1), NOTIFIED, plus(NOTIFIED, -HOUR)]) {
      const [objection] = given().when(plan(from)).refusedBy('EM-03');
      expect(objection?.field).toBe('from');
    }
  });

  it('EM-03 treats it, once begun, as an unforeseen one: it starts, and it ends', () => {
    const from = plus(NOTIFIED, 24 * HOUR);
    const endedAt = plus(from, 2 * HOUR);
    const started: AlertEvent = { type: 'AlertStarted', data: { ...id, startedAt: from } };
    given(planned(from)).when({ type: 'StartAlert', startedAt: from, now: NOW }).then(started);
    const state = given(planned(from), started).when({ type: 'EndAlert', endedAt, now: NOW }).allowed();
    expect(state).toMatchObject([{ type: 'AlertEnded', data: { endedAt } }]);
  });

  it('EM-03 asks nothing of an unforeseen outage, nor of Delta X', () => {
    given()
      .when({ type: 'AnnounceAlert', ...notice, announcedAt: NOW, now: NOW })
      .allowed();
    const soon = plan(plus(NOTIFIED, HOUR));
    if (soon.type !== 'PlanAlert') throw new Error('not a plan');
    given()
      .when({ ...soon, system: 'delta-x' })
      .allowed();
  });
});

describe('EM-21: introduced immediately when the system is back', () => {
  const startedAt = plus(NOTIFIED, 24 * HOUR);
  const endedAt = plus(startedAt, 3 * HOUR);
  const running: readonly AlertEvent[] = [
    { type: 'AlertAnnounced', data: { ...notice, announcedAt: startedAt } },
    { type: 'AlertStarted', data: { ...id, startedAt } },
  ];
  const ended: AlertEvent = {
    type: 'AlertEnded',
    data: { ...id, endedAt, deadline: endedAt },
    rules: ['EM-21'],
  };

  it('EM-21 leaves no window: the deadline is the end itself', () => {
    given(...running)
      .when({ type: 'EndAlert', endedAt, now: NOW })
      .then(ended);
  });

  it('EM-21 refuses an easing, while it lasts and after it', () => {
    const ease: AlertCommand = {
      type: 'EaseDeadline',
      until: plus(NOW, HOUR),
      why: 'panne longue',
      decidedBy: 'Helpdesk',
      now: NOW,
    };
    given(...running)
      .when(ease)
      .refusedBy('EM-21');
    given(...running, ended)
      .when(ease)
      .refusedBy('EM-21');
  });

  it('EM-21 is the rule that its campaign opens under', () => {
    const reaction = reactToAlert(ended, ['emcs']);
    if (reaction.kind !== 'command') throw new Error(reaction.reason);
    const [opened] = scenarioOf(campaignDecider, campaignCodec).given().when(reaction.command).allowed();
    expect(opened).toMatchObject({ data: { deadline: endedAt }, rules: ['EM-21'] });
  });
});
