import { describe, expect, it } from 'vitest';
import {
  checkPriorLine,
  manifestCodec,
  manifestDecider,
  priorListObjections,
  type ConfirmCancellation,
  type LodgeManifest,
  type OwedMessage,
  type RecordOwedMessage,
  type RecordsEntry,
  type RequestCancellation,
} from '#libs/delta-x';
import { HOUR, instant, plus, type Instant } from '#libs/kernel';
import { aeoEntry, dauLodging, recordsHeader } from '../clearance-paper.js';
import { alertSeen, lodging, manifestHeader, OUTAGE, priorState } from '../delta-x-paper.js';
import { refusalOf, scenarioOf } from '../given-when-then.js';
import { declarationTrail, type DeclarationTrail } from './declaration-trail.js';

const { startedAt, lodgedAt, endedAt, now } = OUTAGE;
const { given } = scenarioOf(manifestDecider, manifestCodec);
const manifest = (header = manifestHeader(), alert = alertSeen()): LodgeManifest => ({
  type: 'LodgeManifest',
  header,
  alert,
  now,
});
const signed = (signedAt: Instant) => ({ signature: { name: 'Marion Lefèvre', signedAt } });
const fields = (act: () => unknown): unknown[] => refusalOf(act).objections.map(({ rule, field }) => [rule, field]);

describe('DX-04, DX-05: the operator signs what it lodges', () => {
  it('DX-04, DX-05 allow a signature from the start of the alert to the lodging', () => {
    for (const at of [startedAt, lodgedAt]) {
      given()
        .when(manifest(manifestHeader(signed(at))))
        .allowed();
      expect(declarationTrail().does(dauLodging({ header: signed(at) }))).toHaveLength(3);
    }
  });

  it('DX-04, DX-05 refuse one of before the alert, of after the lodging, and of the future', () => {
    for (const at of [instant('1999-01-01T00:00:00Z'), plus(startedAt, -1), plus(lodgedAt, 1), plus(now, 1)]) {
      const [objection] = given()
        .when(manifest(manifestHeader(signed(at))))
        .refusedBy('DX-04');
      expect(objection?.field).toBe('signature.signedAt');
      const act = () => declarationTrail().does(dauLodging({ header: signed(at) }));
      expect(fields(act)).toEqual([['DX-05', 'signature.signedAt']]);
    }
  });
});

describe('DX-12: the office is told of the facility for this outage', () => {
  const entered = (changes: Partial<RecordsEntry>, alert = alertSeen()): LodgeManifest =>
    manifest(recordsHeader(aeoEntry(changes)), alert);

  it('DX-12 allows a notice since the alert began, or since it was notified where it was planned', () => {
    given()
      .when(entered({ officeInformedAt: startedAt }))
      .allowed();
    const planned = alertSeen({ knownAt: plus(startedAt, -48 * HOUR) });
    given()
      .when(entered({ officeInformedAt: plus(startedAt, -48 * HOUR) }, planned))
      .allowed();
  });

  it('DX-12 refuses a notice of before the outage was known', () => {
    const [objection] = given()
      .when(entered({ officeInformedAt: plus(startedAt, -1) }))
      .refusedBy('DX-12');
    expect(objection?.field).toBe('records.officeInformedAt');
    const planned = alertSeen({ knownAt: plus(startedAt, -HOUR) });
    given()
      .when(entered({ officeInformedAt: plus(startedAt, -HOUR - 1) }, planned))
      .refusedBy('DX-12');
  });
});

describe('DX-03: an arrangement of the day, by the office’s own clock', () => {
  const at = instant('2026-03-02T23:30:00Z');
  const tracked = (agreedOn: string): LodgeManifest => {
    const arrangement = { office: 'FR002650', reference: 'AL-7', agreedOn };
    const records = { basis: 'evn-tracking', arrangement, availableAt: 'ERP' } as const;
    const header = recordsHeader(records, { consignmentType: 'evn', lodgedAt: at });
    return { ...manifest(header), now: plus(at, HOUR) };
  };

  it('DX-03 allows one agreed on the very day in Paris, though it is the day before in UTC', () => {
    given().when(tracked('2026-03-03')).allowed();
  });

  it('DX-03 refuses one of the day after', () => {
    given().when(tracked('2026-03-04')).refusedBy('DX-03');
  });
});

