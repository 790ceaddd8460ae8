import { describe, expect, it } from 'vitest';
import type { DecideAnticipated, EnterAnew, RecordDeletion } from '#libs/delta-x';
import { HOUR, plus, type Instant } from '#libs/kernel';
import { alertSeen, lodging, OUTAGE, priorState } from '../delta-x-paper.js';
import { SUBJECT } from '../reintegration-events.js';
import { declarationTrail, type DeclarationTrail } from './declaration-trail.js';

const RECOVERY = OUTAGE.endedAt;
const NOW = OUTAGE.now;
const LATER = plus(NOW, HOUR);

const at = (now: Instant) => ({
  operator: SUBJECT.operator,
  reference: SUBJECT.reference,
  alert: alertSeen({ endedAt: RECOVERY }),
  now,
});
const decide = (decision: DecideAnticipated['decision'], now = NOW): DecideAnticipated => ({
  type: 'DecideAnticipated',
  decision,
  ...at(now),
});
const deletion = (now = NOW): RecordDeletion => ({ type: 'RecordDeletion', ...at(now) });
const anew = (mode: EnterAnew['mode'], goodsPresented: boolean, now = NOW): EnterAnew => ({
  type: 'EnterAnew',
  mode,
  goodsPresented,
  number: '26FR00265000001013',
  ...at(now),
});

/** @param anticipationEndsAt end of the delay of what the outage met anticipated */
const anticipated = (anticipationEndsAt: Instant): DeclarationTrail => {
  const trail = declarationTrail();
  trail.does(priorState('anticipated', { known: { anticipationEndsAt } }));
  return trail;
};
const withPaper = (anticipationEndsAt: Instant): DeclarationTrail => {
  const trail = anticipated(anticipationEndsAt);
  trail.does(lodging());
  return trail;
};
const typesOf = (events: readonly { readonly type: string }[]): readonly string[] => events.map((e) => e.type);

describe('DX-31: the delay runs still at recovery', () => {
  it.each([
    ['validate', 'validated'],
    ['leave', 'left'],
  ] as const)('DX-31 allows the operator to %s it', (decision, status) => {
    const trail = anticipated(LATER);
    expect(trail.row()).toMatchObject({ verdict: 'anticipated', anticipation: { status: 'open', endsAt: LATER } });
    expect(typesOf(trail.does(decide(decision)))).toEqual(['AnticipatedDecided']);
    expect(trail.row()).toMatchObject({ anticipation: { status } });
    expect(trail.does(decide(decision))).toEqual([]);
  });

  it('DX-31 allows what was left to be validated after all, and not the other way about', () => {
    const trail = anticipated(LATER);
    trail.does(decide('leave'));
    trail.does(decide('validate'));
    expect(trail.row()).toMatchObject({ anticipation: { status: 'validated' } });
    expect(trail.refuses(decide('leave'))).toEqual(['DX-31']);
  });

  it('DX-31 refuses the choice before the end of the alert, or of what was not anticipated', () => {
    expect(anticipated(LATER).refuses({ ...decide('validate'), alert: alertSeen() })).toEqual(['DX-31']);
    const lodged = declarationTrail();
    lodged.does(priorState('lodged'));
    expect(lodged.refuses(decide('validate'))).toEqual(['DX-31']);
    const unknown = declarationTrail();
    unknown.does(priorState('anticipated'));
    expect(unknown.refuses(decide('validate'))).toEqual(['DX-31']);
  });

  it('DX-31 refuses to enter it anew, or to call it deleted, while it stands', () => {
    expect(anticipated(LATER).refuses(anew('validated', false))).toEqual(['DX-31']);
    expect(anticipated(LATER).refuses(deletion())).toEqual(['DX-31']);
  });

  it('DX-31 refuses paper once it was validated', () => {
    const trail = anticipated(LATER);
    trail.does(decide('validate'));
    expect(trail.refuses(lodging())).toEqual(['DX-31']);
  });
});

