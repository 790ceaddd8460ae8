import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, HOUR, plus, Refusal } from '#libs/kernel';
import { isReintegrationEvent, reintegrationDecider, type ReintegrationCommand } from '#libs/reintegration';
import { alertSeen, lodging, OUTAGE, priorState } from '../../test/delta-x-paper.js';
import { stored } from '../../test/given-when-then.js';
import { declarationCodec } from './declaration.codec.js';
import { declarationDecider, type Declaration, type DeclarationCommand } from './declaration.decider.js';
import type { DeclarationEvent } from './declaration.events.js';
import { PRIOR_STATES } from './prior-state.events.js';
import { isPaperAllowed } from './prior-state.js';
import { triagePolicy } from './triage.policy.js';

const { endedAt: AT, now: NOW } = OUTAGE;
const about = {
  operator: 'FR552100554',
  reference: 'RX-000001',
  alert: alertSeen({ endedAt: AT }),
  now: NOW,
} as const;

const BEGIN: readonly ReintegrationCommand[] = [
  { type: 'BeginAttempt', messageId: 'id', slotAt: NOW, releasedAt: AT, enquired: true, now: NOW },
];
const owed: readonly ReintegrationCommand[] = [
  ...BEGIN,
  { type: 'RecordFailure', failure: 'timeout', mayHaveArrived: true },
  { type: 'RecordRefusal', messageId: 'id', code: '91', reason: 'doublon' },
  {
    type: 'RecordAcceptance',
    messageId: 'id',
    mrn: '26FR00265000000941',
    acceptedAt: NOW,
    deadline: plus(NOW, HOUR),
    byEnquiry: false,
  },
  { type: 'Reopen', why: 'rectifiée' },
];

type Act =
  { readonly of: 'declaration'; readonly command: DeclarationCommand } | { of: 'owed'; command: ReintegrationCommand };
const on = (command: DeclarationCommand): Act => ({ of: 'declaration', command });
const ends = fc.constantFrom(AT, plus(NOW, HOUR));

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('1250.00', '20.00').map((invoiceValue) => on(lodging({ invoiceValue }))) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(...PRIOR_STATES), ends, fc.option(fc.constant('26FR00265000000917'), { nil: undefined }))
      .map(([state, anticipationEndsAt, number]) => on(priorState(state, { known: { number, anticipationEndsAt } }))),
  },
  {
    weight: 5,
    arbitrary: fc
      .constantFrom<DeclarationCommand>(
        { type: 'RequestCancellation', means: 'mailbox', requestedAt: AT, now: NOW },
        { type: 'RequestCancellation', means: 'paper', requestedAt: NOW, now: NOW },
        {
          type: 'ConfirmCancellation',
          by: 'service',
          outcome: 'cancelled',
          confirmedAt: NOW,
          evidence: 'n° 1',
          now: NOW,
        },
        { type: 'ConfirmCancellation', by: 'enquiry', outcome: 'deleted', confirmedAt: AT, evidence: 'n° 2', now: NOW },
        { type: 'RefuseCancellation', because: 'under-control', reason: 'visite', refusedAt: AT, now: NOW },
        { type: 'KeepFirst', why: 'visite' },
        { type: 'DecideAnticipated', decision: 'validate', ...about },
        { type: 'DecideAnticipated', decision: 'leave', ...about },
        { type: 'RecordDeletion', ...about },
        { type: 'EnterAnew', mode: 'validated', goodsPresented: true, ...about },
      )
      .map(on),
  },
  {
    weight: 5,
    arbitrary: fc.constantFrom(...owed, ...BEGIN, ...BEGIN).map((command): Act => ({ of: 'owed', command })),
  },
);

/** Most begin with a paper, some of them with a first declaration before it. */
const acts: fc.Arbitrary<readonly Act[]> = fc
  .tuple(
    fc.array(act, { maxLength: 2 }),
    fc.constantFrom([on(lodging())], []),
    fc.array(act, { minLength: 4, maxLength: 10, size: 'max' }),
  )
  .map((parts) => parts.flat());

const decide = ({ of, command }: Act, state: Declaration): readonly DeclarationEvent[] => {
  try {
    return of === 'owed'
      ? reintegrationDecider.decide(command, state.reintegration)
      : declarationDecider.decide(command, state);
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
};

const OPEN = ['due', 'requested', 'refused'];

describe('a first declaration and its paper, over any history of acts', () => {
  it('are never both in Delta X by our doing: nothing is sent while the first one stands (DX-20, DX-29)', () => {
    let attempts = 0;
    fc.assert(
      fc.property(acts, (sequence) => {
        let state = declarationDecider.initial;
        const log: DeclarationEvent[] = [];
        for (const one of sequence) {
          const before = state;
          for (const event of decide(one, state)) {
            log.push(stored(declarationCodec, event));
            state = declarationDecider.evolve(state, event);
            if (event.type !== 'ReintegrationAttempted') continue;
            attempts++;
            expect(OPEN).not.toContain(before.cancellation?.status);
            const stood = before.priors.find((p) => p.alertId === 'a1');
            expect(stood === undefined || isPaperAllowed(triagePolicy(NOW).verdictOf[stood.state])).toBe(true);
          }
          const { reintegration, cancellation } = state;
          if (reintegration.status === 'owed') {
            const isHeld = reintegration.holds.includes('cancel-first');
            expect(isHeld).toBe(cancellation !== undefined && OPEN.includes(cancellation.status));
          }
          expect(reintegration).toEqual(fold(reintegrationDecider, log.filter(isReintegrationEvent)));
          const settledThere = ['validated', 'entered-anew'].includes(state.anticipation?.status ?? '');
          const isAnticipated = state.priors.every((p) => p.state === 'anticipated');
          if (settledThere && isAnticipated && reintegration.status === 'owed')
            expect(reintegration.holds).not.toEqual([]);
        }
      }),
      { numRuns: 250 },
    );
    expect(attempts).toBeGreaterThan(5);
  });
});
