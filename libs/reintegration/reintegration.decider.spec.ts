import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant, plus, Refusal } from '#libs/kernel';
import { NO_RULE, refusalOf, scenarioOf } from '../../test/given-when-then.js';
import { SUBJECT } from '../../test/reintegration-events.js';
import { reintegrationCodec } from './reintegration.codec.js';
import type { ReintegrationCommand } from './reintegration.commands.js';
import { holdRule, nextStep, reintegrationDecider } from './reintegration.decider.js';
import { EXCLUSIONS, FAILURES, HOLDS, type Hold, type ReintegrationEvent } from './reintegration.events.js';
import type { Reintegration } from './reintegration.state.js';

const NOW = instant('2026-03-02T18:00:00Z');
const { given } = scenarioOf(reintegrationDecider, reintegrationCodec);

const opened = (...holds: Hold[]): ReintegrationEvent => ({ type: 'ObligationOpened', data: { ...SUBJECT, holds } });
const excluded: ReintegrationEvent = {
  type: 'ObligationExcluded',
  data: { ...SUBJECT, because: 'evn-kept-in-stock-records' },
};
const attempted = (attempt = 1, messageId = 'id-1'): ReintegrationEvent => ({
  type: 'ReintegrationAttempted',
  data: { ...SUBJECT, attempt, messageId, slotAt: NOW },
  rules: ['DX-22', 'DX-25'],
});
const failed = (mayHaveArrived: boolean, attempt = 1): ReintegrationEvent => ({
  type: 'AttemptFailed',
  data: { ...SUBJECT, attempt, failure: 'timeout', mayHaveArrived },
});
const accepted = (
  over: Partial<Extract<ReintegrationEvent, { type: 'ReintegrationAccepted' }>['data']> = {},
): ReintegrationEvent => ({
  type: 'ReintegrationAccepted',
  data: {
    ...SUBJECT,
    messageId: 'id-1',
    mrn: 'MRN-A',
    acceptedAt: NOW,
    deadline: plus(NOW, 1),
    inTime: true,
    byEnquiry: false,
    before: 'attempting',
    ...over,
  },
  rules: ['DX-24'],
});
const refused = (before: 'owed' | 'attempting' = 'attempting'): ReintegrationEvent => ({
  type: 'ReintegrationRefused',
  data: { ...SUBJECT, messageId: 'id-1', code: '12', reason: 'code unknown', field: 'cn8', before },
});

const begin = (over: Partial<Extract<ReintegrationCommand, { type: 'BeginAttempt' }>> = {}): ReintegrationCommand => ({
  type: 'BeginAttempt',
  messageId: 'id-1',
  slotAt: NOW,
  releasedAt: plus(NOW, -1),
  enquired: false,
  now: NOW,
  ...over,
});
const accept = (
  over: Partial<Extract<ReintegrationCommand, { type: 'RecordAcceptance' }>> = {},
): ReintegrationCommand => ({
  type: 'RecordAcceptance',
  messageId: 'id-1',
  mrn: 'MRN-A',
  acceptedAt: NOW,
  deadline: plus(NOW, 1),
  byEnquiry: false,
  ...over,
});
const refuseIt: ReintegrationCommand = {
  type: 'RecordRefusal',
  messageId: 'id-1',
  code: '12',
  reason: 'code unknown',
  field: 'cn8',
};
const fail = (mayHaveArrived: boolean): ReintegrationCommand => ({
  type: 'RecordFailure',
  failure: 'timeout',
  mayHaveArrived,
});
const lift = (hold: Hold): ReintegrationCommand => ({ type: 'LiftHold', hold, evidence: 'annulation n° 12' });
const reopen: ReintegrationCommand = { type: 'Reopen', why: 'nomenclature à jour' };

