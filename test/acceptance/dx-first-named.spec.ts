import { describe, expect, it } from 'vitest';
import {
  checkLine,
  declarationStream,
  doublesCheck,
  PRIOR_STATES,
  reintegrationContent,
  STARTING_RATES,
  type DeclarationRow,
  type NamedFirst,
  type PriorState,
} from '#libs/delta-x';
import { HOUR, plus } from '#libs/kernel';
import { dauLodging } from '../clearance-paper.js';
import { lodging, OUTAGE, priorState, rawLine } from '../delta-x-paper.js';
import { declarationTrail, type DeclarationTrail } from './declaration-trail.js';

const { endedAt, now } = OUTAGE;
const NUMBER = '26FR00265000000917';
const LRN = 'RX26';
const KNOWN = { number: NUMBER, lrn: LRN, office: 'FR003370' };
const PAPER_ALLOWED: readonly PriorState[] = ['lodged', 'anticipated'];

const line = (first: string, named?: NamedFirst) => ({ ...lodging({ first }), named });
const dau = (first: string, named?: NamedFirst) => ({ ...dauLodging({ goods: { first } }), named });
const listed = (state: PriorState, more: Partial<NamedFirst> = {}): NamedFirst => ({ state, known: KNOWN, ...more });
const typesOf = (events: readonly { readonly type: string }[]): readonly string[] => events.map((e) => e.type);
const send = {
  type: 'BeginAttempt',
  messageId: 'id-1',
  slotAt: now,
  releasedAt: endedAt,
  enquired: false,
  now,
} as const;
const cancel = (trail: DeclarationTrail): void => {
  trail.does({ type: 'RequestCancellation', means: 'mailbox', requestedAt: endedAt, now });
  const confirmed = { confirmedAt: plus(endedAt, HOUR), evidence: 'annulation n° 12', now };
  trail.does({ type: 'ConfirmCancellation', by: 'service', outcome: 'cancelled', ...confirmed });
};
const outcomesOf = (...rows: (DeclarationRow | undefined)[]) => {
  const known = new Map(rows.flatMap((r) => (r ? [[declarationStream(r.operator, r.reference), r] as const] : [])));
  const { see, checked } = doublesCheck();
  const pairs = [...known.values()].flatMap((row) => see(row, (key) => known.get(key)));
  return {
    checked: checked(),
    pairs: pairs.map(({ by, value, first, second, outcome }) => [
      by,
      value,
      first.reference,
      second.reference,
      outcome,
    ]),
  };
};

describe('DX-07, DX-09: paper of another number than the first declaration', () => {
  const forbidden = PRIOR_STATES.filter((state) => !PAPER_ALLOWED.includes(state));

  it.each(forbidden)(
    'DX-07, DX-09 refuse a line and a DAU that name one that stood as %s, as of the same number',
    (state) => {
      for (const paper of [line(LRN, listed(state)), dau(NUMBER, listed(state))])
        expect(declarationTrail().refuses(paper)).toEqual(['DX-07', 'DX-09']);
    },
  );

  it('DX-31 refuses one whose anticipated first was validated at recovery, and lets one go that the system deleted', () => {
    const anticipated = (status: 'validated' | 'deleted') =>
      listed('anticipated', { anticipation: { alertId: 'a1', status } });
    expect(declarationTrail().refuses(line(LRN, anticipated('validated')))).toEqual(['DX-31']);
    expect(typesOf(declarationTrail().does(line(LRN, anticipated('deleted'))))).toEqual([
      'DeclarationLodged',
      'ObligationOpened',
    ]);
  });

  it('DX-04 refuses what can be no number and no LRN, and takes a line that names none', () => {
    const check = (first: string) => checkLine(rawLine({ first }), { at: OUTAGE.lodgedAt, rates: STARTING_RATES });
    expect(check('n° 12')).toMatchObject({ ok: false, objections: [{ rule: 'DX-04', field: 'first' }] });
    expect(check(NUMBER)).toMatchObject({ ok: true, consignment: { first: NUMBER } });
    const none = check('');
    expect(none.ok && none.consignment).not.toHaveProperty('first');
  });
});

