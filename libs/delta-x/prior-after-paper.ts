import { refuse, type RuleId } from '#libs/kernel';
import { evolveReintegration, type DoubleDetected, type ReintegrationReopened } from '#libs/reintegration';
import { cancellationDue } from './cancellation-due.js';
import type { Cancelling } from './cancellation.state.js';
import { isUnderControl, type Clearing } from './clearance.state.js';
import type { DeclarationEvent } from './declaration.events.js';
import { excludeOwed, placeCancelFirst, type Owing } from './owing.js';
import type { PaperSeen } from './paper-seen.js';
import type { RecordPriorState } from './prior-state.decider.js';
import { isPaperAllowed, priorStateText } from './prior-state.js';
import { triagePolicy } from './triage.policy.js';

type Seen = Required<PaperSeen> & Owing & Cancelling & Clearing;

/** DX-29: it is re-integrated already, so both stand in Delta X: for a person, whether the list gives a number or none. */
const doubled = ({ known }: RecordPriorState, { reintegration: owed }: Owing): DoubleDetected[] => {
  if (owed.status !== 'accepted' || known.number === owed.mrn) return [];
  const other = known.number === undefined ? {} : { mrn: known.number };
  const data = { ...owed.subject, ...other, firstMrn: owed.mrn, rule: 'DX-29' } as const;
  return [{ type: 'DoubleDetected', data, rules: ['DX-29'] }];
};

/** Refused by customs, it waits for a person: what became known now is the answer, and it is due again for that. */
export const reopened = (
  { reintegration: owed }: Owing,
  rules: readonly [RuleId, ...RuleId[]] = ['DX-29'],
): ReintegrationReopened[] => {
  if (owed.status !== 'refused') return [];
  const held = owed.holds.length > 0 ? { held: true as const } : {};
  const data = { ...owed.subject, code: owed.code, why: rules[0], ...held };
  return [{ type: 'ReintegrationReopened', data, rules }];
};

/** The first one can still be cancelled: the duty opens, and the paper one waits for it. */
const toBeCancelled = (command: RecordPriorState, state: Seen): DeclarationEvent[] => {
  const { cancellation, lodged, reintegration: owed } = state;
  const isAsked = cancellation?.status === 'requested' || cancellation?.status === 'refused';
  const due = isAsked ? [] : [cancellationDue(command, command.known, lodged.officeOfClearance)];
  if (owed.status === 'excluded' && owed.because === 'goes-on-normally') {
    const { operator, reference, alertId } = command;
    const subject = { alertId, system: 'delta-x', operator, reference } as const;
    const { dueBy, submission } = owed;
    const controlled = isUnderControl(state);
    const again = {
      ...(dueBy === undefined ? {} : { dueBy }),
      ...(submission === undefined ? {} : { submission }),
    };
    return [
      ...due,
      { type: 'ExclusionWithdrawn', data: { ...subject, because: 'goes-on-normally' }, rules: ['DX-20'] },
      {
        type: 'ObligationOpened',
        data: { ...subject, holds: controlled ? ['cancel-first', 'under-control'] : ['cancel-first'], ...again },
        rules: ['DX-21', 'DX-22', 'DX-29', ...(controlled ? ['DX-33' as const] : [])],
      },
    ];
  }
  const again = reopened(state);
  const reintegration = again.reduce(evolveReintegration, owed);
  return [...due, ...again, ...placeCancelFirst({ reintegration }), ...doubled(command, state)];
};

/** The first one goes on: the paper one must not reach Delta X. */
const goesOn = (command: RecordPriorState, state: Seen): DeclarationEvent[] => {
  const { operator, reference, alertId, state: prior, now } = command;
  const { rulesOf, verdictOf } = triagePolicy(now);
  const rules = rulesOf[verdictOf[prior]];
  const about = { operator, reference, alertId };
  const isOpen = state.cancellation !== undefined && state.cancellation.status !== 'first-kept';
  const why = `${rules.join(', ')} : ${priorStateText[prior].fr}`;
  const again = reopened(state);
  const reintegration = again.reduce(evolveReintegration, state.reintegration);
  return [
    ...(isOpen ? [{ type: 'FirstDeclarationKept', data: { ...about, why }, rules } as const] : []),
    ...again,
    ...excludeOwed({ reintegration }, rules),
    ...doubled(command, state),
  ];
};

/**
 * What follows where the list tells, after the paper was lodged, that a first declaration stands in Delta X.
 * @throws Refusal while the paper one is on its way to customs, or once the first one is cancelled
 */
export const priorAfterPaper = (command: RecordPriorState, state: Seen): DeclarationEvent[] => {
  const { reintegration: owed, cancellation } = state;
  if (cancellation?.status === 'confirmed') {
    throw refuse(
      'DX-29',
      { en: 'the first one is cancelled: how it stood is settled', fr: 'la première est annulée : son état est réglé' },
      { field: 'state' },
    );
  }
  if (owed.status === 'attempting' || (owed.status === 'owed' && owed.unsure)) {
    throw refuse(
      'DX-29',
      {
        en: 'its paper is on its way to customs, and the answer is not known yet',
        fr: 'son papier est en cours d’envoi, la réponse n’est pas encore connue',
      },
      {
        field: 'reference',
        todo: { en: 'send the line again in a moment', fr: 'renvoyez la ligne dans un moment' },
      },
    );
  }
  const paperAllowed = isPaperAllowed(triagePolicy(command.now).verdictOf[command.state]);
  return paperAllowed ? toBeCancelled(command, state) : goesOn(command, state);
};