const NUMBER = '26FR00265000000917';
const doubled = (): DeclarationTrail => {
  const trail = declarationTrail();
  trail.does(priorState('lodged', { known: { number: NUMBER } }));
  trail.does(lodging());
  return trail;
};
const request = (changes: Partial<RequestCancellation> = {}): RequestCancellation => ({
  type: 'RequestCancellation',
  means: 'mailbox',
  requestedAt: endedAt,
  now,
  ...changes,
});
const confirm = (changes: Partial<ConfirmCancellation> = {}): ConfirmCancellation => ({
  type: 'ConfirmCancellation',
  by: 'service',
  outcome: 'cancelled',
  confirmedAt: endedAt,
  evidence: 'annulation n° 12',
  now,
  ...changes,
});
const decline = (refusedAt: Instant) =>
  ({ type: 'RefuseCancellation', because: 'other', reason: 'r', refusedAt, now }) as const;

describe('DX-29: request, answer, in that order, at an office that exists', () => {
  it('DX-29 allows a request from the lodging of the paper on, and an answer from the request on', () => {
    const trail = doubled();
    trail.does(request({ requestedAt: lodgedAt }));
    trail.does(decline(lodgedAt));
    trail.does(request({ requestedAt: endedAt }));
    trail.does(confirm());
    expect(trail.row()).toMatchObject({ status: 'owed', cancellation: { status: 'confirmed' } });
  });

  it('DX-29 allows a request of before the paper once the outage has begun, and none of before it', () => {
    const alert = {
      alertId: 'a1',
      system: 'delta-x',
      scope: { kind: 'everyone' },
      startedAt: plus(lodgedAt, -60),
    } as const;
    const early = (seconds: number) => request({ alert, requestedAt: plus(lodgedAt, seconds) });
    expect(fields(() => doubled().does(early(-61)))).toEqual([['DX-29', 'requestedAt']]);
    expect(
      doubled()
        .does(early(-60))
        .map(({ type }) => type),
    ).toEqual(['CancellationRequested']);
  });

  it('DX-29 refuses a request of before the paper, and an answer of before the request', () => {
    const trail = doubled();
    expect(fields(() => trail.does(request({ requestedAt: plus(lodgedAt, -1) })))).toEqual([['DX-29', 'requestedAt']]);
    trail.does(request());
    const early = plus(endedAt, -1);
    expect(fields(() => trail.does(confirm({ confirmedAt: early })))).toEqual([['DX-29', 'confirmedAt']]);
    expect(fields(() => trail.does(decline(early)))).toEqual([['DX-29', 'refusedAt']]);
  });

  it('DX-29 refuses a confirmation by the service of what was never asked of it; what is seen in Delta X is a fact', () => {
    const trail = doubled();
    const [objection] = refusalOf(() => trail.does(confirm())).objections;
    expect([objection.rule, objection.todo?.en]).toEqual(['DX-29', 'record the request first']);
    expect(trail.does(confirm({ by: 'enquiry' }))).toHaveLength(2);
  });

  it('DX-29 refuses the service’s “deleted” of a declaration that was not anticipated', () => {
    const trail = doubled();
    trail.does(request());
    expect(fields(() => trail.does(confirm({ outcome: 'deleted' })))).toEqual([['DX-29', 'outcome']]);
  });

  it('DX-29 refuses an office that does not exist, in a request and on the list', () => {
    const trail = doubled();
    for (const office of ['FR999999', 'FR', 'FRANCE', ''])
      expect(fields(() => trail.does(request({ office })))).toEqual([['DX-29', 'office']]);
    expect(trail.does(request({ office: 'BE101000' }))).toHaveLength(1);
    const listed = (office: string) =>
      checkPriorLine({ reference: 'R1', state: 'lodged', office }, { alert: alertSeen(), now });
    expect(listed('FR002650').ok).toBe(true);
    expect(listed('FR999999')).toMatchObject({ ok: false, objections: [{ rule: 'DX-29', field: 'office' }] });
  });
});

