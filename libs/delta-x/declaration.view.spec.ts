import { describe, expect, it } from 'vitest';
import { foldView, instant, plus } from '#libs/kernel';
import type { ReintegrationEvent } from '#libs/reintegration';
import { consignment, OUTAGE } from '../../test/delta-x-paper.js';
import { recordedHistory } from '../../test/recorded.js';
import { SUBJECT } from '../../test/reintegration-events.js';
import { declarationStream } from './declaration.decider.js';
import { declarationView, type DeclarationRow } from './declaration.view.js';
import type { DeclarationEvent } from './declaration.events.js';

const key = declarationStream(SUBJECT.operator, SUBJECT.reference);
const rowAfter = (...events: (DeclarationEvent | ReintegrationEvent)[]): DeclarationRow | undefined =>
  foldView(declarationView, recordedHistory(key, events)).get(key);

const AT = instant('2026-03-02T20:00:00Z');
const prior = (state: 'lodged' | 'bae-def', alertId = 'a1'): DeclarationEvent => ({
  type: 'PriorStateRecorded',
  data: { operator: SUBJECT.operator, reference: SUBJECT.reference, alertId, state, known: {} },
});
const lodged: DeclarationEvent = {
  type: 'DeclarationLodged',
  data: {
    manifestId: 'm1',
    alertId: 'a1',
    operator: { eori: SUBJECT.operator, name: 'Rapide Express SAS' },
    kind: 'DSE',
    assistance: 'Alerte CID',
    mentions: ['50000'],
    officeOfClearance: 'FR002650',
    officeOfExit: 'FR003370',
    lodgedAt: OUTAGE.lodgedAt,
    consignment: consignment(),
    valueEur: '1250.00',
  },
};
const opened = (...holds: ('cancel-first' | 'under-control')[]): DeclarationEvent => ({
  type: 'ObligationOpened',
  data: { ...SUBJECT, holds },
});
const attempted: ReintegrationEvent = {
  type: 'ReintegrationAttempted',
  data: { ...SUBJECT, attempt: 1, messageId: 'id', slotAt: AT },
};
const failed = (mayHaveArrived: boolean): ReintegrationEvent => ({
  type: 'AttemptFailed',
  data: { ...SUBJECT, attempt: 1, failure: 'timeout', mayHaveArrived },
});
const accepted: ReintegrationEvent = {
  type: 'ReintegrationAccepted',
  data: {
    ...SUBJECT,
    messageId: 'id',
    mrn: '26FR000000000001A5',
    acceptedAt: AT,
    deadline: plus(AT, 1),
    inTime: true,
    byEnquiry: false,
    before: 'attempting',
  },
};
const refused: ReintegrationEvent = {
  type: 'ReintegrationRefused',
  data: { ...SUBJECT, messageId: 'id', code: '12', reason: 'code unknown', before: 'attempting' },
};