describe('DX-29: paper waits for the first one that it names', () => {
  it.each(PAPER_ALLOWED)(
    'DX-29 holds it where the list told of that one as %s, and lets it go once cancelled',
    (state) => {
      const trail = declarationTrail();
      expect(typesOf(trail.does(line(LRN, listed(state))))).toEqual([
        'PriorStateRecorded',
        'DeclarationLodged',
        'CancellationDue',
        'ObligationOpened',
      ]);
      expect(trail.row()).toMatchObject({
        status: 'held',
        cancellation: { status: 'due', office: 'FR003370', first: { number: NUMBER } },
      });
      expect(trail.refuses(send)).not.toEqual([]);
      cancel(trail);
      expect(trail.next()).toBe('send');
    },
  );

  it('DX-29 holds it on its own word where no list came yet, by the number or the LRN', () => {
    for (const [first, known] of [
      [NUMBER, { number: NUMBER }],
      [LRN, { lrn: LRN }],
    ] as const) {
      const trail = declarationTrail();
      expect(typesOf(trail.does(dau(first)))).not.toContain('PriorStateRecorded');
      expect(trail.row()).toMatchObject({ status: 'held', first, cancellation: { status: 'due', first: known } });
    }
  });

  it('DX-20, DX-29: a list that comes later excludes it where the first one has its BAE, and names its office where not', () => {
    const withBae = declarationTrail();
    withBae.does(line(LRN));
    expect(typesOf(withBae.does(priorState('bae-def', { known: KNOWN })))).toEqual([
      'PriorStateRecorded',
      'FirstDeclarationKept',
      'ObligationExcluded',
    ]);
    const without = declarationTrail();
    without.does(line(LRN));
    without.does(priorState('lodged', { known: KNOWN }));
    expect(without.row()).toMatchObject({
      status: 'held',
      cancellation: { office: 'FR003370', first: { number: NUMBER } },
    });
  });

  it('DX-29 takes the same paper again as one, and refuses it with another first (DX-28)', () => {
    const trail = declarationTrail();
    trail.does(line(LRN, listed('lodged')));
    expect(trail.does(line(LRN, listed('lodged')))).toEqual([]);
    expect(trail.refuses(line('OTHER'))).toEqual(['DX-05', 'DX-28']);
  });

  it('DX-29 opens no second duty where a paper names its own number', () => {
    const trail = declarationTrail();
    expect(typesOf(trail.does(line('RX-000001')))).toEqual(['DeclarationLodged', 'ObligationOpened']);
  });

  it('DX-28 sends the data as lodged, without what only the paper says', () => {
    const [event] = declarationTrail().does(line(LRN));
    if (event?.type !== 'DeclarationLodged') throw new Error('not lodged');
    expect(event.data.consignment.first).toBe(LRN);
    expect(reintegrationContent(event.data).consignment).not.toHaveProperty('first');
  });
});

describe('DX-29: the report compares paper by the first one that it names', () => {
  const firstRow = (): DeclarationRow | undefined => {
    const trail = declarationTrail();
    trail.does(priorState('lodged', { known: KNOWN }));
    const row = trail.row();
    return row && { ...row, reference: 'A-1' };
  };

  it('DX-29 shows one pair, held, then cancelled, whether the list knows of it or not', () => {
    for (const named of [listed('lodged'), undefined]) {
      const trail = declarationTrail();
      trail.does(line(LRN, named));
      expect(outcomesOf(firstRow(), trail.row()).pairs).toEqual([['lrn', LRN, LRN, 'RX-000001', 'held']]);
      cancel(trail);
      expect(outcomesOf(firstRow(), trail.row()).pairs).toEqual([['lrn', LRN, LRN, 'RX-000001', 'first-cancelled']]);
    }
  });

  it('DX-29 finds paper whose own number is the number of a first one, and tells how many named none', () => {
    const trail = declarationTrail();
    trail.does(lodging());
    const row = trail.row();
    const paper = row && { ...row, reference: NUMBER };
    const { pairs, checked } = outcomesOf(firstRow(), paper);
    expect(pairs).toEqual([['number', NUMBER, 'A-1', NUMBER, 'at-risk']]);
    expect(checked).toMatchObject({ firstNamed: 0, firstUnnamed: 1 });
    const named = declarationTrail();
    named.does(line(LRN));
    expect(outcomesOf(named.row()).checked).toMatchObject({ firstNamed: 1, firstUnnamed: 0 });
  });
});