describe('DX-21: a list is told for an alert that concerns it', () => {
  it('DX-21 allows one under an alert of Delta X, everyone’s or the operator’s own', () => {
    const own = { kind: 'operator', eori: 'FR552100554', assistanceNumber: '2026-000123' } as const;
    expect(priorListObjections(alertSeen(), 'FR552100554')).toEqual([]);
    expect(priorListObjections(alertSeen({ scope: own }), 'FR552100554')).toEqual([]);
  });

  it('DX-21 refuses one under an alert of another system, or of another operator’s own', () => {
    const others = { kind: 'operator', eori: 'FR999999999', assistanceNumber: '2026-000123' } as const;
    for (const alert of [alertSeen({ system: 'ecs-bs' }), alertSeen({ system: 'emcs' }), alertSeen({ scope: others })])
      expect(priorListObjections(alert, 'FR552100554')).toMatchObject([{ rule: 'DX-21', field: 'alertId' }]);
  });
});

describe('DX-20: messages in their order, since the alert', () => {
  const sent = (message: OwedMessage, sentAt: Instant): RecordOwedMessage => ({
    type: 'RecordOwedMessage',
    operator: 'FR552100554',
    reference: 'RX-000001',
    alert: alertSeen(),
    message,
    sentAt,
    now,
  });
  const listed = (): DeclarationTrail => {
    const trail = declarationTrail();
    trail.does(priorState('bae-prov'));
    return trail;
  };

  it('DX-20 allows the scan since the alert, and the end of scan at the same instant or later', () => {
    const trail = listed();
    trail.does(sent('scan', startedAt));
    trail.does(sent('end-of-scan', startedAt));
    expect(trail.row()).not.toHaveProperty('owes');
  });

  it('DX-20 refuses a scan of before the alert, and an end of scan of before the scan, whatever the list says later', () => {
    const trail = listed();
    expect(fields(() => trail.does(sent('scan', plus(startedAt, -1))))).toEqual([['DX-20', 'sentAt']]);
    trail.does(sent('scan', endedAt));
    trail.does(priorState('bae-prov', { known: { number: NUMBER } }));
    expect(fields(() => trail.does(sent('end-of-scan', plus(endedAt, -1))))).toEqual([['DX-20', 'sentAt']]);
  });
});

describe('DX-28: a rectification follows the re-integration', () => {
  it('DX-28 allows one from the acceptance on, and refuses one of before it', () => {
    const trail = declarationTrail();
    trail.does(lodging());
    trail.does({ type: 'BeginAttempt', messageId: 'id-1', slotAt: now, releasedAt: endedAt, enquired: false, now });
    const acceptedAt = plus(now, -HOUR);
    const accepted = { messageId: 'id-1', mrn: '26FR00265000000941', acceptedAt, deadline: now, byEnquiry: false };
    trail.does({ type: 'RecordAcceptance', ...accepted });
    const changes = [{ field: 'cn8', rectified: '62141010' }];
    const rectified = (at: Instant) =>
      ({ type: 'RecordRectification', act: 'R-1', changes, why: 'erreur', at, now }) as const;
    expect(fields(() => trail.does(rectified(plus(acceptedAt, -1))))).toEqual([['DX-28', 'at']]);
    expect(fields(() => trail.does(rectified(lodgedAt)))).toEqual([['DX-28', 'at']]);
    expect(trail.does(rectified(acceptedAt))).toHaveLength(1);
  });
});

describe('DX-33: mention 52000 comes of a control', () => {
  it('DX-33 refuses it in the operator’s own mentions, on a manifest and a DAU', () => {
    const mentions = ['50000', '52000'];
    const [objection] = given()
      .when(manifest(manifestHeader({ mentions })))
      .refusedBy('DX-33');
    expect(objection?.field).toBe('mentions');
    expect(fields(() => declarationTrail().does(dauLodging({ header: { mentions } })))).toEqual([
      ['DX-33', 'mentions'],
    ]);
  });
});
