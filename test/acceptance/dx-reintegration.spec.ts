import { describe, expect, it } from 'vitest';
import { alertCodec, alertDecider, type AlertCommand, type AlertEvent } from '#libs/alert';
import { deltaXMessage, messageIdFor, parseDeltaXReintegration } from '#libs/customs-gateway';
import {
  checkLine,
  type CustomsRates,
  reintegrationContent,
  STARTING_RATES,
  type DeclarationLodged,
  type LodgeDeclaration,
  type PriorState,
} from '#libs/delta-x';
import { epochMs, HOUR, instant, plus, type Instant } from '#libs/kernel';
import { plan as planOf, slotTimes } from '#libs/pacing';
import {
  campaignCodec,
  campaignDecider,
  reactToAlert,
  type CampaignCommand,
  type CampaignEvent,
  type ReintegrationCommand,
} from '#libs/reintegration';
import { alertSeen, consignment, lodging, manifestHeader, OUTAGE, priorState, rawLine } from '../delta-x-paper.js';
import { scenarioOf } from '../given-when-then.js';
import { SUBJECT } from '../reintegration-events.js';
import { declarationTrail, type DeclarationTrail } from './declaration-trail.js';

const END = OUTAGE.endedAt;
const DEADLINE = plus(END, 24 * HOUR);
const NOW = plus(END, HOUR);

const prior = (state: PriorState) => priorState(state);
const begin = (over: Partial<Extract<ReintegrationCommand, { type: 'BeginAttempt' }>> = {}): ReintegrationCommand => ({
  type: 'BeginAttempt',
  messageId: messageIdFor(SUBJECT.operator, SUBJECT.reference, 1),
  slotAt: NOW,
  releasedAt: END,
  enquired: false,
  now: NOW,
  ...over,
});
const accept = (acceptedAt: Instant, deadline = DEADLINE, mrn = '26FR000000000001A5'): ReintegrationCommand => ({
  type: 'RecordAcceptance',
  messageId: messageIdFor(SUBJECT.operator, SUBJECT.reference, 1),
  mrn,
  acceptedAt,
  deadline,
  byEnquiry: false,
});
const typesOf = (events: readonly { readonly type: string }[]): string[] => events.map((e) => e.type);

describe('DX-20: with BAE before the outage, it goes on normally', () => {
  it.each(['bae-prov', 'bae-def'] as const)('DX-20 allows %s to go on, and records that it is not owed', (state) => {
    const trail = declarationTrail();
    const events = trail.does(prior(state));
    expect(events).toMatchObject([
      { type: 'PriorStateRecorded', rules: ['DX-20'] },
      { type: 'ObligationExcluded', data: { because: 'goes-on-normally' }, rules: ['DX-20'] },
    ]);
    expect(trail.row()).toMatchObject({ status: 'goes-on' });
  });

  it.each(['bae-prov', 'bae-def'] as const)('DX-20 refuses to re-integrate %s, ever', (state) => {
    const trail = declarationTrail();
    trail.does(prior(state));
    expect(trail.next()).toBe('nothing');
    expect(trail.refuses(begin())).toEqual([undefined]);
    expect(trail.refuses(accept(NOW))).toEqual([undefined]);
  });
});

describe('DX-21: only what had no BAE and was lodged during the fallback', () => {
  const lodgedAt = (at: Instant): LodgeDeclaration =>
    lodging({}, { header: manifestHeader({ lodgedAt: at }), alert: alertSeen({ endedAt: END }) });

  it('DX-21 allows paper from the start of the alert to its end', () => {
    for (const at of [OUTAGE.startedAt, OUTAGE.lodgedAt, END]) {
      expect(declarationTrail().does(lodgedAt(at))[1]).toMatchObject({
        type: 'ObligationOpened',
        rules: ['DX-21', 'DX-22'],
      });
    }
  });

  it('DX-21 refuses paper of before the alert, of after it, and of the future', () => {
    const trail = declarationTrail();
    for (const at of [plus(OUTAGE.startedAt, -1), plus(END, 1), plus(OUTAGE.now, 1)]) {
      expect(trail.refuses(lodgedAt(at))).toEqual(['DX-21']);
    }
  });

  it('DX-21 refuses to send before the alert has ended', () => {
    const trail = declarationTrail();
    trail.does(lodging());
    expect(trail.refuses(begin({ releasedAt: plus(NOW, 1) }))).toEqual(['DX-21']);
    expect(typesOf(trail.does(begin({ releasedAt: NOW })))).toEqual(['ReintegrationAttempted']);
  });
});

