import { describe, expect, it } from 'vitest';
import {
  dcgMovedTo,
  deltaXPolicy,
  globalisationOf,
  manifestCodec,
  manifestDecider,
  reintegrationContent,
  type Globalisation,
  type ManifestEvent,
  type ManifestHeader,
} from '#libs/delta-x';
import { HOUR, instant, plus, type Instant } from '#libs/kernel';
import { alertSeen, lodging, manifestHeader, OUTAGE } from '../delta-x-paper.js';
import { scenarioOf } from '../given-when-then.js';
import { declarationTrail } from './declaration-trail.js';

const { startedAt, endedAt, now } = OUTAGE;
const LENGTH = 8 * HOUR;
const WINDOW_ENDS = plus(endedAt, 24 * HOUR);
const period = (endsOn: string, dcgOn: string): Globalisation =>
  globalisationOf({ reference: '2026-03-A', endsOn, dcgOn }, 'Europe/Paris');
const header = (globalisation: Globalisation, more: Partial<ManifestHeader> = {}): ManifestHeader =>
  manifestHeader({ globalisation, ...more });
const { given } = scenarioOf(manifestDecider, manifestCodec);
const lodge = (of: ManifestHeader, alert = alertSeen()) => ({ type: 'LodgeManifest', header: of, alert, now }) as const;

describe('DX-32: a DSE before the end of its globalisation period', () => {
  it('DX-32 gives what is owed its own deadline: the end of the last day, by the office’s clock', () => {
    const trail = declarationTrail();
    expect(trail.does(lodging({}, { header: header(period('2026-03-03', '2026-03-10')) }))[1]).toMatchObject({
      type: 'ObligationOpened',
      data: { dueBy: '2026-03-03T22:59:59.999Z' },
      rules: ['DX-21', 'DX-22', 'DX-32'],
    });
    expect(trail.row()).toMatchObject({ dueBy: '2026-03-03T22:59:59.999Z' });
  });

  it.each([
    ['2026-03-02', '2026-03-02T22:59:59.999Z'],
    ['2026-03-31', WINDOW_ENDS],
  ])(
    'DX-32 counts the earlier of the period’s end and 24 hours after the alert: a period to %s',
    (endsOn, deadline) => {
      const accepted = (acceptedAt: Instant) => {
        const trail = declarationTrail();
        trail.does(lodging({}, { header: header(period(endsOn, '2026-04-10')) }));
        const command = {
          type: 'RecordAcceptance',
          messageId: 'm',
          mrn: 'M',
          deadline: WINDOW_ENDS,
          byEnquiry: false,
        } as const;
        return trail.does({ ...command, acceptedAt })[0]?.data;
      };
      expect(accepted(deadline as Instant)).toMatchObject({ deadline, inTime: true });
      expect(accepted(plus(deadline as Instant, 1))).toMatchObject({ deadline, inTime: false });
    },
  );

  it('DX-32 names the period in what is sent', () => {
    const [lodged] = declarationTrail().does(lodging({}, { header: header(period('2026-03-31', '2026-04-10')) }));
    if (lodged?.type !== 'DeclarationLodged') throw new Error('not lodged');
    expect(reintegrationContent(lodged.data).globalisationPeriod).toBe('2026-03-A');
  });

  it('DX-32 refuses a period of a full declaration, one that was over, and a DCG before its end', () => {
    const field = (of: ManifestHeader): (string | undefined)[] =>
      given()
        .when(lodge(of))
        .refusedBy('DX-32')
        .map((objection) => objection.field);
    expect(field(header(period('2026-03-31', '2026-04-10'), { declarationKind: 'DAU' }))).toEqual([
      'globalisation.reference',
    ]);
    expect(field(header(period('2026-03-01', '2026-03-10')))).toEqual(['globalisation.endsOn']);
    expect(field(header(period('2026-03-31', '2026-03-30')))).toEqual(['globalisation.dcgOn']);
    expect(field(header({ ...period('2026-03-31', '2026-04-10'), reference: '' }))).toEqual([
      'globalisation.reference',
    ]);
  });
});

describe('DX-32: the DCG’s date moves by the outage’s length', () => {
  const lodged = (dcgOn: string): ManifestEvent => ({
    type: 'ManifestLodged',
    data: header(period('2026-03-02', dcgOn)),
    rules: ['DX-04'],
  });
  const move = { type: 'MoveDcgDate', startedAt, endedAt } as const;

  it('DX-32 allows it where the outage fell in the three days before, once', () => {
    const from = instant('2026-03-04T22:59:59.999Z');
    const [moved] = given(lodged('2026-03-04')).when(move).allowed();
    expect(moved).toMatchObject({
      type: 'DcgDateMoved',
      data: { operator: 'FR552100554', reference: '2026-03-A', from, to: plus(from, LENGTH), outageMs: LENGTH },
      rules: ['DX-32'],
    });
    if (!moved) throw new Error('not moved');
    given(lodged('2026-03-04'), moved).when(move).then();
  });

  it('DX-32 refuses it where the outage ended before these days, or began after the date', () => {
    given(lodged('2026-03-06')).when(move).then();
    const policy = deltaXPolicy(startedAt);
    const date = instant('2026-03-05T16:00:00Z');
    const globalisation = { reference: 'p', endsAt: date, dcgValidation: date };
    expect(dcgMovedTo(globalisation, { startedAt, endedAt }, policy)).toBeUndefined();
    const later = { startedAt, endedAt: plus(endedAt, 1) };
    expect(dcgMovedTo(globalisation, later, policy)).toBe(plus(date, LENGTH + 1));
    const after = { startedAt: plus(date, 1), endedAt: plus(date, HOUR) };
    expect(dcgMovedTo(globalisation, after, policy)).toBeUndefined();
  });

  it('DX-32 moves it at once for paper entered after the alert has ended', () => {
    const events = given()
      .when(lodge(header(period('2026-03-02', '2026-03-04')), alertSeen({ endedAt })))
      .allowed();
    expect(events.map((event) => event.type)).toEqual(['ManifestLodged', 'DcgDateMoved']);
  });
});
