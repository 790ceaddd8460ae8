import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alertCodec, alertView, type AlertEvent } from '#libs/alert';
import {
  declarationCodec,
  declarationStream,
  declarationView,
  manifestCodec,
  manifestView,
  type DeclarationEvent,
  type ManifestEvent,
} from '#libs/delta-x';
import { openViews, type StoredRecord, type Views } from '#libs/event-store';
import { HOUR, instantOf, plus, type Codec, type DomainEvent, type Instant } from '#libs/kernel';
import type { Runtime } from '../runtime.js';
import { Needed } from './needed.js';

const OPERATOR = 'FR552100554';
const START = instantOf(Date.UTC(2026, 2, 2, 8));
const ENDED = plus(START, 4 * HOUR);
const DEADLINE = plus(ENDED, 24 * HOUR);
const PERIOD_ENDS = plus(START, 72 * HOUR);
const ALERT = { alertId: 'a1', system: 'delta-x' } as const;

let commit = 0n;
const stored = <E extends DomainEvent>(codec: Codec<E>, stream: string, event: E): StoredRecord => ({
  id: String(++commit),
  ...codec.encode(event),
  stream,
  revision: 0n,
  position: { commit, prepare: commit },
  committedMs: 0,
  recordedAt: START,
  metadata: {
    correlationId: 'a1',
    causationId: 'c',
    commandId: 'c',
    actor: { id: 'a', role: 'system' },
    occurredAt: START,
    rules: [],
    codeVersion: 'test',
  },
});
const alert = (event: AlertEvent): StoredRecord => stored(alertCodec, 'alert-a1', event);
const declaration = (reference: string, event: DeclarationEvent): StoredRecord =>
  stored(declarationCodec, declarationStream(OPERATOR, reference), event);

const owed = (reference: string, dueBy?: Instant): StoredRecord => {
  const subject = { ...ALERT, operator: OPERATOR, reference };
  const data = { ...subject, holds: [], ...(dueBy === undefined ? {} : { dueBy }) };
  return declaration(reference, { type: 'ObligationOpened', data });
};
const lodged = (reference: string): StoredRecord => {
  const header = {
    flow: 'export',
    consignmentType: 'other',
    declarationKind: 'DSE',
    assistance: 'Alerte CID',
  } as const;
  const about = { operator: { eori: OPERATOR, name: 'R' }, officeOfClearance: 'FR002650', officeOfExit: 'FR003370' };
  const party = { name: 'A', address: 'B' };
  const goods = { description: 'd', procedure: '1000', grossMassKg: '1', countryOfProvenance: 'FR' };
  const value = { invoiceValue: '90', currency: 'EUR', restrictedDocuments: ['C673'] };
  const consignment = { reference, packages: 1, consignor: party, consignee: party, ...goods, ...value };
  const data = { ...ALERT, ...header, ...about, manifestId: 'm1', kind: 'DSE' as const, lodgedAt: START, consignment };
  return declaration(reference, {
    type: 'DeclarationLodged',
    data: { ...data, valueEur: '90', mentions: ['50000'] },
  });
};

describe('what is needed now', () => {
  let views: Views;
  let now = START;
  let needed: Needed;
  beforeAll(() => {
    const all = [alertView, declarationView, manifestView];
    views = openViews({ file: ':memory:', views: all, codecs: [alertCodec, declarationCodec, manifestCodec] });
    needed = new Needed({ views, position: 'p', now: () => now } as unknown as Runtime);
  });
  afterAll(() => views.close());
  const seen = (at: Instant): string[] => {
    now = at;
    return new Needed({ views, position: String(commit), now: () => now } as unknown as Runtime)
      .lots({})
      .map(({ need, count, deadline }) => `${need} ${count} ${deadline ?? '-'}`);
  };
  const record = (...records: StoredRecord[]): void => views.applyBatch(records, { commit, prepare: commit });

  it('begins when a deadline is near, and not before', () => {
    const mark = { alertId: 'a1', operator: OPERATOR, office: 'FR002650', officer: 'P' };
    record(
      alert({
        type: 'AlertAnnounced',
        data: { ...ALERT, scope: { kind: 'everyone' }, impact: 'general', notice: 'n', announcedAt: START },
      }),
      alert({ type: 'AlertStarted', data: { ...ALERT, startedAt: START } }),
      owed('PERIOD', PERIOD_ENDS),
      owed('CONTROL'),
      declaration('CONTROL', {
        type: 'SelectedForControl',
        data: { ...mark, reference: 'CONTROL', selectedAt: START },
      }),
    );
    expect(needed.lots({ operator: 'FR999999999' })).toEqual([]);
    expect(seen(plus(PERIOD_ENDS, -25 * HOUR))).toEqual([]);
    record(alert({ type: 'AlertEnded', data: { ...ALERT, endedAt: ENDED, deadline: DEADLINE } }));
    expect(seen(plus(DEADLINE, -7 * HOUR))).toEqual([]);
    expect(seen(plus(DEADLINE, -5 * HOUR))).toEqual([`control-unreleased 1 ${DEADLINE}`]);
    expect(seen(plus(PERIOD_ENDS, -23 * HOUR))).toEqual([
      `own-deadline 1 ${PERIOD_ENDS}`,
      `control-unreleased 1 ${DEADLINE}`,
    ]);
  });

  it('DX-14 waits for no release of goods whose manifest bears the stamp', () => {
    record(lodged('GOODS'));
    expect(seen(START)).toEqual(['release-awaited 1 -']);
    const header = { ...ALERT, manifestId: 'm1', operator: { eori: OPERATOR, name: 'R' }, lodgedAt: START };
    const rest = {
      flow: 'export',
      consignmentType: 'other',
      declarationKind: 'DSE',
      assistance: 'Alerte CID',
    } as const;
    const offices = { officeOfClearance: 'FR002650', officeOfExit: 'FR003370', singleTransportContract: false };
    const signature = { name: 'M', signedAt: START };
    const manifest = { ...header, ...rest, ...offices, mentions: ['50000'], signature };
    const stamp = { office: 'FR002650', officer: 'P', stampedAt: START, selected: [] };
    const on = (event: ManifestEvent): StoredRecord => stored(manifestCodec, 'manifest-m1', event);
    record(
      on({ type: 'ManifestLodged', data: manifest }),
      on({ type: 'ManifestStamped', data: { manifestId: 'm1', alertId: 'a1', ...stamp } }),
    );
    expect(seen(START)).toEqual([]);
  });

  it('DX-14 waits for it still where the manifest was stamped out of hours, for unrestricted goods only', () => {
    const stamp = { office: 'FR002650', officer: 'P', stampedAt: START, selected: [], unrestrictedOnly: true } as const;
    record(
      stored(manifestCodec, 'manifest-m1', {
        type: 'ManifestStamped',
        data: { manifestId: 'm1', alertId: 'a1', ...stamp },
      }),
    );
    expect(seen(START)).toEqual(['release-awaited 1 -']);
  });
});
