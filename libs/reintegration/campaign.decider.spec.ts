import { describe, expect, it } from 'vitest';
import { HOUR, instant, plus, type RuleId } from '#libs/kernel';
import { NO_RULE, scenarioOf } from '../../test/given-when-then.js';
import { campaignCodec } from './campaign.codec.js';
import { campaignDecider, campaignStream, type CampaignCommand } from './campaign.decider.js';
import { PLAN_REASONS, planReasonText, type CampaignEvent, type CampaignId } from './campaign.events.js';

const { given } = scenarioOf(campaignDecider, campaignCodec);
const END = instant('2026-03-02T16:00:00Z');
const DEADLINE = plus(END, 24 * HOUR);
const id: CampaignId = { alertId: 'a1', system: 'delta-x' };

const open = (campaign = id): CampaignCommand => ({
  type: 'OpenCampaign',
  ...campaign,
  endedAt: END,
  deadline: DEADLINE,
});
const opened = (campaign = id, rule: RuleId = 'DX-24'): CampaignEvent => ({
  type: 'CampaignOpened',
  data: { ...campaign, endedAt: END, deadline: DEADLINE },
  rules: [rule],
});
const curve = [{ from: END, to: DEADLINE, rate: 0.01 }];
const plan = { reason: 'campaign-opened', work: 800, curve, peak: 0.01, finishesAt: DEADLINE } as const;
const adopt = (over: Partial<Extract<CampaignCommand, { type: 'AdoptPlan' }>> = {}): CampaignCommand => ({
  type: 'AdoptPlan',
  ...plan,
  ...over,
});
const adopted = (
  n: number,
  over: Partial<Extract<CampaignEvent, { type: 'PlanAdopted' }>['data']> = {},
): CampaignEvent => ({
  type: 'PlanAdopted',
  data: { ...id, plan: n, ...plan, deadline: DEADLINE, ...over },
  rules: ['DX-25'],
});
const complete: CampaignCommand = { type: 'CompleteCampaign', accepted: 799, refused: 1, now: plus(END, HOUR) };
const completed: CampaignEvent = {
  type: 'CampaignCompleted',
  data: { ...id, accepted: 799, refused: 1, completedAt: plus(END, HOUR) },
};

describe('a campaign', () => {
  it('opens once, when its alert ends', () => {
    expect(given().when(open()).then(opened())).toEqual({ status: 'open', id, deadline: DEADLINE, plans: 0 });
    given(opened()).when(open()).then();
    given(opened(), completed).when(open()).then();
  });

  it('rests on its own system’s rule', () => {
    const ecs: CampaignId = { alertId: 'a1', system: 'ecs-bs' };
    const emcs: CampaignId = { alertId: 'a1', system: 'emcs' };
    given().when(open(ecs)).then(opened(ecs, 'EC-16'));
    given().when(open(emcs)).then(opened(emcs, 'EM-21'));
    const [moved] = given(opened(ecs))
      .when({ type: 'MoveDeadline', deadline: plus(DEADLINE, HOUR) })
      .allowed();
    expect(moved?.rules).toEqual(['EC-16']);
    const [unruled] = given(opened(ecs)).when(adopt()).allowed();
    expect(unruled?.rules).toEqual([]);
  });

  it('does nothing before it is open', () => {
    for (const command of [adopt(), complete, { type: 'MoveDeadline', deadline: DEADLINE } as const]) {
      given().when(command).refusedBy(NO_RULE);
    }
  });

  it('moves its deadline when it is eased, never nearer', () => {
    const deadline = plus(DEADLINE, HOUR);
    const state = given(opened())
      .when({ type: 'MoveDeadline', deadline })
      .then({ type: 'CampaignDeadlineMoved', data: { ...id, deadline }, rules: ['DX-24'] });
    expect(state).toMatchObject({ deadline });
    given(opened()).when({ type: 'MoveDeadline', deadline: DEADLINE }).then();
    given(opened())
      .when({ type: 'MoveDeadline', deadline: plus(DEADLINE, -1) })
      .then();
  });

  it('numbers its plans', () => {
    given(opened()).when(adopt()).then(adopted(1));
    given(opened(), adopted(1))
      .when(adopt({ reason: 'drift', work: 500 }))
      .then(adopted(2, { reason: 'drift', work: 500 }));
  });

  it('is completed once, and opened anew by more work', () => {
    given(opened(), adopted(1)).when(complete).then(completed);
    given(opened(), completed).when(complete).then();
    const more = adopt({ reason: 'more-work', work: 3 });
    const state = given(opened(), adopted(1), completed)
      .when(more)
      .then({ type: 'CampaignReopened', data: { ...id, work: 3 } }, adopted(2, { reason: 'more-work', work: 3 }));
    expect(state).toMatchObject({ status: 'open', plans: 2 });
  });

  it('stays completed when a plan has nothing in it', () => {
    given(opened(), adopted(1), completed)
      .when(adopt({ reason: 'restart', work: 0, curve: [], peak: 0 }))
      .then();
  });

  it('has a stream of its own', () => {
    expect(campaignStream(id)).toBe('campaign-a1-delta-x');
  });

  it('says in both languages why a plan was adopted', () => {
    for (const reason of PLAN_REASONS) expect(planReasonText[reason].fr).not.toBe(planReasonText[reason].en);
  });
});
