import { describe, expect, it } from 'vitest';
import {
  dcgDate,
  globalisationOf,
  manifestCodec,
  manifestDecider,
  reintegrationContent,
  type Globalisation,
  type ManifestEvent,
  type ManifestHeader,
  type Outage,
} from '#libs/delta-x';
import { HOUR, instant, msBetween, plus, type Instant } from '#libs/kernel';
import { dauLodging } from '../clearance-paper.js';
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
  const move = { type: 'MoveDcgDate', outages: [{ alertId: 'a1', startedAt, endedAt }] } as const;
  const outage = (from: string, to: string, alertId = 'a2'): Outage => ({
    alertId,
    startedAt: instant(from),
    endedAt: instant(to),
  });
  /** The date put off by the outages, in hours; of a DCG to be validated on 10 March where no day is named. */
  const movedBy = (outages: readonly Outage[], dcgOn = '2026-03-10'): number => {
    const { dcgValidation, ...rest } = period('2026-03-02', dcgOn);
    return msBetween(dcgValidation, dcgDate({ dcgValidation, ...rest }, outages).at) / HOUR;
  };

  it('DX-32 allows it where the outage fell in the three days before, once', () => {
    const from = instant('2026-03-04T22:59:59.999Z');
    const [moved] = given(lodged('2026-03-04')).when(move).allowed();
    expect(moved).toMatchObject({
      type: 'DcgDateMoved',
      data: { operator: 'FR552100554', reference: '2026-03-A', from, to: plus(from, LENGTH), outageMs: LENGTH },
      rules: ['DX-32'],
    });
    expect(moved?.data).toMatchObject({ alerts: ['a1'] });
    if (!moved) throw new Error('not moved');
    given(lodged('2026-03-04'), moved).when(move).then();
  });

  it.each([
    ['the fourth day before, to its last minute', '2026-03-06T08:00:00Z', '2026-03-06T23:00:00Z', 0],
    ['the fourth day before, and a minute of the third', '2026-03-06T08:00:00Z', '2026-03-06T23:01:00Z', 15 + 1 / 60],
    ['the third day before', '2026-03-07T08:00:00Z', '2026-03-07T16:00:00Z', 8],
    ['the day before', '2026-03-09T08:00:00Z', '2026-03-09T16:00:00Z', 8],
    ['the day before and the date itself: whole', '2026-03-09T20:00:00Z', '2026-03-10T20:00:00Z', 24],
    ['the date itself', '2026-03-10T08:00:00Z', '2026-03-10T16:00:00Z', 0],
    ['the night of the date, from its first minute', '2026-03-09T23:00:00Z', '2026-03-10T06:00:00Z', 0],
    ['afterwards', '2026-03-11T08:00:00Z', '2026-03-11T16:00:00Z', 0],
    ['every day around it', '2026-03-01T00:00:00Z', '2026-03-20T00:00:00Z', 19 * 24],
  ])('DX-32 counts whole days of the calendar, D-3 to D-1, by the office’s clock: %s', (_, from, to, hours) => {
    expect(movedBy([outage(from, to)])).toBeCloseTo(hours, 6);
  });

  it('DX-32 counts days, not hours, where the clocks change', () => {
    // 29 March 2026 has 23 hours: the third day before 30 March begins on 26 March at 23:00 UTC.
    expect(movedBy([outage('2026-03-26T10:00:00Z', '2026-03-26T23:00:00Z')], '2026-03-30')).toBe(0);
    expect(movedBy([outage('2026-03-26T22:00:00Z', '2026-03-27T00:00:00Z')], '2026-03-30')).toBe(2);
    // 25 October 2026 has 25 hours.
    expect(movedBy([outage('2026-10-22T20:00:00Z', '2026-10-22T22:00:00Z')], '2026-10-26')).toBe(0);
    expect(movedBy([outage('2026-10-22T21:00:00Z', '2026-10-22T23:00:00Z')], '2026-10-26')).toBe(2);
  });

  it('DX-32 adds up, from the date that each outage finds, whatever their order; what overlaps counts once', () => {
    const second = outage('2026-03-08T08:00:00Z', '2026-03-08T10:00:00Z');
    const third = outage('2026-03-09T08:00:00Z', '2026-03-09T13:00:00Z', 'a3');
    expect(movedBy([second, third])).toBe(7);
    expect(movedBy([third, second])).toBe(7);
    expect(movedBy([outage('2026-03-08T09:00:00Z', '2026-03-08T11:00:00Z', 'own'), second])).toBe(3);
    // Put off to the 11th, the date has the 10th before it.
    expect(movedBy([outage('2026-03-10T08:00:00Z', '2026-03-10T12:00:00Z', 'a4'), third])).toBe(9);
  });

  it('DX-32 moves it for an outage of another alert than that of the lodging, and again for the next', () => {
    const on10 = lodged('2026-03-10');
    given(on10).when(move).then();
    const outages = [...move.outages, outage('2026-03-09T08:00:00Z', '2026-03-09T10:00:00Z')];
    const [first] = given(on10).when({ type: 'MoveDcgDate', outages }).allowed();
    expect(first?.data).toMatchObject({ alertId: 'a1', alerts: ['a2'], outageMs: 2 * HOUR });
    if (!first) throw new Error('not moved');
    const more = [...outages, outage('2026-03-10T08:00:00Z', '2026-03-10T09:00:00Z', 'a3')];
    const [next] = given(on10, first).when({ type: 'MoveDcgDate', outages: more }).allowed();
    expect(next?.data).toMatchObject({ alerts: ['a2', 'a3'], outageMs: HOUR });
    given(on10, first).when({ type: 'MoveDcgDate', outages }).then();
  });

  it('DX-32 never takes back a date that was told', () => {
    const [told] = given(lodged('2026-03-04')).when(move).allowed();
    if (!told) throw new Error('not moved');
    given(lodged('2026-03-04'), told).when({ type: 'MoveDcgDate', outages: [] }).then();
  });

  it('DX-32 moves it for a DSE on a DAU of its own too, and for no line: that goes by its manifest', () => {
    const globalisation = period('2026-03-02', '2026-03-04');
    const trail = declarationTrail();
    trail.does(dauLodging({ header: { declarationKind: 'DSE', globalisation } }));
    const moveIt = { type: 'MoveDauDcgDate', outages: move.outages } as const;
    const to = plus(globalisation.dcgValidation, LENGTH);
    expect(trail.does(moveIt)).toMatchObject([
      { type: 'DauDcgDateMoved', data: { period: '2026-03-A', to, alerts: ['a1'] }, rules: ['DX-32'] },
    ]);
    expect(trail.row()?.globalisation).toEqual({ ...globalisation, movedTo: to });
    expect(trail.does(moveIt)).toEqual([]);
    const line = declarationTrail();
    line.does(lodging({}, { header: header(globalisation) }));
    expect(line.does(moveIt)).toEqual([]);
  });

  it('DX-32 moves it at once for paper entered after the alert has ended', () => {
    const events = given()
      .when(lodge(header(period('2026-03-02', '2026-03-04')), alertSeen({ endedAt })))
      .allowed();
    expect(events.map((event) => event.type)).toEqual(['ManifestLodged', 'DcgDateMoved']);
  });
});
