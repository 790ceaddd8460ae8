import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  declarationCodec,
  declarationDecider,
  reintegrationContent,
  type DeclarationCommand,
  type DeclarationEvent,
  type PriorState,
  type RecordControl,
  type ReleaseGoods,
  type SelectForControl,
} from '#libs/delta-x';
import { fold, foldView, HOUR, MINUTE, plus, Refusal } from '#libs/kernel';
import {
  campaignView,
  reintegrationCodec,
  reintegrationDecider,
  type BeginAttempt,
  type ReintegrationCommand,
  type ReintegrationEvent,
} from '#libs/reintegration';
import { lodging, OUTAGE, priorState } from '../delta-x-paper.js';
import { stored } from '../given-when-then.js';
import { recordedHistory } from '../recorded.js';
import { declarationTrail, type DeclarationTrail } from './declaration-trail.js';

const T0 = OUTAGE.lodgedAt;
const { now } = OUTAGE;
const mark = { office: 'FR002650', officer: 'Claude Morel' };
const select: SelectForControl = { type: 'SelectForControl', ...mark, at: plus(T0, MINUTE), now };
const physical: RecordControl = {
  type: 'RecordControl',
  kind: 'physical',
  result: 'satisfactory',
  officer: mark.officer,
  at: plus(T0, HOUR),
  now,
};
const release: ReleaseGoods = {
  type: 'ReleaseGoods',
  ...mark,
  at: plus(T0, 2 * HOUR),
  servicePresent: false,
  now,
};
const begin = (enquired = false): BeginAttempt => ({
  type: 'BeginAttempt',
  messageId: 'm',
  slotAt: plus(now, HOUR),
  releasedAt: OUTAGE.endedAt,
  enquired,
  now: plus(now, HOUR),
});
const failed = (mayHaveArrived: boolean): ReintegrationCommand => ({
  type: 'RecordFailure',
  failure: 'timeout',
  mayHaveArrived,
});
const refusedByCustoms: ReintegrationCommand = {
  type: 'RecordRefusal',
  messageId: 'm',
  code: '12',
  reason: 'codelist',
};
const accept: ReintegrationCommand = {
  type: 'RecordAcceptance',
  messageId: 'm',
  mrn: '26FR000000000001A5',
  acceptedAt: now,
  deadline: plus(OUTAGE.endedAt, 24 * HOUR),
  byEnquiry: true,
};
const reopen: ReintegrationCommand = { type: 'Reopen', why: 'corrigé' };
const trailOf = (...commands: readonly Parameters<DeclarationTrail['does']>[0][]): DeclarationTrail => {
  const trail = declarationTrail();
  for (const command of [lodging(), ...commands]) trail.does(command);
  return trail;
};
/** The release is what lets it go, and nothing before. */
const waitsForRelease = (trail: DeclarationTrail, enquired = false): void => {
  expect(trail.refuses(begin(enquired))).toEqual(['DX-33']);
  trail.does(physical);
  expect(trail.refuses(begin(enquired))).toEqual(['DX-33']);
  trail.does(release);
  expect(trail.does(begin(enquired)).map(({ type }) => type)).toEqual(['ReintegrationAttempted']);
};

