import { describe, expect, it } from 'vitest';
import type { ConfirmCancellation, RefuseCancellation, RequestCancellation } from '#libs/delta-x';
import { HOUR, plus } from '#libs/kernel';
import type { ReintegrationCommand } from '#libs/reintegration';
import { lodging, OUTAGE, priorState } from '../delta-x-paper.js';
import { declarationTrail, type DeclarationTrail } from './declaration-trail.js';

const AT = OUTAGE.endedAt;
const NOW = OUTAGE.now;
const NUMBER = '26FR00265000000917';

const request = (changes: Partial<RequestCancellation> = {}): RequestCancellation => ({
  type: 'RequestCancellation',
  means: 'mailbox',
  requestedAt: AT,
  now: NOW,
  ...changes,
});
const confirm = (changes: Partial<ConfirmCancellation> = {}): ConfirmCancellation => ({
  type: 'ConfirmCancellation',
  by: 'service',
  outcome: 'cancelled',
  confirmedAt: plus(AT, HOUR),
  evidence: 'annulation n° 12',
  now: NOW,
  ...changes,
});
const decline = (changes: Partial<RefuseCancellation> = {}): RefuseCancellation => ({
  type: 'RefuseCancellation',
  because: 'under-control',
  reason: 'contrôle physique en cours',
  refusedAt: plus(AT, HOUR),
  now: NOW,
  ...changes,
});
const keep = { type: 'KeepFirst', why: 'le contrôle se poursuit' } as const;
const begin: ReintegrationCommand = {
  type: 'BeginAttempt',
  messageId: 'id-1',
  slotAt: NOW,
  releasedAt: AT,
  enquired: false,
  now: NOW,
};
const accept: ReintegrationCommand = {
  type: 'RecordAcceptance',
  messageId: 'id-1',
  mrn: '26FR00265000000941',
  acceptedAt: NOW,
  deadline: plus(AT, 24 * HOUR),
  byEnquiry: false,
};

/** Lodged in Delta X before the outage, without BAE, and on paper during it. */
const doubled = (value = '1250.00'): DeclarationTrail => {
  const trail = declarationTrail();
  trail.does(priorState('lodged', { known: { number: NUMBER, lrn: 'RX26', office: 'FR003370' } }));
  trail.does(lodging({ invoiceValue: value }));
  return trail;
};
const typesOf = (events: readonly { readonly type: string }[]): readonly string[] => events.map((e) => e.type);

