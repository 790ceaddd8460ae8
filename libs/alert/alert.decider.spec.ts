import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochMs, HOUR, instant, instantOf, plus, type Instant } from '#libs/kernel';
import { NO_RULE, scenarioOf } from '../../test/given-when-then.js';
import { alertCodec } from './alert.codec.js';
import type { AlertCommand } from './alert.commands.js';
import { alertDecider } from './alert.decider.js';
import { SYSTEMS, type AlertAnnounced, type AlertEvent, type AlertStarted, type Notice } from './alert.events.js';
import { deadlineOf } from './alert.policy.js';

const NOW = instant('2026-03-02T12:00:00Z');
const EARLIER = instant('2026-03-02T08:00:00Z');
const { given } = scenarioOf(alertDecider, alertCodec);

const notice = (over: Partial<Notice> = {}): Notice => ({
  alertId: 'a1',
  system: 'delta-x',
  scope: { kind: 'everyone' },
  impact: 'general',
  notice: 'météo informatique',
  ...over,
});
const own = { kind: 'operator', eori: 'FR552100554', assistanceNumber: '2026-000123' } as const;

const announced = (over: Partial<Notice> = {}): AlertAnnounced => ({
  type: 'AlertAnnounced',
  data: { ...notice(over), announcedAt: EARLIER },
  rules: [],
});
const started = (over: Partial<AlertStarted['data']> = {}): AlertStarted => ({
  type: 'AlertStarted',
  data: { alertId: 'a1', system: 'delta-x', startedAt: EARLIER, ...over },
  rules: [],
});
const running = [announced(), started()];
const eased = (until: Instant): AlertEvent => ({
  type: 'AlertEased',
  data: { alertId: 'a1', system: 'delta-x', until, why: 'panne de trois jours', decidedBy: 'Hélène Roy' },
  rules: ['DX-24'],
});
const ended = (endedAt: Instant, deadline: Instant): AlertEvent => ({
  type: 'AlertEnded',
  data: { alertId: 'a1', system: 'delta-x', endedAt, deadline },
  rules: ['DX-24'],
});
const planned = (over: Partial<Notice> = {}): AlertEvent => ({
  type: 'AlertPlanned',
  data: { ...notice(over), notifiedAt: EARLIER, from: plus(EARLIER, 48 * HOUR), until: plus(EARLIER, 50 * HOUR) },
});
const end = (endedAt: Instant, now = NOW): AlertCommand => ({ type: 'EndAlert', endedAt, now });
const ease = (until: Instant, over: { why?: string; decidedBy?: string; now?: Instant } = {}): AlertCommand => ({
  type: 'EaseDeadline',
  until,
  why: 'panne de trois jours',
  decidedBy: 'Hélène Roy',
  now: NOW,
  ...over,
});

describe('announcing an alert', () => {
  const announce = (over: Partial<Notice> = {}, announcedAt = EARLIER): AlertCommand => ({
    type: 'AnnounceAlert',
    ...notice(over),
    announcedAt,
    now: NOW,
  });

  it('starts it at the instant of the announcement', () => {
    const state = given().when(announce()).then(announced(), started());
    expect(state).toEqual({
      status: 'started',
      alertId: 'a1',
      system: 'delta-x',
      scope: { kind: 'everyone' },
      knownAt: EARLIER,
      startedAt: EARLIER,
    });
  });

  it('may name one operator, whose own outage it is', () => {
    given()
      .when(announce({ scope: own }))
      .then(announced({ scope: own }), started());
  });

  it('is refused to an operator’s own alert without the operator or its assistance number', () => {
    for (const [field, scope] of [
      ['scope.eori', { ...own, eori: '' }],
      ['scope.assistanceNumber', { ...own, assistanceNumber: '  ' }],
    ] as const) {
      const [objection] = given().when(announce({ scope })).refusedBy(NO_RULE);
      expect(objection?.field).toBe(field);
    }
  });

  it('takes the present instant and no later one', () => {
    given().when(announce({}, NOW)).allowed();
    const [objection] = given()
      .when(announce({}, plus(NOW, 1)))
      .refusedBy(NO_RULE);
    expect(objection?.field).toBe('announcedAt');
  });

  it('happens once', () => {
    given(...running)
      .when(announce())
      .refusedBy(NO_RULE);
  });
});