/** A value read from a file, converted and judged as at an import. */
const lodgedFor = (value: string, currency = 'EUR', rates: CustomsRates = STARTING_RATES): DeclarationTrail => {
  const raw = rawLine({ invoice_value: value, currency });
  const checked = checkLine(raw, { at: OUTAGE.lodgedAt, rates });
  if (!checked.ok) throw new Error(JSON.stringify(checked.objections));
  const trail = declarationTrail();
  trail.does({ ...lodging(), consignment: checked.consignment, valueEur: checked.valueEur });
  return trail;
};

describe('DX-22 and DX-23: above 22 EUR it is re-integrated, up to 22 EUR it stays in the stock records', () => {
  it.each([
    ['22.01', 'EUR'],
    ['22.0001', 'EUR'],
    ['25.56', 'USD'],
    ['3936', 'JPY'],
    ['1000000.00', 'EUR'],
  ])('DX-22 opens an obligation for %s %s', (value, currency) => {
    const trail = lodgedFor(value, currency);
    expect(trail.row()?.status).toBe('owed');
    expect(trail.next()).toBe('send');
  });

  it.each([
    ['22.00', 'EUR'],
    ['22', 'EUR'],
    ['21.99', 'EUR'],
    ['0', 'EUR'],
    // 25.55 x 0.861 = 21.99855
    ['25.55', 'USD'],
    ['3935', 'JPY'],
  ])('DX-23 keeps %s %s in the stock records', (value, currency) => {
    expect(lodgedFor(value, currency).row()?.status).toBe('kept');
  });

  it('DX-22, DX-23 judge by the rates of the day of lodging, whatever they are when the paper is entered', () => {
    const day = OUTAGE.lodgedAt.slice(0, 10);
    const then = { validFrom: '2013-01-01', validUntil: day, source: 'of the day', rates: { USD: '0.5' } };
    const since = { validFrom: `${day.slice(0, 8)}31`, source: 'of the month after', rates: { USD: '0.9' } };
    expect(lodgedFor('30', 'USD', [then, since]).row()?.status).toBe('kept');
    expect(lodgedFor('30', 'USD', [{ ...then, rates: since.rates }, since]).row()?.status).toBe('owed');
  });

  it('DX-22 refuses a value in a currency without a rate: nobody can say which side it is on', () => {
    const checked = checkLine(rawLine({ currency: 'XPF' }), { at: OUTAGE.lodgedAt, rates: STARTING_RATES });
    expect(checked.ok ? [] : checked.objections.map((o) => [o.rule, o.field])).toEqual([['DX-22', 'currency']]);
  });

  it('DX-23 refuses to re-integrate the negligible', () => {
    const trail = lodgedFor('22.00');
    expect(trail.next()).toBe('nothing');
    expect(trail.refuses(begin())).toEqual([undefined]);
  });

  it('DX-23 refuses, on a manifest of negligible values, one that is not', () => {
    const header = manifestHeader({ consignmentType: 'evn' });
    expect(declarationTrail().refuses(lodging({ invoiceValue: '22.01' }, { header }))).toEqual(['DX-23']);
    expect(typesOf(declarationTrail().does(lodging({ invoiceValue: '22.00' }, { header })))).toContain(
      'ObligationExcluded',
    );
  });
});

