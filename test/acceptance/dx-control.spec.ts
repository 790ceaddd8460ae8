import { describe, expect, it } from 'vitest';
import { deltaXMessage, messageIdFor, parseDeltaXReintegration } from '#libs/customs-gateway';
import {
  declarationCodec,
  declarationDecider,
  deltaXPolicy,
  reintegrationContent,
  type DeclarationEvent,
  type DeclarationLodged,
  type RecordControl,
  type RecordRectification,
  type ReleaseGoods,
  type SelectForControl,
} from '#libs/delta-x';
import { fold, HOUR, MINUTE, plus, type Instant } from '#libs/kernel';
import type { ReintegrationCommand } from '#libs/reintegration';
import { lodging, manifestHeader, OUTAGE } from '../delta-x-paper.js';
import { recordsHeader } from '../clearance-paper.js';
import { stored } from '../given-when-then.js';
import { SUBJECT } from '../reintegration-events.js';
import { declarationTrail, type DeclarationTrail } from './declaration-trail.js';

const T0 = OUTAGE.lodgedAt;
const { now } = OUTAGE;
const mark = { office: 'FR002650', officer: 'Claude Morel' };
const select = (more: Partial<SelectForControl> = {}): SelectForControl => ({
  type: 'SelectForControl',
  ...mark,
  at: plus(T0, MINUTE),
  now,
  ...more,
});
const control = (more: Partial<RecordControl> = {}): RecordControl => ({
  type: 'RecordControl',
  kind: 'physical',
  result: 'satisfactory',
  officer: mark.officer,
  at: plus(T0, HOUR),
  now,
  ...more,
});
const release = (more: Partial<ReleaseGoods> = {}): ReleaseGoods => ({
  type: 'ReleaseGoods',
  ...mark,
  at: plus(T0, 2 * HOUR),
  servicePresent: false,
  now,
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
const accept = (acceptedAt: Instant = now): ReintegrationCommand => ({
  type: 'RecordAcceptance',
  messageId: 'm',
  mrn: '26FR000000000001A5',
  acceptedAt,
  deadline: plus(OUTAGE.endedAt, 24 * HOUR),
  byEnquiry: false,
});
const lodgedTrail = (header = manifestHeader(), goods: Parameters<typeof lodging>[0] = {}): DeclarationTrail => {
  const trail = declarationTrail();
  trail.does(lodging(goods, { header }));
  return trail;
};
const types = (events: readonly { readonly type: string }[]): string[] => events.map((event) => event.type);

/** What would be sent after these commands. */
const contentAfter = (...commands: readonly Parameters<typeof declarationDecider.decide>[0][]) => {
  const log: DeclarationEvent[] = [];
  for (const command of [lodging(), ...commands]) {
    const decided = declarationDecider.decide(command, fold(declarationDecider, log));
    log.push(...decided.map((event) => stored(declarationCodec, event)));
  }
  const { lodged, controlled } = fold(declarationDecider, log);
  if (!lodged) throw new Error('not lodged');
  return reintegrationContent(lodged, { controlled });
};

describe('DX-33: goods under control', () => {
  it('DX-33 holds what is owed as soon as the goods are selected', () => {
    const trail = lodgedTrail();
    expect(trail.does(select())).toMatchObject([
      { type: 'SelectedForControl', rules: ['DX-33'] },
      { type: 'HoldPlaced', data: { hold: 'under-control', holdsNow: 1 }, rules: ['DX-33'] },
    ]);
    expect(trail.row()).toMatchObject({ status: 'held', cause: 'DX-33', control: { state: 'selected' } });
    expect(trail.next()).toBe('nothing');
    expect(trail.refuses(begin)).toEqual(['DX-33']);
    expect(trail.does(select())).toEqual([]);
  });

  it('DX-33 allows the release once the control is satisfactory, and with it the re-integration', () => {
    const trail = lodgedTrail();
    trail.does(select());
    expect(types(trail.does(control()))).toEqual(['ControlRecorded']);
    expect(trail.refuses(begin)).toEqual(['DX-33']);
    expect(trail.does(release())).toMatchObject([
      { type: 'GoodsReleased', data: { by: 'after-control' }, rules: ['DX-33', 'DX-15'] },
      { type: 'HoldLifted', data: { hold: 'under-control', holdsLeft: 0 } },
    ]);
    expect(trail.row()).toMatchObject({ status: 'owed', control: { state: 'released' }, release: { rule: 'DX-33' } });
    expect(types(trail.does(begin))).toEqual(['ReintegrationAttempted']);
  });

  it('DX-33 refuses the release before a control is recorded, and after one that found something amiss', () => {
    const trail = lodgedTrail();
    trail.does(select());
    expect(trail.refuses(release())).toEqual(['DX-33']);
    trail.does(control({ result: 'unsatisfactory' }));
    expect(trail.refuses(release())).toEqual(['DX-33']);
    trail.does(control({ at: plus(T0, 90 * MINUTE) }));
    expect(types(trail.does(release()))).toEqual(['GoodsReleased', 'HoldLifted']);
  });

  it('DX-33 refuses to the operator, and to the manifest’s stamp, what is under control', () => {
    const premises = lodgedTrail(manifestHeader({ presentation: 'premises' }));
    premises.does(select());
    expect(premises.refuses({ type: 'TakeGoods', at: plus(T0, HOUR), now })).toEqual(['DX-33']);
    const stamped = lodgedTrail();
    stamped.does(select());
    expect(stamped.refuses(release({ manifestReleasedAt: plus(T0, HOUR) }))).toEqual(['DX-33']);
  });

  it('DX-33 refuses a selection once the goods are released, by the manifest’s stamp or by themselves', () => {
    expect(lodgedTrail().refuses(select({ manifestReleasedAt: plus(T0, 1) }))).toEqual(['DX-15']);
    const trail = lodgedTrail();
    trail.does(release());
    expect(trail.refuses(select())).toEqual(['DX-15']);
    expect(trail.refuses(control())).toEqual(['DX-33']);
  });

  it('DX-33 refuses a control or a selection of the future, out of order, of another office, or unsigned', () => {
    expect(lodgedTrail().refuses(select({ at: plus(now, 1) }))).toEqual(['DX-33']);
    expect(lodgedTrail().refuses(select({ office: 'FR000690' }))).toEqual(['DX-33']);
    expect(lodgedTrail().refuses(select({ officer: '' }))).toEqual(['DX-33']);
    const trail = lodgedTrail();
    expect(trail.refuses(control())).toEqual(['DX-33']);
    trail.does(select());
    expect(trail.refuses(control({ at: T0 }))).toEqual(['DX-33']);
    trail.does(control());
    expect(trail.refuses(release({ at: plus(T0, 30 * MINUTE) }))).toEqual(['DX-33']);
  });

  it('DX-33 holds it beside the cancellation of the first one: each is lifted by itself', () => {
    const trail = declarationTrail();
    trail.does({
      type: 'RecordPriorState',
      operator: SUBJECT.operator,
      reference: SUBJECT.reference,
      alertId: 'a1',
      state: 'lodged',
      known: {},
      now,
    });
    trail.does(lodging());
    expect(trail.does(select())[1]).toMatchObject({ type: 'HoldPlaced', data: { holdsNow: 2 } });
    trail.does(control());
    expect(trail.does(release())[1]).toMatchObject({ type: 'HoldLifted', data: { holdsLeft: 1 } });
    expect(trail.refuses(begin)).toEqual(['DX-29']);
  });

  it('DX-33 records a control of EVN without holding anything: nothing is owed', () => {
    const trail = lodgedTrail(manifestHeader(), { invoiceValue: '12.00' });
    expect(types(trail.does(select()))).toEqual(['SelectedForControl']);
    trail.does(control());
    expect(types(trail.does(release()))).toEqual(['GoodsReleased']);
    expect(trail.row()?.status).toBe('kept');
  });

  it('DX-33 sends mention 52000 beside 50000 after a physical control, and after no other', () => {
    expect(contentAfter(select(), control(), release()).mentions).toEqual(['50000', '52000']);
    for (const kind of ['documentary', 'waived'] as const) {
      expect(contentAfter(select(), control({ kind }), release()).mentions).toEqual(['50000']);
    }
    expect(contentAfter().mentions).toEqual(['50000']);
    const again = control({ kind: 'documentary', at: plus(T0, 90 * MINUTE) });
    expect(contentAfter(select(), control(), again, release()).mentions).toContain('52000');
  });

  it('DX-33 sends 52000 in the place of 50000 where the policy says so', () => {
    const [lodged] = declarationTrail().does(lodging());
    if (lodged?.type !== 'DeclarationLodged') throw new Error('not lodged');
    const policy = deltaXPolicy(T0);
    const instead = { ...policy, controlMention: { ...policy.controlMention, place: 'instead' } } as const;
    expect(reintegrationContent(lodged.data, { controlled: true }, instead).mentions).toEqual(['52000']);
    expect(reintegrationContent(lodged.data, {}, instead).mentions).toEqual(['50000']);
  });

  it('DX-33 says the mention once where the paper bore it already', () => {
    const [lodged] = declarationTrail().does(lodging({}, { header: manifestHeader({ mentions: ['50000', '52000'] }) }));
    if (lodged?.type !== 'DeclarationLodged') throw new Error('not lodged');
    expect(reintegrationContent(lodged.data, { controlled: true }).mentions).toEqual(['50000', '52000']);
  });
});

describe('DX-26 and DX-27: as what it is sent', () => {
  const lodgedData = (header = manifestHeader()): DeclarationLodged['data'] => {
    const [lodged] = declarationTrail().does(lodging({}, { header }));
    if (lodged?.type !== 'DeclarationLodged') throw new Error('not lodged');
    return lodged.data;
  };

  it('DX-26 allows no other mode than validated', () => {
    expect(reintegrationContent(lodgedData()).mode).toBe('validated');
    expect(reintegrationContent(lodgedData(recordsHeader())).mode).toBe('validated');
  });

  it('DX-27 gives the date of the paper, or of the entry in the records, in the message itself', () => {
    for (const header of [manifestHeader(), recordsHeader()]) {
      const content = reintegrationContent(lodgedData(header), { controlled: true });
      const messageId = messageIdFor(SUBJECT.operator, SUBJECT.reference, 1);
      const read = parseDeltaXReintegration(deltaXMessage({ ...content, messageId }));
      expect(read).toMatchObject({
        valid: true,
        declaration: {
          clearedAt: T0,
          clearanceBasis: header.form === 'records' ? 'records' : 'paper',
          mentions: ['50000', '52000'],
        },
      });
    }
  });
});

describe('DX-28: a rectification is a later act of its own', () => {
  const rectify = (more: Partial<RecordRectification> = {}): RecordRectification => ({
    type: 'RecordRectification',
    act: 'RECT-2026-118',
    changes: [
      { field: 'cn8', rectified: '62149000' },
      { field: 'consignee_address', rectified: '5 Elm Street, Boston' },
    ],
    why: 'mauvaise espèce',
    at: now,
    now,
    ...more,
  });

  it('DX-28 allows it after the acceptance; what was lodged and sent stays as it was', () => {
    const trail = lodgedTrail();
    trail.does(accept());
    const before = trail.row();
    expect(trail.does(rectify())).toMatchObject([{ type: 'RectificationRecorded', rules: ['DX-28'] }]);
    expect(trail.row()).toMatchObject({ ...before, revision: '3', rectified: { count: 1, last: now } });
    expect(trail.does(rectify())).toEqual([]);
  });

  it('DX-28 refuses it before the acceptance, and one that does not say what or why', () => {
    expect(lodgedTrail().refuses(rectify())).toEqual(['DX-28']);
    const trail = lodgedTrail();
    trail.does(accept());
    for (const blank of [{ act: ' ' }, { why: '' }, { changes: [] }]) {
      expect(trail.refuses(rectify(blank))).toEqual(['DX-28']);
    }
    expect(trail.refuses(rectify({ at: plus(now, 1) }))).toEqual(['DX-28']);
  });

  it('DX-28 says what was lodged and what it became; the row and what is sent keep what was lodged', () => {
    const trail = lodgedTrail();
    trail.does(accept());
    const changes = [
      { field: 'cn8', asLodged: '62141000', rectified: '62149000' },
      { field: 'officeOfExit', rectified: 'FR000050' },
    ];
    const before = trail.row();
    expect(trail.does(rectify({ changes }))).toMatchObject([
      {
        data: {
          changes: [changes[0], { field: 'officeOfExit', asLodged: before?.officeOfExit, rectified: 'FR000050' }],
        },
      },
    ]);
    expect(trail.row()?.officeOfExit).toBe(before?.officeOfExit);
  });

  it.each([
    ['an unknown datum', { field: 'colour', rectified: 'red' }, 'field'],
    ['the reference, by which it is known', { field: 'reference', rectified: 'RX-2' }, 'field'],
    ['an article that it has not', { field: 'furtherArticles[0].cn8', rectified: '62149000' }, 'field'],
    ['other data than those lodged', { field: 'cn8', asLodged: '11111111', rectified: '62149000' }, 'asLodged'],
    ['nothing in their place', { field: 'cn8', rectified: ' ' }, 'rectified'],
    ['the same again', { field: 'currency', rectified: 'EUR' }, 'rectified'],
  ])('DX-28 refuses a rectification of %s, naming the field', (_, change, field) => {
    const trail = lodgedTrail();
    trail.does(accept());
    expect(trail.objections(rectify({ changes: [change] }))).toMatchObject([
      { rule: 'DX-28', field: `changes[0].${field}` },
    ]);
  });

  it('DX-28 refuses to lodge the corrected data in the place of the first', () => {
    const trail = lodgedTrail();
    trail.does(accept());
    expect(trail.refuses(lodging({ cn8: '62142000' }))).toEqual(['DX-05', 'DX-28']);
  });
});
