import { describe, expect, it } from 'vitest';
import {
  alertCodec,
  alertDecider,
  ownOutageCodec,
  ownOutagesDecider,
  type AlertCommand,
  type AlertEvent,
  type OtherAlert,
  type RegisterOwnOutage,
} from '#libs/alert';
import { asSeen, manifestCodec, manifestDecider, type LodgeManifest } from '#libs/delta-x';
import { fold, HOUR, instant, plus } from '#libs/kernel';
import { reactToAlert } from '#libs/reintegration';
import { manifestHeader, OUTAGE } from '../delta-x-paper.js';
import { NO_RULE, scenarioOf } from '../given-when-then.js';

const { given } = scenarioOf(alertDecider, alertCodec);
const manifests = scenarioOf(manifestDecider, manifestCodec);
const REQUESTED = OUTAGE.startedAt;
const NOW = OUTAGE.now;
const OLGA = '2026-000123';
const EORI = 'FR552100554';

const scope = (assistanceNumber = OLGA, eori = EORI) => ({ kind: 'operator', eori, assistanceNumber }) as const;
const announce = (
  others: readonly OtherAlert[] = [],
  changes: { readonly number?: string; readonly system?: 'delta-x' | 'ecs-bs' } = {},
): AlertCommand => ({
  type: 'AnnounceAlert',
  alertId: 'o1',
  system: changes.system ?? 'delta-x',
  scope: scope(changes.number),
  impact: 'general',
  notice: 'demande d’assistance',
  announcedAt: REQUESTED,
  others,
  now: NOW,
});
const everyones = (startedAt = REQUESTED, endedAt?: OtherAlert['endedAt']): OtherAlert => ({
  alertId: 'e1',
  scope: { kind: 'everyone' },
  startedAt,
  endedAt,
});
const own = (of: OtherAlert['scope'], startedAt = REQUESTED, endedAt?: OtherAlert['endedAt']): OtherAlert => ({
  alertId: 'o0',
  scope: of,
  startedAt,
  endedAt,
});
const running: readonly AlertEvent[] = given().when(announce()).allowed();
const seen = (events: readonly AlertEvent[]) => {
  const alert = asSeen(fold(alertDecider, events));
  if (!alert) throw new Error('no alert');
  return alert;
};