describe('planning an alert', () => {
  const plan = (over: Partial<Extract<AlertCommand, { type: 'PlanAlert' }>> = {}): AlertCommand => ({
    type: 'PlanAlert',
    ...notice(),
    notifiedAt: EARLIER,
    from: plus(EARLIER, 48 * HOUR),
    until: plus(EARLIER, 50 * HOUR),
    now: NOW,
    ...over,
  });

  it('records the notice, with an end or until further notice', () => {
    given()
      .when(plan())
      .then({ ...planned(), rules: [] });
    const [event] = given()
      .when(plan({ until: undefined }))
      .allowed();
    expect(event?.data).toMatchObject({ until: undefined });
    expect(JSON.stringify(event?.data)).not.toContain('until');
  });

  it('is refused with an end that is not after the beginning', () => {
    const from = plus(EARLIER, 48 * HOUR);
    for (const until of [from, plus(from, -1)]) {
      expect(given().when(plan({ until })).refusedBy(NO_RULE)[0]?.field).toBe('until');
    }
  });

  it('is refused when the outage has begun by the notice, where no rule asks for more', () => {
    expect(
      given()
        .when(plan({ from: EARLIER, until: undefined }))
        .refusedBy(NO_RULE)[0]?.field,
    ).toBe('from');
    given()
      .when(plan({ from: plus(EARLIER, 1), until: undefined }))
      .allowed();
  });

  it('is refused with a notice in the future, twice, or without the operator it is about', () => {
    expect(
      given()
        .when(plan({ notifiedAt: plus(NOW, 1) }))
        .refusedBy(NO_RULE)[0]?.field,
    ).toBe('notifiedAt');
    given(planned()).when(plan()).refusedBy(NO_RULE);
    given()
      .when(plan({ scope: { ...own, eori: ' ' } }))
      .refusedBy(NO_RULE);
  });

  it('leaves an alert that starts when it starts', () => {
    const startedAt = plus(EARLIER, HOUR);
    const start: AlertCommand = { type: 'StartAlert', startedAt, now: NOW };
    const event = { type: 'AlertStarted', data: { alertId: 'a1', system: 'delta-x', startedAt } } as const;
    const state = given(planned()).when(start).then(event);
    expect(state).toMatchObject({ status: 'started', startedAt });
    given(planned(), event).when(start).refusedBy(NO_RULE);
    given().when(start).refusedBy(NO_RULE);
    given(planned())
      .when({ type: 'StartAlert', startedAt: plus(NOW, 1), now: NOW })
      .refusedBy(NO_RULE);
  });
});

describe('ending an alert', () => {
  it('counts the window from the end', () => {
    const deadline = plus(NOW, 24 * HOUR);
    const state = given(...running)
      .when(end(NOW))
      .then(ended(NOW, deadline));
    expect(state).toMatchObject({ status: 'ended', startedAt: EARLIER, endedAt: NOW, deadline });
  });

  it('is refused before the start, in the future, twice, and to what never started', () => {
    expect(
      given(...running)
        .when(end(plus(EARLIER, -1)))
        .refusedBy(NO_RULE)[0]?.field,
    ).toBe('endedAt');
    given(...running)
      .when(end(plus(NOW, 1)))
      .refusedBy(NO_RULE);
    given(...running, ended(NOW, plus(NOW, 24 * HOUR)))
      .when(end(NOW))
      .refusedBy(NO_RULE);
    given(planned()).when(end(NOW)).refusedBy(NO_RULE);
    given().when(end(NOW)).refusedBy(NO_RULE);
  });

  it('may come in the instant of the start', () => {
    given(...running)
      .when(end(EARLIER))
      .then(ended(EARLIER, plus(EARLIER, 24 * HOUR)));
  });

  it('keeps an easing that reaches beyond the window, and forgets one that does not', () => {
    const far = plus(NOW, 72 * HOUR);
    given(...running, eased(far))
      .when(end(NOW))
      .then(ended(NOW, far));
    given(...running, eased(plus(NOW, HOUR)))
      .when(end(NOW))
      .then(ended(NOW, plus(NOW, 24 * HOUR)));
  });
});