describe('DX-29: the first one is cancelled before the paper one is re-integrated', () => {
  it('DX-29 opens the duty with the paper, naming the first one and its office', () => {
    expect(doubled().row()).toMatchObject({
      status: 'held',
      cause: 'DX-29',
      holds: [{ hold: 'cancel-first', rule: 'DX-29' }],
      cancellation: { status: 'due', first: { number: NUMBER, lrn: 'RX26' }, office: 'FR003370', requests: 0 },
    });
  });

  it('DX-29 opens the duty for the negligible too, which are never re-integrated', () => {
    const trail = doubled('20.00');
    expect(trail.row()).toMatchObject({ status: 'kept', cancellation: { status: 'due' } });
    trail.does(request());
    expect(typesOf(trail.does(confirm()))).toEqual(['CancellationConfirmed']);
    expect(trail.row()).toMatchObject({ status: 'kept', cancellation: { status: 'confirmed' } });
  });

  it('DX-29 allows the request, the confirmation, and only then the re-integration', () => {
    const trail = doubled();
    expect(trail.refuses(begin)).toEqual(['DX-29']);
    trail.does(request());
    expect(trail.row()?.cancellation).toMatchObject({ status: 'requested', office: 'FR003370', requests: 1 });
    expect(trail.refuses(begin)).toEqual(['DX-29']);
    expect(typesOf(trail.does(confirm()))).toEqual(['CancellationConfirmed', 'HoldLifted']);
    expect(trail.row()).toMatchObject({ status: 'owed', cancellation: { status: 'confirmed', by: 'service' } });
    expect(trail.row()).not.toHaveProperty('holds');
    expect(typesOf(trail.does(begin))).toEqual(['ReintegrationAttempted']);
  });

  it('DX-29 allows the confirmation that is seen in Delta X, requested or not', () => {
    const trail = doubled();
    const seen = confirm({ by: 'enquiry', evidence: `${NUMBER}: cancelled` });
    expect(typesOf(trail.does(seen))).toEqual(['CancellationConfirmed', 'HoldLifted']);
    expect(trail.does(seen)).toEqual([]);
  });

  it('DX-29 takes the same request twice as one, and refuses a second while the first waits', () => {
    const trail = doubled();
    trail.does(request());
    expect(trail.does(request())).toEqual([]);
    expect(trail.refuses(request({ means: 'telephone' }))).toEqual(['DX-29']);
  });

  it('DX-29 refuses a request to no office, or of the future, and a confirmation without evidence or before it', () => {
    const trail = doubled();
    expect(trail.refuses(request({ office: 'Lille' }))).toEqual(['DX-29']);
    expect(trail.refuses(request({ requestedAt: plus(NOW, 1) }))).toEqual(['DX-29']);
    trail.does(request());
    expect(trail.refuses(confirm({ evidence: ' ' }))).toEqual(['DX-29']);
    expect(trail.refuses(confirm({ confirmedAt: plus(AT, -1) }))).toEqual(['DX-29']);
    expect(trail.refuses(confirm({ confirmedAt: plus(NOW, 1) }))).toEqual(['DX-29']);
  });

  it('DX-29 refuses to cancel where nothing is doubled', () => {
    const trail = declarationTrail();
    expect(trail.refuses(request())).toEqual(['DX-29']);
    trail.does(priorState('lodged'));
    expect(trail.refuses(request())).toEqual(['DX-29']);
    const alone = declarationTrail();
    alone.does(lodging());
    expect(alone.refuses(confirm())).toEqual(['DX-29']);
  });

  it('DX-29 leaves it to a person when the service refuses: requested again', () => {
    const trail = doubled();
    expect(trail.refuses(decline())).toEqual(['DX-29']);
    trail.does(request());
    trail.does(decline());
    expect(trail.row()).toMatchObject({
      status: 'held',
      cancellation: { status: 'refused', because: 'under-control' },
    });
    expect(trail.does(decline())).toEqual([]);
    expect(trail.refuses(request())).toEqual(['DX-29']);
    trail.does(request({ requestedAt: plus(AT, HOUR) }));
    expect(trail.row()?.cancellation).toMatchObject({ status: 'requested', requests: 2 });
  });

  it('DX-29 leaves it to a person when the service refuses: the first goes on, the paper is not re-integrated', () => {
    const trail = doubled();
    expect(trail.refuses(keep)).toEqual(['DX-29']);
    trail.does(request());
    trail.does(decline());
    expect(trail.refuses({ ...keep, why: '' })).toEqual(['DX-29']);
    expect(typesOf(trail.does(keep))).toEqual(['FirstDeclarationKept', 'ObligationExcluded']);
    expect(trail.row()).toMatchObject({ status: 'goes-on', cancellation: { status: 'first-kept' } });
    expect(trail.row()).not.toHaveProperty('cause');
    expect(trail.next()).toBe('nothing');
    expect(trail.refuses(request({ requestedAt: NOW }))).toEqual(['DX-29']);
    expect(trail.does(keep)).toEqual([]);
  });

  it('DX-29 holds a paper lodged before the list told of the first one', () => {
    const trail = declarationTrail();
    trail.does(lodging());
    expect(trail.next()).toBe('send');
    const told = trail.does(priorState('lodged', { known: { number: NUMBER } }));
    expect(typesOf(told)).toEqual(['PriorStateRecorded', 'CancellationDue', 'HoldPlaced']);
    expect(trail.row()).toMatchObject({ status: 'held', cause: 'DX-29', cancellation: { status: 'due' } });
    trail.does(request());
    trail.does(confirm());
    expect(trail.next()).toBe('send');
  });

  it('DX-29 names the double when the list comes after the re-integration', () => {
    const trail = declarationTrail();
    trail.does(lodging());
    trail.does(begin);
    expect(trail.refuses(priorState('lodged'))).toEqual(['DX-29']);
    trail.does(accept);
    const told = trail.does(priorState('lodged', { known: { number: NUMBER } }));
    expect(typesOf(told)).toEqual(['PriorStateRecorded', 'CancellationDue', 'DoubleDetected']);
    expect(trail.row()).toMatchObject({ status: 'accepted', cause: 'DX-29', cancellation: { status: 'due' } });
  });

  it('DX-29 sends one that customs refused again once the list tells why, held until the first is cancelled', () => {
    const trail = declarationTrail();
    trail.does(lodging());
    trail.does(begin);
    trail.does({ type: 'RecordRefusal', messageId: 'id-1', code: '91', reason: 'doublon' });
    const told = trail.does(priorState('lodged', { known: { number: NUMBER } }));
    expect(typesOf(told)).toEqual(['PriorStateRecorded', 'CancellationDue', 'ReintegrationReopened', 'HoldPlaced']);
    expect(trail.row()).toMatchObject({ status: 'held', submission: 2 });
  });

  it('DX-29 refuses to tell another state of a first one that is cancelled', () => {
    const trail = doubled();
    trail.does(confirm({ by: 'enquiry' }));
    expect(trail.refuses(priorState('bae-def'))).toEqual(['DX-29']);
  });

  it('DX-29 names both rules where two things hold it', () => {
    const trail = declarationTrail();
    trail.does(lodging());
    trail.does(priorState('lodged'));
    trail.records({
      type: 'HoldPlaced',
      data: {
        alertId: 'a1',
        system: 'delta-x',
        operator: 'FR552100554',
        reference: 'RX-000001',
        hold: 'under-control',
        holdsNow: 2,
      },
      rules: ['DX-33'],
    });
    expect(trail.row()).toMatchObject({ status: 'held', holds: [{ rule: 'DX-29' }, { rule: 'DX-33' }] });
    trail.does(request());
    trail.does(confirm());
    expect(trail.row()).toMatchObject({ status: 'held', cause: 'DX-33', holds: [{ rule: 'DX-33' }] });
  });
});
