import { describe, expect, it } from 'vitest';
import { alertCodec, alertDecider, deadlineOf, type AlertCommand, type AlertEvent } from '#libs/alert';
import { HOUR, instant, plus, type Instant } from '#libs/kernel';
import { reactToAlert } from '#libs/reintegration';
import { cite } from '#libs/rules';
import { NO_RULE, scenarioOf } from '../given-when-then.js';

const { given } = scenarioOf(alertDecider, alertCodec);
const START = instant('2026-03-02T08:00:00Z');
const END = instant('2026-03-02T16:00:00Z');
const NOW = instant('2026-03-02T18:00:00Z');
const id = { alertId: 'a1', system: 'ecs-bs' } as const;
const everyone = { kind: 'everyone' } as const;
const notice = { ...id, scope: everyone, impact: 'office-of-exit', notice: 'météo informatique' } as const;
const announced: AlertEvent = { type: 'AlertAnnounced', data: { ...notice, announcedAt: START }, rules: ['EC-03'] };
const started: AlertEvent = { type: 'AlertStarted', data: { ...id, startedAt: START }, rules: ['EC-03'] };
const announce: AlertCommand = { type: 'AnnounceAlert', ...notice, announcedAt: START, now: NOW };

describe('EC-03: the administration’s announcement starts the alert for every operator', () => {
  it('EC-03 comes from fiche 9', () => {
    expect(cite('EC-03').document.id).toBe('fr-ecs-bs/fiche-9');
  });

  it('EC-03 allows the announcement alone to start it, at its own instant, for everyone', () => {
    const state = given().when(announce).then(announced, started);
    expect(state).toMatchObject({ status: 'started', startedAt: START, scope: everyone });
  });

  it('EC-03 says nothing of an operator’s own outage, nor of another system’s', () => {
    const own = { kind: 'operator', eori: 'FR552100554', assistanceNumber: '2026-000123' } as const;
    for (const changes of [{ scope: own }, { system: 'delta-x' as const }]) {
      const events = given()
        .when({ ...announce, ...changes })
        .allowed();
      expect(events.flatMap((e) => e.rules ?? [])).toEqual([]);
    }
  });

  it('EC-03 refuses a second announcement of the same alert, and one of the future', () => {
    given(announced, started).when(announce).refusedBy(NO_RULE);
    given()
      .when({ ...announce, announcedAt: plus(NOW, 1) })
      .refusedBy(NO_RULE);
  });
});

describe('EC-16: 24 hours after the end of the alert, unless an office relaxes it', () => {
  const deadline = plus(END, 24 * HOUR);
  const ended: AlertEvent = { type: 'AlertEnded', data: { ...id, endedAt: END, deadline }, rules: ['EC-16'] };
  const ease = (until: Instant, over: { why?: string; decidedBy?: string } = {}): AlertCommand => ({
    type: 'EaseDeadline',
    until,
    why: 'reprise au ralenti',
    decidedBy: 'bureau de Roissy fret',
    now: NOW,
    ...over,
  });

  it('EC-16 counts 24 elapsed hours from the end', () => {
    given(announced, started).when({ type: 'EndAlert', endedAt: END, now: NOW }).then(ended);
    const beforeWinterTime = instant('2026-10-24T20:00:00+02:00');
    expect(deadlineOf('ecs-bs', beforeWinterTime)).toBe('2026-10-25T18:00:00.000Z');
  });

  it('EC-16 allows an easing, recorded with who, why and until when', () => {
    const until = plus(deadline, 12 * HOUR);
    const state = given(announced, started, ended)
      .when(ease(until))
      .then({
        type: 'AlertEased',
        data: { ...id, until, why: 'reprise au ralenti', decidedBy: 'bureau de Roissy fret' },
        rules: ['EC-16'],
      });
    expect(state).toMatchObject({ deadline: until });
  });

  it('EC-16 refuses an easing without who or why, and one that relaxes nothing', () => {
    const { when } = given(announced, started, ended);
    const until = plus(deadline, HOUR);
    expect(when(ease(until, { decidedBy: ' ' })).refusedBy('EC-16')[0]?.field).toBe('decidedBy');
    expect(when(ease(until, { why: '' })).refusedBy('EC-16')[0]?.field).toBe('why');
    expect(when(ease(deadline)).refusedBy('EC-16')[0]?.field).toBe('until');
  });

  it('EC-16 opens a campaign with that deadline, where the system has a target', () => {
    expect(reactToAlert(ended, ['ecs-bs'])).toMatchObject({ command: { type: 'OpenCampaign', deadline } });
    expect(reactToAlert(ended, ['delta-x'])).toMatchObject({ kind: 'ignored' });
  });
});