describe('easing a deadline', () => {
  const until = plus(NOW, 48 * HOUR);
  const over = [...running, ended(NOW, plus(NOW, 24 * HOUR))];

  it('records who, why and until when, while the alert runs and after it', () => {
    expect(
      given(...running)
        .when(ease(until))
        .then(eased(until)),
    ).toMatchObject({ easedUntil: until });
    expect(
      given(...over)
        .when(ease(until))
        .then(eased(until)),
    ).toMatchObject({ deadline: until });
  });

  it('moves the deadline later, never nearer', () => {
    const bound = plus(NOW, 24 * HOUR);
    for (const tooEarly of [bound, plus(bound, -1)]) {
      expect(
        given(...over)
          .when(ease(tooEarly))
          .refusedBy('DX-24')[0]?.field,
      ).toBe('until');
    }
    given(...over)
      .when(ease(plus(bound, 1)))
      .allowed();
    given(...running)
      .when(ease(NOW))
      .refusedBy('DX-24');
    given(...running, eased(until))
      .when(ease(until))
      .refusedBy('DX-24');
    given(...over, eased(until))
      .when(ease(plus(until, -1)))
      .refusedBy('DX-24');
  });

  it('is refused to an alert that has not started', () => {
    given(planned()).when(ease(until)).refusedBy(NO_RULE);
    given().when(ease(until)).refusedBy(NO_RULE);
  });
});

describe('over any outage', () => {
  const at = fc.integer({ min: Date.parse('2025-01-01T00:00:00Z'), max: Date.parse('2028-01-01T00:00:00Z') });

  it('the deadline is 24 hours after the end, and at once for EMCS, whatever clocks did meanwhile', () => {
    const zones = ['Europe/Paris', 'Europe/Brussels'];
    fc.assert(
      fc.property(fc.constantFrom(...SYSTEMS), at, (system, ms) => {
        const window = system === 'emcs' ? 0 : 24 * HOUR;
        expect(epochMs(deadlineOf(system, instantOf(ms))) - ms).toBe(window);
      }),
      // The days of a clock change, on which a calendar day has 23 or 25 hours.
      {
        examples: ['2026-03-28T20:00:00Z', '2026-10-24T20:00:00Z', '2027-03-27T23:30:00Z'].map((t) => [
          'delta-x',
          Date.parse(t),
        ]),
      },
    );
    const offset = (ms: number): string[] =>
      zones.map((timeZone) => new Date(ms).toLocaleString('en', { timeZone, timeZoneName: 'short' }));
    expect(offset(Date.parse('2026-03-28T20:00:00Z'))[0]).toContain('GMT+1');
    expect(offset(Date.parse(deadlineOf('delta-x', instant('2026-03-28T20:00:00Z'))))[0]).toContain('GMT+2');
  });

  it('an easing never brings a deadline nearer than the law does', () => {
    const easings = fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 4 });
    fc.assert(
      fc.property(easings, easings, (before, after) => {
        let state = alertDecider.initial;
        const run = (command: AlertCommand): void => {
          for (const event of alertDecider.decide(command, state)) state = alertDecider.evolve(state, event);
        };
        const attempt = (command: AlertCommand): void => {
          try {
            run(command);
          } catch {
            // refused: the deadline stays
          }
        };
        run({ type: 'AnnounceAlert', ...notice(), announcedAt: EARLIER, now: NOW });
        for (const hours of before) attempt(ease(plus(NOW, hours * HOUR)));
        run(end(NOW));
        let last = deadlineOf('delta-x', NOW);
        for (const hours of after) {
          attempt(ease(plus(NOW, hours * HOUR)));
          if (state.status !== 'ended') throw new Error('not ended');
          expect(state.deadline >= last).toBe(true);
          last = state.deadline;
        }
      }),
    );
  });
});