describe('DX-33: a selection holds what may still go out, however it stands', () => {
  it('DX-33 refuses to send again what customs had refused, before the release', () => {
    const trail = trailOf(begin(), refusedByCustoms, select);
    expect(trail.row()).toMatchObject({ status: 'refused', cause: '12', holds: [{ hold: 'under-control' }] });
    expect(trail.does(reopen)).toMatchObject([{ type: 'ReintegrationReopened', data: { held: true } }]);
    expect(trail.row()).toMatchObject({ status: 'held', cause: 'DX-33' });
    expect(trail.next()).toBe('nothing');
    waitsForRelease(trail);
  });

  it('DX-33 allows to send again what was refused once its goods are released meanwhile', () => {
    const trail = trailOf(begin(), refusedByCustoms, select, physical);
    expect(trail.does(release)).toMatchObject([
      { type: 'GoodsReleased' },
      { type: 'HoldLifted', data: { hold: 'under-control', holdsLeft: 0, before: 'refused' } },
    ]);
    expect(trail.row()).toMatchObject({ status: 'refused', cause: '12' });
    trail.does(reopen);
    expect(trail.next()).toBe('send');
  });

  it('DX-33 refuses a second sending where the first, on its way at the selection, failed', () => {
    const trail = trailOf(begin());
    expect(trail.does(select)[1]).toMatchObject({ type: 'HoldPlaced', data: { before: 'attempting' } });
    expect(trail.row()).toMatchObject({ status: 'attempting' });
    trail.does(failed(false));
    expect(trail.row()).toMatchObject({ status: 'held', cause: 'DX-33', unsure: false });
    expect(trail.next()).toBe('nothing');
    waitsForRelease(trail);
  });

  it('DX-33 allows the answer to a sending that was on its way at the selection', () => {
    for (const answer of [accept, refusedByCustoms]) {
      const trail = trailOf(begin(), select);
      expect(trail.does(answer)).toHaveLength(1);
    }
    const asked = trailOf(begin(), select, failed(true));
    expect(asked.next()).toBe('enquire');
    expect(asked.does(accept)).toMatchObject([{ type: 'ReintegrationAccepted', data: { held: true } }]);
    expect(asked.row()).toMatchObject({ status: 'accepted' });
    expect(asked.row()).not.toHaveProperty('holds');
  });

  it('DX-33 refuses to send what customs does not know after all, before the release', () => {
    const trail = trailOf(begin(), failed(true), select);
    expect(trail.row()).toMatchObject({ status: 'held', unsure: true });
    waitsForRelease(trail, true);
  });

  it('DX-33 holds what the operator’s list had taken out and brings back, its goods under control', () => {
    const trail = declarationTrail();
    trail.does(lodging());
    trail.does(priorState('bae-def'));
    trail.does(select);
    expect(trail.does(priorState('lodged')).at(-1)).toMatchObject({
      type: 'ObligationOpened',
      data: { holds: ['cancel-first', 'under-control'] },
      rules: ['DX-21', 'DX-22', 'DX-29', 'DX-33'],
    });
    trail.does({
      type: 'ConfirmCancellation',
      by: 'enquiry',
      outcome: 'cancelled',
      confirmedAt: now,
      evidence: 'e',
      now,
    });
    expect(trail.row()).toMatchObject({ status: 'held', cause: 'DX-33' });
    waitsForRelease(trail);
  });
});

describe('DX-33: a physical control of what was sent before', () => {
  const MISSING = { mention: '52000', rule: 'DX-33', since: physical.at };

  it('DX-33 shows a person that what was accepted lacks the mention, until it is rectified', () => {
    for (const before of [
      [begin(), accept, select],
      [begin(), select, accept],
      [begin(), failed(true), select, accept],
    ]) {
      const trail = trailOf(...before, physical);
      expect(trail.row()).toMatchObject({ status: 'accepted', mentionMissing: MISSING });
    }
    const trail = trailOf(begin(), accept, select, physical);
    const changes = [{ field: 'mentions', rectified: '50000 52000' }];
    trail.does({ type: 'RecordRectification', act: 'R-1', changes, why: 'contrôle', at: now, now });
    expect(trail.row()).not.toHaveProperty('mentionMissing');
  });

  it('DX-33 shows nothing where what was accepted bears it, or no control was physical', () => {
    const documentary: RecordControl = { ...physical, kind: 'documentary' };
    for (const commands of [
      [select, physical, release, begin(), accept],
      [select, physical, { ...documentary, at: plus(T0, 90 * MINUTE) }, release, begin(), accept],
      [begin(), accept, select, documentary],
      [begin(), select, failed(false), physical, release, begin(), accept],
      [begin(), select, physical, failed(false), release, begin(), accept],
    ]) {
      expect(trailOf(...commands).row()).not.toHaveProperty('mentionMissing');
    }
  });
});