describe('an attempt', () => {
  it('is recorded before anything is sent', () => {
    const state = given(opened()).when(begin()).then(attempted());
    expect(state).toMatchObject({ status: 'attempting', attempts: 1, messageId: 'id-1' });
    given(opened(), attempted(), failed(false)).when(begin()).then(attempted(2));
  });

  it('is refused where nothing is owed', () => {
    for (const history of [
      [],
      [excluded],
      [opened(), attempted()],
      [opened(), attempted(), accepted()],
      [opened(), attempted(), refused()],
    ]) {
      given(...history)
        .when(begin())
        .refusedBy(NO_RULE);
    }
  });

  it('is refused while something holds it, by the rule of the hold', () => {
    given(opened('cancel-first')).when(begin()).refusedBy('DX-29');
    given(opened('under-control')).when(begin()).refusedBy('DX-33');
  });

  it('is refused until the alert has ended', () => {
    given(opened())
      .when(begin({ releasedAt: plus(NOW, 1) }))
      .refusedBy('DX-21');
    given(opened())
      .when(begin({ releasedAt: NOW }))
      .allowed();
  });

  it('after one that may have arrived is refused until the target has been asked', () => {
    const history = [opened(), attempted(), failed(true)];
    given(...history)
      .when(begin())
      .refusedBy(NO_RULE);
    given(...history)
      .when(begin({ enquired: true }))
      .then(attempted(2));
    given(opened(), attempted(), failed(false)).when(begin()).allowed();
    given(...history, attempted(2), failed(false, 2))
      .when(begin())
      .allowed();
  });
});

describe('an acceptance', () => {
  it('is recorded with the MRN, in time up to the deadline itself', () => {
    const state = given(opened(), attempted()).when(accept()).then(accepted());
    expect(state).toMatchObject({ status: 'accepted', mrn: 'MRN-A', messageId: 'id-1' });
    given(opened(), attempted())
      .when(accept({ deadline: NOW }))
      .then(accepted({ deadline: NOW }));
    given(opened(), attempted())
      .when(accept({ acceptedAt: plus(NOW, 2) }))
      .then(accepted({ acceptedAt: plus(NOW, 2), inTime: false }));
  });

  it('may be learnt by asking, after a sending without an answer', () => {
    given(opened(), attempted(), failed(true))
      .when(accept({ byEnquiry: true }))
      .then(accepted({ byEnquiry: true, before: 'owed' }));
  });

  it('twice is one', () => {
    given(opened(), attempted(), accepted()).when(accept()).then();
    given(opened(), attempted(), accepted())
      .when(accept({ acceptedAt: plus(NOW, 9), messageId: 'id-2' }))
      .then();
  });

  it('under another MRN is a double, told once for each', () => {
    const double = (mrn: string): ReintegrationEvent => ({
      type: 'DoubleDetected',
      data: { ...SUBJECT, mrn, firstMrn: 'MRN-A', rule: 'DX-29' },
      rules: ['DX-29'],
    });
    const history = [opened(), attempted(), accepted()];
    const state = given(...history)
      .when(accept({ mrn: 'MRN-B' }))
      .then(double('MRN-B'));
    expect(state).toMatchObject({ status: 'accepted', mrn: 'MRN-A', doubles: ['MRN-B'] });
    given(...history, double('MRN-B'))
      .when(accept({ mrn: 'MRN-B' }))
      .then();
    given(...history, double('MRN-B'))
      .when(accept({ mrn: 'MRN-C' }))
      .then(double('MRN-C'));
    given(...history, double('MRN-B'))
      .when(accept())
      .then();
  });

  it('is refused for what nothing is owed of, and for what was never sent because it is held', () => {
    for (const history of [[], [excluded], [opened(), attempted(), refused()]]) {
      given(...history)
        .when(accept())
        .refusedBy(NO_RULE);
    }
    given(opened('cancel-first')).when(accept()).refusedBy('DX-29');
  });
});

