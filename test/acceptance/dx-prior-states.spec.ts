import { describe, expect, it } from 'vitest';
import {
  checkPriorLine,
  PRIOR_STATES,
  priorStateNamed,
  triage,
  triagePolicy,
  VERDICTS,
  type PriorParticulars,
  type PriorState,
  type RawPriorLine,
  type RecordOwedMessage,
  type Triage,
} from '#libs/delta-x';
import { HOUR, plus } from '#libs/kernel';
import { cite } from '#libs/rules';
import { alertSeen, lodging, manifestHeader, OUTAGE, priorState } from '../delta-x-paper.js';
import { SUBJECT } from '../reintegration-events.js';
import { declarationTrail } from './declaration-trail.js';

const NOW = OUTAGE.now;
const triaged = (state: PriorState, known: PriorParticulars = {}): Triage =>
  triage({ state, known }, triagePolicy(NOW), NOW);
const check = (raw: RawPriorLine) => checkPriorLine(raw, { alert: alertSeen(), now: NOW });
const faultsOf = (raw: RawPriorLine): readonly unknown[] => {
  const checked = check(raw);
  return checked.ok ? [] : checked.objections.map(({ rule, field }) => [rule, field]);
};
const sent = (message: RecordOwedMessage['message'], sentAt = NOW): RecordOwedMessage => ({
  type: 'RecordOwedMessage',
  operator: SUBJECT.operator,
  reference: SUBJECT.reference,
  alert: alertSeen(),
  message,
  sentAt,
  now: NOW,
});

describe('what stood in Delta X, triaged', () => {
  it('gives each state one verdict, with rules that the catalogue holds, in both languages', () => {
    for (const state of PRIOR_STATES) {
      const { verdict, rules, text, todo } = triaged(state);
      expect(VERDICTS).toContain(verdict);
      for (const rule of rules) expect(cite(rule).document.id).toBe('fr-delta-x/fiche-5');
      expect(text.fr).not.toBe(text.en);
      expect(todo.fr).not.toBe(todo.en);
    }
  });

  it.each(['under-control', 'credit-pending', 'cash-payment'] as const)(
    'DX-07 refuses paper for %s, by DX-09',
    (state) => {
      expect(triaged(state)).toMatchObject({ verdict: 'paper-refused', rules: ['DX-07', 'DX-09'], owed: [] });
    },
  );

  it('DX-29 allows paper for one lodged without BAE, which is to be cancelled', () => {
    expect(triaged('lodged')).toMatchObject({ verdict: 'cancel-first', owed: [] });
    expect(triaged('lodged').rules).toContain('DX-29');
  });

  it('DX-31 tells of an anticipated one whether its delay runs', () => {
    const delay = (anticipationEndsAt: PriorParticulars['anticipationEndsAt']) =>
      triaged('anticipated', { anticipationEndsAt });
    expect(delay(plus(NOW, HOUR))).toMatchObject({ verdict: 'anticipated', delay: 'running' });
    expect(delay(NOW)).toMatchObject({ delay: 'expired' });
    expect(delay(undefined)).toMatchObject({ delay: 'unknown' });
    expect(delay(NOW).rules).toContain('DX-31');
  });
});

describe('DX-20: what has its BAE goes on, with the messages still owed', () => {
  it('DX-20 asks scan and end of scan of a BAE/prov, whatever its kind', () => {
    for (const kind of ['DSE', 'DAU'] as const) {
      expect(triaged('bae-prov', { kind })).toMatchObject({ verdict: 'goes-on', owed: ['scan', 'end-of-scan'] });
    }
  });

  it('DX-20 asks the completion of a DSE with BAE/def, and nothing of a DAU', () => {
    expect(triaged('bae-def', { kind: 'DSE' }).owed).toEqual(['completion']);
    expect(triaged('bae-def', { kind: 'DAU' }).owed).toEqual([]);
  });

  it('DX-20 asks the completion where the list did not say which kind', () => {
    expect(triaged('bae-def').owed).toEqual(['completion']);
  });

  it('DX-20 allows each message once, in order, and the list empties', () => {
    const trail = declarationTrail();
    trail.does(priorState('bae-prov', { known: { kind: 'DSE' } }));
    expect(trail.row()).toMatchObject({ verdict: 'goes-on', owes: ['scan', 'end-of-scan'], status: 'goes-on' });
    trail.does(sent('scan'));
    expect(trail.row()?.owes).toEqual(['end-of-scan']);
    trail.does(sent('end-of-scan'));
    expect(trail.row()).not.toHaveProperty('owes');
    expect(trail.does(sent('scan'))).toEqual([]);
    expect(trail.next()).toBe('nothing');
  });

  it('DX-20 refuses a message out of turn, of another state, or sent in the future', () => {
    const trail = declarationTrail();
    expect(trail.refuses(sent('scan'))).toEqual(['DX-20']);
    trail.does(priorState('bae-prov'));
    expect(trail.refuses(sent('end-of-scan'))).toEqual(['DX-20']);
    expect(trail.refuses(sent('completion'))).toEqual(['DX-20']);
    expect(trail.refuses(sent('scan', plus(NOW, 1)))).toEqual(['DX-20']);
    const dau = declarationTrail();
    dau.does(priorState('bae-def', { known: { kind: 'DAU' } }));
    expect(dau.refuses(sent('completion'))).toEqual(['DX-20']);
  });

  it('DX-20 refuses the re-integration of a paper whose declaration turns out to have its BAE', () => {
    const trail = declarationTrail();
    trail.does(lodging());
    expect(trail.next()).toBe('send');
    expect(trail.does(priorState('bae-prov')).map((e) => e.type)).toEqual(['PriorStateRecorded', 'ObligationExcluded']);
    expect(trail.next()).toBe('nothing');
    expect(trail.row()).toMatchObject({ status: 'goes-on', owes: ['scan', 'end-of-scan'] });
  });
});