describe('DX-04: an outage of the operator’s own, under its assistance request', () => {
  it('DX-04 allows it from the instant of the request, for that operator alone', () => {
    expect(running.map((e) => e.type)).toEqual(['AlertAnnounced', 'AlertStarted']);
    expect(seen(running)).toMatchObject({ scope: scope(), startedAt: REQUESTED });
  });

  it.each(['Alerte CID', 'OLGA', '2026 000123', 'da-2026', '1', '2'.repeat(21)])(
    'DX-04 refuses “%s” as the number of a request',
    (number) => {
      const [objection] = given().when(announce([], { number })).refusedBy('DX-04');
      expect(objection).toMatchObject({ field: 'scope.assistanceNumber' });
    },
  );

  it('DX-04 refuses a number that was used, by its operator, for another outage', () => {
    const ended = own(scope(), plus(REQUESTED, -9 * HOUR), plus(REQUESTED, -HOUR));
    given()
      .when(announce([ended]))
      .refusedBy('DX-04');
    given(...running)
      .when(announce())
      .refusedBy('DX-04');
    const others = own(scope(OLGA, 'FR999999999'), plus(REQUESTED, -9 * HOUR));
    given()
      .when(announce([others]))
      .allowed();
  });

  it('DX-04 refuses a second outage of the same operator while one runs', () => {
    const first = scope('2026-000100');
    const [objection] = given()
      .when(announce([own(first)]))
      .refusedBy('DX-04');
    expect(objection).toMatchObject({ field: 'scope.eori' });
    given()
      .when(announce([own(first, plus(REQUESTED, 1))]))
      .refusedBy('DX-04');
    given()
      .when(announce([own(first, plus(REQUESTED, -HOUR), REQUESTED)]))
      .allowed();
    given()
      .when(announce([own(scope('2026-000100', 'FR999999999'))]))
      .allowed();
  });

  it('DX-04 refuses it while the administration’s own alert runs: that one prevails', () => {
    const [objection] = given()
      .when(announce([everyones()]))
      .refusedBy('DX-04');
    expect(objection).toMatchObject({
      field: 'scope',
      todo: { en: expect.stringContaining('lodge under it') as string },
    });
  });

  it('DX-04 allows it from the end of the administration’s alert on, and before its beginning', () => {
    given()
      .when(announce([everyones(plus(REQUESTED, -HOUR), REQUESTED)]))
      .allowed();
    given()
      .when(announce([everyones(plus(REQUESTED, 1))]))
      .allowed();
  });

  it('says the same of another system without a rule of fiche 5', () => {
    given()
      .when(announce([everyones()], { system: 'ecs-bs' }))
      .refusedBy(NO_RULE);
  });

  it('DX-04 asks the number, not “Alerte CID”, on the documents', () => {
    const lodge = (assistance: string, eori = EORI): LodgeManifest => ({
      type: 'LodgeManifest',
      header: {
        ...manifestHeader({ alertId: 'o1', assistance }),
        operator: { eori, name: 'Rapide Express SAS' },
      },
      alert: seen(running),
      now: NOW,
    });
    manifests.given().when(lodge(OLGA)).allowed();
    const [objection] = manifests.given().when(lodge('Alerte CID')).refusedBy('DX-04');
    expect(objection?.field).toBe('assistance');
    const [stranger] = manifests.given().when(lodge(OLGA, 'FR999999999')).refusedBy('DX-04');
    expect(stranger?.field).toBe('alertId');
  });
});

describe('DX-04: the own outages of one operator, in the order in which they are registered', () => {
  const register = (alertId: string, number: string, others: readonly OtherAlert[] = []): RegisterOwnOutage => {
    const outage = { alertId, system: 'delta-x', operator: EORI, assistanceNumber: number } as const;
    return { ...outage, startedAt: REQUESTED, announced: { impact: 'general', notice: 'OLGA' }, others, now: NOW };
  };
  const outages = scenarioOf(ownOutagesDecider, ownOutageCodec);
  const first = outages.given().when(register('o1', '2026-000101')).allowed();

  it('DX-04 refuses the second of two that come at once, whatever its number', () => {
    expect(first).toMatchObject([{ type: 'OwnOutageRegistered', rules: ['DX-04'] }]);
    const [objection] = outages
      .given(...first)
      .when(register('o2', '2026-000102'))
      .refusedBy('DX-04');
    expect(objection).toMatchObject({ field: 'scope.eori' });
  });

  it('DX-04 registers one again as nothing new, and the next once the first has ended', () => {
    expect(
      outages
        .given(...first)
        .when(register('o1', '2026-000101'))
        .allowed(),
    ).toEqual([]);
    const ended = { alertId: 'o1', scope: scope('2026-000101'), startedAt: plus(REQUESTED, -HOUR), endedAt: REQUESTED };
    outages
      .given(...first)
      .when(register('o2', '2026-000102', [ended]))
      .allowed();
    outages
      .given(...first)
      .when(register('o2', '2026-000101', [ended]))
      .refusedBy('DX-04');
  });
});

describe('DX-24: the window of an own outage', () => {
  it('DX-24 counts 24 hours from the end that the operator announces, in a campaign of its own', () => {
    const endedAt = instant('2026-03-02T16:00:00Z');
    const [ended] = given(...running)
      .when({ type: 'EndAlert', endedAt, now: NOW })
      .allowed();
    expect(ended).toMatchObject({ type: 'AlertEnded', data: { deadline: plus(endedAt, 24 * HOUR) }, rules: ['DX-24'] });
    expect(ended && reactToAlert(ended, ['delta-x'])).toMatchObject({ kind: 'command', campaign: { alertId: 'o1' } });
  });
});