describe('DX-24: 24 hours after the end-of-alert message, unless relaxed', () => {
  const alert = scenarioOf(alertDecider, alertCodec);
  const campaign = scenarioOf(campaignDecider, campaignCodec);
  const id = { alertId: 'a1', system: 'delta-x' } as const;
  const running: readonly AlertEvent[] = [
    {
      type: 'AlertAnnounced',
      data: {
        ...id,
        scope: { kind: 'everyone' },
        impact: 'general',
        notice: 'météo informatique',
        announcedAt: OUTAGE.startedAt,
      },
    },
    { type: 'AlertStarted', data: { ...id, startedAt: OUTAGE.startedAt } },
  ];
  const ended: AlertEvent = { type: 'AlertEnded', data: { ...id, endedAt: END, deadline: DEADLINE }, rules: ['DX-24'] };
  const ease = (until: Instant, over: { why?: string; decidedBy?: string } = {}): AlertCommand => ({
    type: 'EaseDeadline',
    until,
    why: 'panne de trois jours',
    decidedBy: 'Hélène Roy, pôle d’action économique',
    now: NOW,
    ...over,
  });

  it('DX-24 counts 24 elapsed hours, also over the night when clocks go forward', () => {
    alert
      .given(...running)
      .when({ type: 'EndAlert', endedAt: END, now: NOW })
      .then(ended);
    const eve = instant('2026-03-28T20:00:00+01:00');
    const [event] = alert
      .given(...running)
      .when({ type: 'EndAlert', endedAt: eve, now: eve })
      .allowed();
    expect(event?.data).toMatchObject({ deadline: '2026-03-29T19:00:00.000Z' });
  });

  it('DX-24 allows an easing that says who, why and until when, and the campaign follows it', () => {
    const until = plus(DEADLINE, 48 * HOUR);
    const [eased] = alert
      .given(...running, ended)
      .when(ease(until))
      .allowed();
    if (!eased) throw new Error('not eased');
    expect(eased).toEqual({
      type: 'AlertEased',
      data: { ...id, until, why: 'panne de trois jours', decidedBy: 'Hélène Roy, pôle d’action économique' },
      rules: ['DX-24'],
    });
    const commands = [ended, eased].map((event) => reactToAlert(event, ['delta-x']));
    const history: CampaignEvent[] = [];
    for (const reaction of commands) {
      if (reaction.kind !== 'command') throw new Error(reaction.reason);
      history.push(
        ...campaign
          .given(...history)
          .when(reaction.command)
          .allowed(),
      );
    }
    expect(history).toMatchObject([
      { type: 'CampaignOpened', data: { deadline: DEADLINE }, rules: ['DX-24'] },
      { type: 'CampaignDeadlineMoved', data: { deadline: until }, rules: ['DX-24'] },
    ]);
  });

  it('DX-24 refuses an easing without its author or its reason, and one that relaxes nothing', () => {
    const over = alert.given(...running, ended);
    const fieldsOf = (command: AlertCommand, ...rules: 'DX-24'[]): (string | undefined)[] =>
      over
        .when(command)
        .refusedBy(...rules)
        .map((o) => o.field);
    const until = plus(DEADLINE, HOUR);
    expect(fieldsOf(ease(until, { why: ' ' }), 'DX-24')).toEqual(['why']);
    expect(fieldsOf(ease(until, { decidedBy: '' }), 'DX-24')).toEqual(['decidedBy']);
    expect(fieldsOf(ease(until, { decidedBy: '', why: '' }), 'DX-24', 'DX-24')).toEqual(['why', 'decidedBy']);
    expect(fieldsOf(ease(DEADLINE), 'DX-24')).toEqual(['until']);
  });

  it('DX-24 tells what was accepted in time from what was late', () => {
    const inTime = (at: Instant): unknown => {
      const trail = declarationTrail();
      trail.does(lodging());
      trail.does(begin());
      trail.does(accept(at));
      return trail.row()?.inTime;
    };
    expect([inTime(NOW), inTime(DEADLINE), inTime(plus(DEADLINE, 1))]).toEqual([true, true, false]);
  });
});

describe('DX-25: spread over the window, so that the customs system is not overloaded', () => {
  const work = 1_000;
  const day = 24 * HOUR;
  const plan = planOf({
    now: epochMs(END),
    classes: [{ release: epochMs(END), deadline: epochMs(DEADLINE), work }],
    guard: day / 10,
  });
  const start = { at: epochMs(END), carry: 0 };
  const { slots } = slotTimes(plan.curve, start, Infinity, Infinity);
  const most = (width: number): number =>
    Math.max(...slots.map((slot, i) => slots.slice(i).filter((other) => other < slot + width).length));

  it('DX-25 allows a plan whose peak is the share of each second in the window, all of it before the deadline', () => {
    expect(slots).toHaveLength(work);
    expect(slots.at(-1)).toBeLessThanOrEqual(epochMs(DEADLINE));
    expect(plan.peak).toBeCloseTo((work * 1_000) / (day * 0.9), 9);
    const [event] = scenarioOf(campaignDecider, campaignCodec)
      .given({ type: 'CampaignOpened', data: { alertId: 'a1', system: 'delta-x', endedAt: END, deadline: DEADLINE } })
      .when({
        type: 'AdoptPlan',
        reason: 'campaign-opened',
        work,
        curve: [],
        peak: plan.peak,
        finishesAt: DEADLINE,
      } satisfies CampaignCommand)
      .allowed();
    expect(event).toMatchObject({ type: 'PlanAdopted', rules: ['DX-25'] });
  });

  it('DX-25 refuses a burst: no ten minutes see more than their share and one', () => {
    const tenMinutes = 600_000;
    expect(most(tenMinutes)).toBeLessThanOrEqual(Math.ceil((plan.peak * tenMinutes) / 1_000) + 1);
    // Sent as soon as the system is back, all thousand would fall into the first ten minutes.
    expect(most(tenMinutes)).toBeLessThan(work / 100);
  });
});