describe('DX-07, DX-09: the list of what stood, line by line', () => {
  it('DX-07 takes a line with its reference and its state alone', () => {
    expect(check({ reference: 'RX-1', state: 'under-control' })).toEqual({
      ok: true,
      prior: { reference: 'RX-1', state: 'under-control', known: {} },
    });
  });

  it('DX-07 takes the states as they are written on the screens', () => {
    const words = [
      'Anticipée',
      'VALIDEE',
      'BAE/prov',
      'bae-déf.',
      'Sous contrôle',
      'crédit en attente',
      'Paiement au comptant',
    ];
    expect(words.map((word) => priorStateNamed(word.replace('déf.', 'def')))).toEqual(PRIOR_STATES);
    expect(faultsOf({ reference: 'RX-1', state: 'perdue' })).toEqual([['DX-07', 'state']]);
    expect(faultsOf({ reference: 'RX-1' })).toEqual([['DX-07', 'state']]);
  });

  it('DX-05 refuses a line without a reference, or with one that is none', () => {
    expect(faultsOf({ state: 'lodged' })).toEqual([['DX-05', 'reference']]);
    expect(faultsOf({ reference: 'a b', state: 'lodged' })).toEqual([['DX-05', 'reference']]);
  });

  it('DX-09 refuses an instant of validation that is not before the alert', () => {
    const line = { reference: 'RX-1', state: 'lodged' };
    expect(faultsOf({ ...line, validated_at: OUTAGE.startedAt })).toEqual([]);
    expect(faultsOf({ ...line, validated_at: plus(OUTAGE.startedAt, 1) })).toEqual([['DX-09', 'validated_at']]);
    expect(faultsOf({ ...line, validated_at: '02/03/2026' })).toEqual([['DX-09', 'validated_at']]);
  });

  it('DX-31 refuses an anticipated line without the end of its delay, and a delay of any other', () => {
    const ends = { anticipation_ends_at: plus(NOW, HOUR) };
    expect(faultsOf({ reference: 'RX-1', state: 'anticipated', ...ends })).toEqual([]);
    expect(faultsOf({ reference: 'RX-1', state: 'anticipated' })).toEqual([['DX-31', 'anticipation_ends_at']]);
    expect(faultsOf({ reference: 'RX-1', state: 'lodged', ...ends })).toEqual([['DX-31', 'anticipation_ends_at']]);
    expect(faultsOf({ reference: 'RX-1', state: 'anticipated', ...ends, validated_at: OUTAGE.startedAt })).toEqual([
      ['DX-09', 'validated_at'],
    ]);
  });

  it('names every fault of a line at once', () => {
    const line = { reference: '-', state: 'lodged', kind: 'DSI', number: '?', lrn: 'x'.repeat(23), office: 'Lille' };
    expect(faultsOf(line)).toEqual([
      ['DX-05', 'reference'],
      ['DX-20', 'kind'],
      ['DX-29', 'number'],
      ['DX-29', 'lrn'],
      ['DX-29', 'office'],
    ]);
  });

  it('DX-05 refuses a number that was lodged on paper in another outage', () => {
    const trail = declarationTrail();
    trail.does(lodging({}, { header: manifestHeader() }));
    expect(trail.refuses(priorState('bae-def', { alertId: 'a2' }))).toEqual(['DX-05']);
  });
});
