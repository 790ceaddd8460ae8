import { describe, expect, it } from 'vitest';
import { foldView, HOUR, instant, plus } from '#libs/kernel';
import { scenarioOf } from '../../test/given-when-then.js';
import { recordedHistory } from '../../test/recorded.js';
import { SUBJECT } from '../../test/reintegration-events.js';
import { campaignView } from './campaign.view.js';
import { reintegrationCodec } from './reintegration.codec.js';
import { nextStep, reintegrationDecider } from './reintegration.decider.js';
import type { ReintegrationEvent } from './reintegration.events.js';

const WINDOW_ENDS = instant('2026-03-03T16:00:00Z');
const PERIOD_ENDS = plus(WINDOW_ENDS, -6 * HOUR);
const { given } = scenarioOf(reintegrationDecider, reintegrationCodec);

const opened: ReintegrationEvent = { type: 'ObligationOpened', data: { ...SUBJECT, holds: [], dueBy: PERIOD_ENDS } };
const held: ReintegrationEvent = { type: 'HoldPlaced', data: { ...SUBJECT, hold: 'under-control', holdsNow: 1 } };
const accept = (acceptedAt = PERIOD_ENDS, deadline = WINDOW_ENDS) =>
  ({ type: 'RecordAcceptance', messageId: 'm', mrn: 'MRN', acceptedAt, deadline, byEnquiry: false }) as const;

describe('an obligation with a deadline of its own', () => {
  it('is judged by the earlier of it and the alert’s', () => {
    given(opened)
      .when(accept())
      .then({
        type: 'ReintegrationAccepted',
        data: {
          ...SUBJECT,
          messageId: 'm',
          mrn: 'MRN',
          acceptedAt: PERIOD_ENDS,
          deadline: PERIOD_ENDS,
          inTime: true,
          byEnquiry: false,
          before: 'owed',
        },
        rules: ['DX-24', 'DX-32'],
      });
    const [late] = given(opened)
      .when(accept(plus(PERIOD_ENDS, 1)))
      .allowed();
    expect(late?.data).toMatchObject({ inTime: false, deadline: PERIOD_ENDS });
  });

  it('is judged by the alert’s where that is earlier, and keeps its own through an attempt', () => {
    const window = plus(PERIOD_ENDS, -HOUR);
    const attempted: ReintegrationEvent = {
      type: 'ReintegrationAttempted',
      data: { ...SUBJECT, attempt: 1, messageId: 'm', slotAt: window },
    };
    const [early] = given(opened, attempted).when(accept(PERIOD_ENDS, window)).allowed();
    expect(early).toMatchObject({ data: { deadline: window, inTime: false }, rules: ['DX-24'] });
    const [own] = given(opened, attempted).when(accept()).allowed();
    expect(own?.data).toMatchObject({ deadline: PERIOD_ENDS });
  });
});

describe('a hold placed once it is owed', () => {
  it('keeps it from being sent until it is lifted', () => {
    const begin = {
      type: 'BeginAttempt',
      messageId: 'm',
      slotAt: WINDOW_ENDS,
      releasedAt: PERIOD_ENDS,
      enquired: false,
      now: WINDOW_ENDS,
    } as const;
    given(opened, held).when(begin).refusedBy('DX-33');
    const state = given(opened, held)
      .when({ type: 'LiftHold', hold: 'under-control', evidence: 'released' })
      .then({
        type: 'HoldLifted',
        data: { ...SUBJECT, hold: 'under-control', holdsLeft: 0, evidence: 'released' },
        rules: ['DX-33'],
      });
    expect(nextStep(state)).toBe('send');
  });

  it('is counted once in the campaign, whatever else holds it', () => {
    const second: ReintegrationEvent = { type: 'HoldPlaced', data: { ...SUBJECT, hold: 'cancel-first', holdsNow: 2 } };
    const rows = foldView(campaignView, recordedHistory('declaration-x', [opened, held, second]));
    expect([...rows.values()][0]?.counts).toMatchObject({ owed: 1, held: 1 });
  });
});
