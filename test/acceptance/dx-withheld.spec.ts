import { describe, expect, it } from 'vitest';
import {
  declarationView,
  withManifest,
  type RecordControl,
  type ReleaseGoods,
  type WithholdGoods,
} from '#libs/delta-x';
import { HOUR, MINUTE, plus } from '#libs/kernel';
import type { ReintegrationCommand } from '#libs/reintegration';
import { lodging, OUTAGE } from '../delta-x-paper.js';
import { declarationTrail, type DeclarationTrail } from './declaration-trail.js';

const T0 = OUTAGE.lodgedAt;
const { now } = OUTAGE;
const mark = { office: 'FR002650', officer: 'Claude Morel', now };
const select = { type: 'SelectForControl', ...mark, at: plus(T0, MINUTE) } as const;
const control = (result: RecordControl['result'], at = plus(T0, HOUR)): RecordControl => ({
  type: 'RecordControl',
  kind: 'physical',
  result,
  officer: mark.officer,
  at,
  now,
});
const release: ReleaseGoods = { type: 'ReleaseGoods', ...mark, at: plus(T0, 3 * HOUR), servicePresent: false };
const withhold = (more: Partial<WithholdGoods> = {}): WithholdGoods => ({
  type: 'WithholdGoods',
  because: 'seized',
  ...mark,
  at: plus(T0, 2 * HOUR),
  ...more,
});
const begin: ReintegrationCommand = {
  type: 'BeginAttempt',
  messageId: 'm',
  slotAt: plus(now, HOUR),
  releasedAt: OUTAGE.endedAt,
  enquired: false,
  now: plus(now, HOUR),
};
const refusal: ReintegrationCommand = { type: 'RecordRefusal', messageId: 'm', code: '12', reason: 'CN8' };

const amiss = (): DeclarationTrail => {
  const trail = declarationTrail();
  for (const command of [lodging(), select, control('unsatisfactory')]) trail.does(command);
  return trail;
};

describe('DX-33 a control that found something amiss', () => {
  it('keeps the goods; a second one that finds nothing lets the release come', () => {
    const trail = amiss();
    const [objection] = trail.objections(release);
    expect(objection).toMatchObject({ rule: 'DX-33' });
    expect(objection?.todo?.en).toContain('second control');
    expect(objection?.todo?.en).not.toContain('waived');
    trail.does(control('satisfactory', plus(T0, 2 * HOUR)));
    trail.does(release);
    expect(trail.row()).toMatchObject({ status: 'owed', release: { by: 'after-control' } });
    expect(trail.next()).toBe('send');
  });

  it('whose goods the service withholds owes nothing any more, with what became of them', () => {
    const trail = amiss();
    expect(trail.does(withhold({ note: 'PV 2026/117' })).map(({ type }) => type)).toEqual([
      'GoodsWithheld',
      'ObligationExcluded',
    ]);
    expect(trail.row()).toMatchObject({ status: 'not-released', withheld: { because: 'seized', rule: 'DX-33' } });
    expect(trail.row()).not.toHaveProperty('holds');
    expect(trail.next()).toBe('nothing');
    expect(trail.does(withhold())).toEqual([]);
    expect(trail.refuses(release)).toEqual(['DX-33']);
    expect(trail.refuses(control('satisfactory', plus(T0, 3 * HOUR)))).toEqual(['DX-33']);
  });

  it('is withheld after a refusal by customs too, and not while an answer is awaited', () => {
    const trail = declarationTrail();
    for (const command of [lodging(), begin]) trail.does(command);
    for (const command of [select, control('unsatisfactory')]) trail.does(command);
    expect(trail.refuses(withhold())).toEqual(['DX-33']);
    trail.does(refusal);
    trail.does(withhold());
    expect(trail.row()).toMatchObject({ status: 'not-released' });
  });

  it('is withheld by its office alone, after a control, and “other” says what', () => {
    const trail = declarationTrail();
    trail.does(lodging());
    expect(trail.refuses(withhold())).toEqual(['DX-33']);
    trail.does(select);
    expect(trail.refuses(withhold())).toEqual(['DX-33']);
    const found = amiss();
    expect(found.objections(withhold({ office: 'FR003370' })).map(({ field }) => field)).toEqual(['office']);
    expect(found.objections(withhold({ because: 'other' })).map(({ field }) => field)).toEqual(['note']);
    expect(found.objections(withhold({ at: T0 })).map(({ field }) => field)).toEqual(['at']);
  });
});

describe('goods and their re-integration', () => {
  it('DX-15 accepted without a release they are shown so, and selected for control all the same', () => {
    const trail = declarationTrail();
    for (const command of [lodging(), begin]) trail.does(command);
    const deadline = plus(OUTAGE.endedAt, 24 * HOUR);
    const accept = { messageId: 'm', mrn: '26FR000000000001A5', acceptedAt: now, deadline, byEnquiry: false };
    trail.does({ type: 'RecordAcceptance', ...accept });
    const shown = () => {
      const row = trail.row();
      if (!row) throw new Error('no row');
      return withManifest(row, undefined);
    };
    expect(shown()).toMatchObject({ releaseMissing: { rule: 'DX-15', since: now } });
    expect(trail.does(select).map(({ type }) => type)).toEqual(['SelectedForControl']);
    trail.does(control('satisfactory'));
    trail.does(release);
    expect(shown()).not.toHaveProperty('releaseMissing');
  });

  it('DX-33 what a control found amiss needs a person, until it is settled', () => {
    const trail = amiss();
    const needs = (): string =>
      JSON.stringify(trail.row() && declarationView.columns?.['needs']?.(trail.row() as never));
    expect(needs()).toContain('control-unsatisfactory');
    trail.does(withhold());
    expect(needs()).toBe('null');
  });
});
