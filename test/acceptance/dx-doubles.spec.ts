import { describe, expect, it } from 'vitest';
import { declarationStream, doublesCheck, type DeclarationRow, type DoublePair } from '#libs/delta-x';
import { HOUR, plus } from '#libs/kernel';
import { lodging, OUTAGE, priorState } from '../delta-x-paper.js';
import { declarationTrail, type DeclarationTrail } from './declaration-trail.js';

const AT = OUTAGE.endedAt;
const NOW = OUTAGE.now;

const pairsOf = (trail: DeclarationTrail): readonly DoublePair[] => {
  const row = trail.row() as DeclarationRow;
  return doublesCheck().see(row, (key) => (key === declarationStream(row.operator, row.reference) ? row : undefined));
};
const outcomes = (trail: DeclarationTrail): string[] =>
  pairsOf(trail).map(({ first, second, outcome }) => `${first.as}/${second.as}: ${outcome}`);

const send = (trail: DeclarationTrail, lrn?: string): void => {
  const attempt = { messageId: 'id-1', slotAt: NOW, releasedAt: AT, enquired: false, now: NOW };
  trail.does({ type: 'BeginAttempt', ...attempt, lrn });
  trail.does({
    type: 'RecordAcceptance',
    messageId: 'id-1',
    mrn: '26FR00265000000941',
    acceptedAt: NOW,
    deadline: plus(AT, 24 * HOUR),
    byEnquiry: false,
  });
};
const cancel = (trail: DeclarationTrail): void => {
  trail.does({ type: 'RequestCancellation', means: 'mailbox', requestedAt: AT, now: NOW });
  const confirmed = { confirmedAt: plus(AT, HOUR), evidence: 'annulation n° 12', now: NOW };
  trail.does({ type: 'ConfirmCancellation', by: 'service', outcome: 'cancelled', ...confirmed });
};

describe('DX-29: no paper doubles what stood in Delta X, and a report shows it', () => {
  it('DX-29 shows the pair waiting, then its first cancelled, before and after the second is sent', () => {
    const trail = declarationTrail();
    trail.does(priorState('lodged', { known: { number: '26FR00265000000917', lrn: 'RX26', office: 'FR003370' } }));
    expect(outcomes(trail)).toEqual([]);
    trail.does(lodging());
    expect(outcomes(trail)).toEqual(['pre-outage/paper: held']);
    cancel(trail);
    expect(outcomes(trail)).toEqual(['pre-outage/paper: first-cancelled']);
    send(trail);
    expect(outcomes(trail)).toEqual(['pre-outage/re-sent: first-cancelled']);
    expect(pairsOf(trail)[0]).toMatchObject({
      by: 'reference',
      first: { number: '26FR00265000000917', lrn: 'RX26' },
      second: { number: '26FR00265000000941' },
      rules: ['DX-29'],
    });
  });

  it('DX-29 shows the pair whose first one goes on: the paper is not sent', () => {
    const trail = declarationTrail();
    trail.does(priorState('lodged'));
    trail.does(lodging());
    trail.does({ type: 'RequestCancellation', means: 'mailbox', requestedAt: AT, now: NOW });
    const refused = { reason: 'contrôle physique en cours', refusedAt: plus(AT, HOUR), now: NOW };
    trail.does({ type: 'RefuseCancellation', because: 'under-control', ...refused });
    expect(outcomes(trail)).toEqual(['pre-outage/paper: held']);
    trail.does({ type: 'KeepFirst', why: 'le contrôle se poursuit' });
    expect(outcomes(trail)).toEqual(['pre-outage/paper: first-kept']);
  });

  it('DX-29 shows a double where the list came only after the paper was sent', () => {
    const trail = declarationTrail();
    trail.does(lodging());
    send(trail);
    expect(outcomes(trail)).toEqual([]);
    trail.does(priorState('lodged'));
    expect(outcomes(trail)).toEqual(['pre-outage/re-sent: doubled']);
  });

  it('DX-29 knows the one sent again under a new LRN as the same, and shows it as it was sent', () => {
    const trail = declarationTrail();
    trail.does(priorState('lodged', { known: { lrn: 'RX26' } }));
    trail.does(lodging());
    cancel(trail);
    send(trail, 'R0123456789ABCDEF01234');
    expect(outcomes(trail)).toEqual(['pre-outage/re-sent: first-cancelled']);
    expect(pairsOf(trail)[0]).toMatchObject({ first: { lrn: 'RX26' }, second: { lrn: 'R0123456789ABCDEF01234' } });
  });

  it('DX-29 shows a double where another one stood in Delta X under the LRN that it was sent under', () => {
    const trail = declarationTrail();
    trail.does(lodging());
    send(trail, 'R0123456789ABCDEF01234');
    const row = trail.row() as DeclarationRow;
    const { mrn: _mrn, sentLrn: _lrn, lodgedAt: _at, ...rest } = row;
    const known = { lrn: 'R0123456789ABCDEF01234' };
    const other: DeclarationRow = { ...rest, reference: 'RX-9', status: 'prior', prior: 'lodged', known };
    const { see } = doublesCheck();
    const rows = new Map([row, other].map((r) => [declarationStream(r.operator, r.reference), r]));
    const found = [row, other].flatMap((r) => see(r, (key) => rows.get(key)));
    expect(found).toMatchObject([{ by: 'lrn', first: { reference: 'RX-9' }, outcome: 'doubled', rules: ['DX-29'] }]);
  });

  it('DX-29 shows none where nothing stood in Delta X before', () => {
    const trail = declarationTrail();
    trail.does(lodging());
    send(trail);
    expect(outcomes(trail)).toEqual([]);
  });
});