describe('DX-33: over any history of acts', () => {
  const LATER = plus(now, 30 * 24 * HOUR);
  const states: readonly PriorState[] = ['lodged', 'anticipated', 'bae-def', 'under-control'];
  const selects = (tick: number): SelectForControl => ({ ...select, at: plus(T0, tick), now: LATER });
  const controls = (tick: number): RecordControl => ({ ...physical, at: plus(T0, tick), now: LATER });
  const releases = (tick: number): ReleaseGoods => ({ ...release, at: plus(T0, tick), now: LATER });
  const commands: fc.Arbitrary<(tick: number) => DeclarationCommand | ReintegrationCommand> = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(true, false).map((enquired) => () => begin(enquired)) },
    fc.constantFrom(true, false).map((arrived) => () => failed(arrived)),
    fc.constant(() => refusedByCustoms),
    fc.constant(() => reopen),
    fc.constant(() => accept),
    { weight: 2, arbitrary: fc.constant(selects) },
    fc
      .tuple(fc.constantFrom('physical' as const, 'waived' as const), fc.constantFrom('satisfactory' as const))
      .map(([kind, result]) => (tick: number) => ({ ...physical, kind, result, at: plus(T0, tick), now: LATER })),
    fc.constant(releases),
    fc.constantFrom(...states).map((state) => () => priorState(state, { now: LATER })),
    fc.constant(() => ({
      type: 'ConfirmCancellation' as const,
      by: 'enquiry' as const,
      outcome: 'cancelled' as const,
      confirmedAt: LATER,
      evidence: 'e',
      now: LATER,
    })),
    fc.constantFrom('cancel-first' as const).map((hold) => () => ({ type: 'LiftHold' as const, hold, evidence: 'e' })),
  );
  const isDue = (command: DeclarationCommand | ReintegrationCommand): command is ReintegrationCommand =>
    ['BeginAttempt', 'RecordFailure', 'RecordRefusal', 'RecordAcceptance', 'Reopen', 'LiftHold'].includes(command.type);

  it('DX-33 never begins a sending under control, says 52000 after a physical one, and counts what it holds', () => {
    let sent = 0;
    fc.assert(
      fc.property(fc.array(commands, { minLength: 4, maxLength: 30 }), (steps) => {
        let declared = fold(declarationDecider, []);
        let due = fold(reintegrationDecider, []);
        const log: DeclarationEvent[] = [];
        const take = (event: DeclarationEvent): void => {
          const kept = stored(declarationCodec, event);
          declared = declarationDecider.evolve(declared, kept);
          const owed = reintegrationCodec.decode(declarationCodec.encode(kept));
          if (owed) due = reintegrationDecider.evolve(due, owed);
          log.push(kept);
        };
        declarationDecider.decide(lodging(), declared).forEach(take);
        steps.forEach((step, tick) => {
          const command = step(tick + 1);
          let events: readonly DeclarationEvent[];
          try {
            events = isDue(command)
              ? reintegrationDecider.decide(command, due)
              : declarationDecider.decide(command, declared);
          } catch (error) {
            if (error instanceof Refusal) return;
            throw error;
          }
          if (events.some(({ type }) => type === 'ReintegrationAttempted')) {
            const { control, release: released, lodged, controlled } = declared;
            sent += control ? 1 : 0;
            expect(control && !released).toBeFalsy();
            if (lodged && controlled) expect(reintegrationContent(lodged, { controlled }).mentions).toContain('52000');
          }
          events.forEach(take);
        });
        const owing = log.filter(
          (event): event is DeclarationEvent & ReintegrationEvent =>
            reintegrationCodec.decode(declarationCodec.encode(event)) !== undefined,
        );
        const [campaign] = foldView(campaignView, recordedHistory('declaration-x', owing)).values();
        const isHeld = due.status === 'owed' && due.holds.length > 0;
        expect(campaign?.counts.held).toBe(isHeld ? 1 : 0);
        expect(campaign?.counts.attempting).toBe(due.status === 'attempting' ? 1 : 0);
        expect(campaign?.counts.refused).toBe(due.status === 'refused' ? 1 : 0);
      }),
      // One that is sent once its goods are let go, and then whatever comes.
      { numRuns: 150, examples: [[[selects, controls, releases, () => begin()]]] },
    );
    expect(sent).toBeGreaterThan(0);
  });
});