describe('DX-31: the delay has ended', () => {
  it.each(['validated', 'anticipated'] as const)('DX-31 allows a new one, %s, as the goods stand', (mode) => {
    const trail = anticipated(RECOVERY);
    expect(typesOf(trail.does(anew(mode, false)))).toEqual(['AnticipatedDeleted', 'AnticipatedEnteredAnew']);
    expect(trail.row()).toMatchObject({ anticipation: { status: 'entered-anew', mode } });
    expect(trail.does(anew(mode, false))).toEqual([]);
  });

  it('DX-31 allows only a validated one once the goods were presented', () => {
    const trail = anticipated(RECOVERY);
    expect(trail.refuses(anew('anticipated', true))).toEqual(['DX-31']);
    expect(typesOf(trail.does(anew('validated', true)))).toContain('AnticipatedEnteredAnew');
  });

  it('DX-31 refuses to validate or leave what the system has deleted', () => {
    expect(anticipated(RECOVERY).refuses(decide('validate'))).toEqual(['DX-31']);
    expect(anticipated(plus(RECOVERY, HOUR)).refuses(decide('leave', plus(RECOVERY, HOUR)))).toEqual(['DX-31']);
  });

  it('DX-31 opens it again when a later list says that the delay runs longer', () => {
    const trail = anticipated(RECOVERY);
    trail.does(deletion());
    trail.does(priorState('anticipated', { known: { anticipationEndsAt: LATER } }));
    expect(trail.row()).toMatchObject({ anticipation: { status: 'open', endsAt: LATER } });
    expect(typesOf(trail.does(decide('validate')))).toEqual(['AnticipatedDecided']);
  });

  it('DX-31 records the deletion by itself, once', () => {
    const trail = anticipated(RECOVERY);
    expect(typesOf(trail.does(deletion()))).toEqual(['AnticipatedDeleted']);
    expect(trail.does(deletion())).toEqual([]);
    expect(typesOf(trail.does(anew('validated', false)))).toEqual(['AnticipatedEnteredAnew']);
    expect(trail.refuses(lodging())).toEqual(['DX-31']);
  });
});

describe('DX-31: an anticipated one whose goods were cleared on paper', () => {
  it('DX-31 holds the paper until the anticipated one is gone (DX-29)', () => {
    expect(withPaper(LATER).row()).toMatchObject({ status: 'held', cause: 'DX-29', cancellation: { status: 'due' } });
  });

  it('DX-29 refuses to validate it, or to enter it anew: the paper is what is re-integrated', () => {
    expect(withPaper(LATER).refuses(decide('validate'))).toEqual(['DX-29']);
    expect(withPaper(RECOVERY).refuses(anew('validated', true))).toEqual(['DX-29']);
  });

  it('DX-31 leaves it standing until its delay ends: the paper waits', () => {
    const trail = withPaper(LATER);
    trail.does(decide('leave'));
    expect(trail.row()).toMatchObject({ status: 'held', anticipation: { status: 'left' } });
    expect(trail.refuses(deletion())).toEqual(['DX-31']);
    expect(typesOf(trail.does(deletion(LATER)))).toEqual(['AnticipatedDeleted', 'CancellationConfirmed', 'HoldLifted']);
    expect(trail.row()).toMatchObject({ status: 'owed', cancellation: { by: 'expiry', outcome: 'deleted' } });
  });

  it('DX-31 lets the paper go at recovery where the system has deleted the anticipated one', () => {
    const trail = withPaper(RECOVERY);
    trail.does(deletion());
    expect(trail.row()).toMatchObject({ status: 'owed', cancellation: { status: 'confirmed', outcome: 'deleted' } });
    expect(trail.next()).toBe('send');
  });

  it('DX-31 takes the deletion from Delta X itself, where it is seen there', () => {
    const trail = withPaper(RECOVERY);
    const seen = {
      type: 'ConfirmCancellation',
      by: 'enquiry',
      outcome: 'deleted',
      evidence: 'Delta X: deleted',
    } as const;
    expect(typesOf(trail.does({ ...seen, confirmedAt: RECOVERY, now: NOW }))).toEqual([
      'AnticipatedDeleted',
      'CancellationConfirmed',
      'HoldLifted',
    ]);
    expect(trail.row()).toMatchObject({ status: 'owed', anticipation: { status: 'deleted' } });
  });

  it('DX-31 opens no duty for a paper recorded after the deletion', () => {
    const trail = anticipated(RECOVERY);
    trail.does(deletion());
    expect(typesOf(trail.does(lodging()))).toEqual(['DeclarationLodged', 'ObligationOpened']);
    expect(trail.row()?.status).toBe('owed');
  });
});