describe('the list of declarations', () => {
  it('shows one lodged and owed, without personal data', () => {
    const row = rowAfter(lodged, opened());
    expect(row).toEqual({
      operator: SUBJECT.operator,
      reference: SUBJECT.reference,
      alertId: 'a1',
      status: 'owed',
      form: 'manifest',
      manifestId: 'm1',
      kind: 'DSE',
      lodgedAt: OUTAGE.lodgedAt,
      lodgedPosition: '0',
      officeOfClearance: 'FR002650',
      officeOfExit: 'FR003370',
      presentation: 'office',
      description: 'Tours de cou en soie',
      invoiceValue: '1250.00',
      currency: 'EUR',
      valueEur: '1250.00',
      attempts: 0,
      submission: 1,
      unsure: false,
      revision: '1',
    });
    for (const person of ['Lemaire', 'Müller', 'Rapide']) expect(JSON.stringify(row)).not.toContain(person);
  });

  it('shows what is kept, what goes on, and what was only known before', () => {
    const kept: DeclarationEvent = {
      type: 'ObligationExcluded',
      data: { ...SUBJECT, because: 'evn-kept-in-stock-records' },
    };
    const goesOn: DeclarationEvent = { type: 'ObligationExcluded', data: { ...SUBJECT, because: 'goes-on-normally' } };
    const withdrawn: DeclarationEvent = {
      type: 'ExclusionWithdrawn',
      data: { ...SUBJECT, because: 'goes-on-normally' },
    };
    expect(rowAfter(lodged, kept)?.status).toBe('kept');
    expect(rowAfter(prior('bae-def'), goesOn)).toMatchObject({ status: 'goes-on', prior: 'bae-def' });
    expect(rowAfter(prior('lodged'))).toMatchObject({ status: 'prior', prior: 'lodged' });
    expect(rowAfter(prior('bae-def'), goesOn, prior('lodged'), withdrawn)).toMatchObject({
      status: 'prior',
      prior: 'lodged',
    });
  });

  it('is listed under the outage that it was last about', () => {
    expect(rowAfter(prior('lodged', 'a0'), lodged, opened())?.alertId).toBe('a1');
  });

  it('says which rule holds it, until nothing does', () => {
    expect(rowAfter(lodged, opened('cancel-first'))).toMatchObject({ status: 'held', cause: 'DX-29' });
    expect(rowAfter(lodged, opened('under-control'))).toMatchObject({ status: 'held', cause: 'DX-33' });
    const lifted = (holdsLeft: number): ReintegrationEvent => ({
      type: 'HoldLifted',
      data: { ...SUBJECT, hold: 'cancel-first', holdsLeft, evidence: 'annulation n° 12' },
    });
    const free = rowAfter(lodged, opened('cancel-first'), lifted(0));
    expect(free?.status).toBe('owed');
    expect(free).not.toHaveProperty('cause');
    expect(rowAfter(lodged, opened('cancel-first', 'under-control'), lifted(1))?.status).toBe('held');
  });

  it('follows an attempt to its answer', () => {
    const sent = rowAfter(lodged, opened(), attempted);
    expect(sent).toMatchObject({ status: 'attempting', attempts: 1, attemptedAt: '2026-03-02T08:00:02.000Z' });
    expect(rowAfter(lodged, opened(), attempted, accepted)).toMatchObject({
      status: 'accepted',
      mrn: '26FR000000000001A5',
      acceptedAt: AT,
      inTime: true,
    });
    expect(rowAfter(lodged, opened(), attempted, refused)).toMatchObject({
      status: 'refused',
      cause: '12',
      reason: 'code unknown',
    });
  });

  it('is unsure after a sending that may have arrived, and no longer once it is known', () => {
    expect(rowAfter(lodged, opened(), attempted, failed(false))).toMatchObject({ status: 'owed', unsure: false });
    expect(rowAfter(lodged, opened(), attempted, failed(true))).toMatchObject({ status: 'owed', unsure: true });
    for (const event of [attempted, accepted, refused]) {
      expect(rowAfter(lodged, opened(), attempted, failed(true), event)?.unsure).toBe(false);
    }
  });

  it('sent again is a new submission without its old cause', () => {
    const reopened: ReintegrationEvent = {
      type: 'ReintegrationReopened',
      data: { ...SUBJECT, code: '12', why: 'list updated' },
    };
    const row = rowAfter(lodged, opened(), attempted, refused, reopened);
    expect(row).toMatchObject({ status: 'owed', submission: 2, attempts: 1 });
    expect(row).not.toHaveProperty('cause');
    expect(row).not.toHaveProperty('reason');
  });

  it('a double stands out on an accepted one', () => {
    const double: ReintegrationEvent = {
      type: 'DoubleDetected',
      data: { ...SUBJECT, mrn: 'B', firstMrn: 'A', rule: 'DX-29' },
    };
    expect(rowAfter(lodged, opened(), attempted, accepted, double)).toMatchObject({
      status: 'accepted',
      cause: 'DX-29',
      reason: 'A / B',
    });
  });

  it('gives the columns to filter by', () => {
    const columns = (row: DeclarationRow | undefined): Record<string, unknown> =>
      Object.fromEntries(Object.entries(declarationView.columns ?? {}).map(([name, of]) => [name, row && of(row)]));
    expect(columns(rowAfter(lodged, opened()))).toMatchObject({
      alertId: 'a1',
      operator: SUBJECT.operator,
      reference: SUBJECT.reference,
      status: 'owed',
      mrn: null,
      cause: null,
      manifestId: 'm1',
      dueBy: null,
    });
    expect(columns(rowAfter(lodged, opened(), attempted, accepted))).toMatchObject({ mrn: '26FR000000000001A5' });
  });
});