describe('a refusal by customs', () => {
  it('is a fact for a person', () => {
    expect(given(opened(), attempted()).when(refuseIt).then(refused())).toMatchObject({
      status: 'refused',
      code: '12',
    });
    given(opened(), attempted(), failed(true)).when(refuseIt).then(refused('owed'));
  });

  it('may name no field', () => {
    const [event] = given(opened(), attempted())
      .when({ ...refuseIt, field: undefined })
      .allowed();
    expect(JSON.stringify(event)).not.toContain('field');
  });

  it('changes nothing once there is an answer', () => {
    given(opened(), attempted(), refused()).when(refuseIt).then();
    given(opened(), attempted(), accepted()).when(refuseIt).then();
  });

  it('is refused where nothing was sent', () => {
    given().when(refuseIt).refusedBy(NO_RULE);
    given(excluded).when(refuseIt).refusedBy(NO_RULE);
    given(opened('under-control')).when(refuseIt).refusedBy('DX-33');
  });
});

describe('a failure', () => {
  it('makes it due again, unsure when it may have arrived', () => {
    for (const mayHaveArrived of [true, false]) {
      const state = given(opened(), attempted()).when(fail(mayHaveArrived)).then(failed(mayHaveArrived));
      expect(state).toMatchObject({ status: 'owed', unsure: mayHaveArrived, attempts: 1 });
    }
  });

  it('says nothing where no attempt is under way', () => {
    for (const history of [
      [],
      [excluded],
      [opened()],
      [opened(), attempted(), accepted()],
      [opened(), attempted(), refused()],
    ]) {
      given(...history)
        .when(fail(true))
        .then();
    }
  });
});

describe('a hold', () => {
  const lifted = (hold: Hold, holdsLeft: number): ReintegrationEvent => ({
    type: 'HoldLifted',
    data: { ...SUBJECT, hold, holdsLeft, evidence: 'annulation n° 12' },
    rules: [holdRule[hold]],
  });

  it('is lifted with evidence, one by one', () => {
    expect(given(opened('cancel-first')).when(lift('cancel-first')).then(lifted('cancel-first', 0))).toMatchObject({
      holds: [],
    });
    given(opened('cancel-first', 'under-control')).when(lift('cancel-first')).then(lifted('cancel-first', 1));
    given(opened('cancel-first', 'under-control'), lifted('cancel-first', 1))
      .when(lift('under-control'))
      .then(lifted('under-control', 0));
    given(opened('cancel-first'), lifted('cancel-first', 0)).when(begin()).then(attempted());
  });

  it('is not lifted where it does not hold', () => {
    for (const history of [[], [opened()], [opened('under-control')], [opened(), attempted()], [excluded]]) {
      const [objection] = given(...history)
        .when(lift('cancel-first'))
        .refusedBy('DX-29');
      expect(objection?.field).toBe('hold');
    }
    given(opened('cancel-first'), lifted('cancel-first', 0)).when(lift('cancel-first')).refusedBy('DX-29');
  });
});

it('neither a hold nor a refusal is overcome without a word on why', () => {
  const blank = ' ';
  expect(
    given(opened('cancel-first'))
      .when({ type: 'LiftHold', hold: 'cancel-first', evidence: blank })
      .refusedBy('DX-29')[0]?.field,
  ).toBe('evidence');
  expect(
    given(opened(), attempted(), refused()).when({ type: 'Reopen', why: blank }).refusedBy(NO_RULE)[0]?.field,
  ).toBe('why');
});

describe('sending again', () => {
  it('is a person’s decision on a refused one, and a new submission', () => {
    const reopened: ReintegrationEvent = {
      type: 'ReintegrationReopened',
      data: { ...SUBJECT, code: '12', why: 'nomenclature à jour' },
      rules: ['DX-28'],
    };
    const state = given(opened(), attempted(), refused()).when(reopen).then(reopened);
    expect(state).toMatchObject({ status: 'owed', submission: 2, attempts: 1, unsure: false });
    given(opened(), attempted(), refused(), reopened)
      .when(begin({ messageId: 'id-2' }))
      .then(attempted(2, 'id-2'));
  });

  it('is refused to anything else', () => {
    for (const history of [[], [excluded], [opened()], [opened(), attempted()], [opened(), attempted(), accepted()]]) {
      given(...history)
        .when(reopen)
        .refusedBy(NO_RULE);
    }
  });
});