describe('DX-26, DX-27 and DX-28: what is sent', () => {
  const lodgedData = (changes: Parameters<typeof lodging>[0] = {}, mentions = ['50000']): DeclarationLodged['data'] => {
    const [first] = declarationTrail().does(lodging(changes, { header: manifestHeader({ mentions }) }));
    if (first?.type !== 'DeclarationLodged') throw new Error('not lodged');
    return first.data;
  };
  const sent = (data = lodgedData()): ReturnType<typeof parseDeltaXReintegration> =>
    parseDeltaXReintegration(
      deltaXMessage({ ...reintegrationContent(data), messageId: messageIdFor(SUBJECT.operator, SUBJECT.reference, 1) }),
    );

  it('DX-26 sends in validated mode, never anticipated', () => {
    expect(sent()).toMatchObject({ valid: true, declaration: { mode: 'validated' } });
  });

  it('DX-27 sends mention 50000 and the date on which the paper was lodged, not the date of the sending', () => {
    expect(sent()).toMatchObject({ declaration: { mentions: ['50000'], clearedAt: OUTAGE.lodgedAt } });
    expect(sent(lodgedData({}, ['52000', '50000']))).toMatchObject({ declaration: { mentions: ['52000', '50000'] } });
  });

  it('DX-28 sends the data as lodged, to the letter', () => {
    const odd = {
      consignor: { name: 'Cœur & Fils <Łódź>', address: '1 rue "Saint-Éloi", 69001 Lyon' },
      description: 'Tours de cou en soie ; « œuvre » n° 5 &amp; 6',
      grossMassKg: '4.250',
      invoiceValue: '1250.0',
    };
    const { reference: _reference, ...asLodged } = consignment(odd);
    expect(sent(lodgedData(odd))).toMatchObject({
      valid: true,
      declaration: {
        kind: 'DSE',
        operator: { eori: 'FR552100554', name: 'Rapide Express SAS' },
        reference: SUBJECT.reference,
        officeOfClearance: 'FR002650',
        officeOfExit: 'FR003370',
        assistance: 'Alerte CID',
        consignment: asLodged,
      },
    });
  });

  it('DX-28 refuses to change what was lodged: a rectification is a later act of its own', () => {
    const trail = declarationTrail();
    trail.does(lodging());
    expect(trail.refuses(lodging({ invoiceValue: '1300.00' }))).toEqual(['DX-05', 'DX-28']);
  });

  it('DX-28 sends the same data again after a refusal, as a new submission decided by a person', () => {
    const trail = declarationTrail();
    trail.does(lodging());
    trail.does(begin());
    trail.does({ type: 'RecordRefusal', messageId: 'm', code: '12', reason: 'code list' });
    expect(trail.next()).toBe('nothing');
    expect(trail.does({ type: 'Reopen', why: 'list of the day loaded' })).toMatchObject([{ rules: ['DX-28'] }]);
    expect(trail.row()).toMatchObject({ status: 'owed', submission: 2 });
    const again = messageIdFor(SUBJECT.operator, SUBJECT.reference, 2);
    expect(again).not.toBe(messageIdFor(SUBJECT.operator, SUBJECT.reference, 1));
    expect(typesOf(trail.does(begin({ messageId: again })))).toEqual(['ReintegrationAttempted']);
  });
});

describe('DX-29: what stood in Delta X without BAE is cancelled before its paper is re-integrated', () => {
  const held = (state: PriorState = 'lodged'): DeclarationTrail => {
    const trail = declarationTrail();
    trail.does(prior(state));
    trail.does(lodging());
    return trail;
  };

  it.each(['lodged', 'anticipated'] as const)('DX-29 holds the paper of one that is %s', (state) => {
    const trail = held(state);
    expect(trail.row()).toMatchObject({ status: 'held', cause: 'DX-29' });
    expect(trail.next()).toBe('nothing');
  });

  it('DX-29 refuses to send it while it is held', () => {
    expect(held().refuses(begin())).toEqual(['DX-29']);
  });

  it('DX-29 allows it once the cancellation is recorded, with its evidence', () => {
    const trail = held();
    const lift = { type: 'LiftHold', hold: 'cancel-first', evidence: 'annulation du 2 mars, bureau FR002650' } as const;
    expect(trail.does(lift)).toMatchObject([{ type: 'HoldLifted', data: { holdsLeft: 0 }, rules: ['DX-29'] }]);
    expect(trail.next()).toBe('send');
    expect(typesOf(trail.does(begin()))).toEqual(['ReintegrationAttempted']);
    expect(trail.refuses(lift)).toEqual(['DX-29']);
  });

  it('DX-29 does not hold what was never in Delta X', () => {
    const trail = declarationTrail();
    trail.does(lodging());
    expect(trail.row()?.status).toBe('owed');
  });

  it('DX-29 tells of a double: a second MRN for what is accepted already', () => {
    const trail = declarationTrail();
    trail.does(lodging());
    trail.does(begin());
    trail.does(accept(NOW));
    expect(trail.does(accept(NOW, DEADLINE, '26FR000000000002A3'))).toMatchObject([
      { type: 'DoubleDetected', rules: ['DX-29'] },
    ]);
    expect(trail.row()).toMatchObject({ status: 'accepted', mrn: '26FR000000000001A5', cause: 'DX-29' });
  });
});