describe('what comes next', () => {
  const after = (...history: ReintegrationEvent[]): string =>
    nextStep(history.reduce<Reintegration>((s, e) => reintegrationDecider.evolve(s, e), reintegrationDecider.initial));

  it('is to send, to ask, or nothing', () => {
    expect(after()).toBe('nothing');
    expect(after(excluded)).toBe('nothing');
    expect(after(opened())).toBe('send');
    expect(after(opened('cancel-first'))).toBe('nothing');
    expect(after(opened(), attempted())).toBe('enquire');
    expect(after(opened(), attempted(), failed(true))).toBe('enquire');
    expect(after(opened(), attempted(), failed(false))).toBe('send');
    expect(after(opened(), attempted(), accepted())).toBe('nothing');
    expect(after(opened(), attempted(), refused())).toBe('nothing');
  });
});

describe('over any history of commands', () => {
  const commands: fc.Arbitrary<ReintegrationCommand> = fc.oneof(
    fc
      .record({ enquired: fc.boolean(), early: fc.boolean() })
      .map(({ enquired, early }) => begin({ enquired, releasedAt: plus(NOW, early ? 1 : 0) })),
    fc.record({ mrn: fc.constantFrom('MRN-A', 'MRN-B'), byEnquiry: fc.boolean() }).map(accept),
    fc.constant(refuseIt),
    fc.record({
      type: fc.constant('RecordFailure' as const),
      failure: fc.constantFrom(...FAILURES),
      mayHaveArrived: fc.boolean(),
    }),
    fc.constantFrom(...HOLDS).map(lift),
    fc.constant(reopen),
  );
  const start = fc.oneof(
    fc.subarray([...HOLDS]).map((holds) => opened(...holds)),
    fc
      .constantFrom(...EXCLUSIONS)
      .map((because): ReintegrationEvent => ({ type: 'ObligationExcluded', data: { ...SUBJECT, because } })),
  );

  it('is accepted once, sent only when due, and every event decided moves the state', () => {
    fc.assert(
      fc.property(start, fc.array(commands, { maxLength: 25 }), (first, sequence) => {
        let state: Reintegration = reintegrationDecider.evolve(reintegrationDecider.initial, first);
        const history: ReintegrationEvent[] = [];
        for (const command of sequence) {
          let events: readonly ReintegrationEvent[];
          try {
            events = reintegrationDecider.decide(command, state);
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal);
            continue;
          }
          for (const event of events) {
            if (event.type === 'ReintegrationAttempted') {
              expect(state).toMatchObject({ status: 'owed', holds: [] });
              expect(event.data.attempt).toBe('attempts' in state ? state.attempts + 1 : -1);
            }
            const next = reintegrationDecider.evolve(state, event);
            expect(next).not.toEqual(state);
            state = next;
            history.push(event);
          }
        }
        expect(history.filter((e) => e.type === 'ReintegrationAccepted').length).toBeLessThanOrEqual(1);
        if (first.type === 'ObligationExcluded') expect(history).toEqual([]);
        const mrns = history.flatMap((e) => (e.type === 'DoubleDetected' ? [e.data.mrn] : []));
        expect(new Set(mrns).size).toBe(mrns.length);
      }),
      { numRuns: 500 },
    );
  });
});

it('texts of refusals show no code of ours', () => {
  for (const hold of HOLDS) {
    const state = reintegrationDecider.evolve(reintegrationDecider.initial, opened(hold));
    const { objections } = refusalOf(() => reintegrationDecider.decide(begin(), state));
    expect(objections[0].text.fr).not.toContain(hold);
    expect(objections[0].text.en).not.toContain(hold);
  }
});
