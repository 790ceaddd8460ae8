import { describe, expect, it } from 'vitest';
import {
  declarationCodec,
  declarationDecider,
  declarationStream,
  declarationView,
  manifestCodec,
  manifestDecider,
  manifestStream,
  manifestView,
  marksOnLine,
  withManifest,
  type Coverage,
  type DeclarationEvent,
  type DeclarationRow,
  type EndorseManifest,
  type LineLeaving,
  type ManifestEvent,
  type ManifestHeader,
  type ManifestMarks,
  type StampManifest,
} from '#libs/delta-x';
import {
  fold,
  foldView,
  formatPosition,
  HOUR,
  instant,
  MINUTE,
  parsePosition,
  plus,
  type Recorded,
} from '#libs/kernel';
import { lodging, manifestHeader, OUTAGE } from '../delta-x-paper.js';
import { refusalOf, scenarioOf, stored } from '../given-when-then.js';
import { recordedHistory } from '../recorded.js';
import { SUBJECT } from '../reintegration-events.js';

const { lodgedAt, now } = OUTAGE;
const STAMPED = plus(lodgedAt, 15 * MINUTE);
const LEFT = plus(STAMPED, HOUR);
/** 18:00 in Paris: the office closes at 17:30. */
const EVENING = instant('2026-03-02T17:00:00Z');
const mark = { office: 'FR002650', officer: 'Claude Morel' };
const premises = { presentation: 'premises' } as const;
const restricted = { restrictedDocuments: ['X002'] };
const { reference } = SUBJECT;
const stream = declarationStream(SUBJECT.operator, reference);

const declared = scenarioOf(declarationDecider, declarationCodec);
const manifest = scenarioOf(manifestDecider, manifestCodec);
const lodged = (header: Partial<ManifestHeader> = {}): ManifestEvent => ({
  type: 'ManifestLodged',
  data: manifestHeader(header),
  rules: ['DX-04'],
});
/** The head of the log at a moment of these specs. */
const at = (commit: number): string => formatPosition({ commit: BigInt(commit), prepare: BigInt(commit) });
const upTo = (commit: number, lines = 1): Coverage => ({ lines, until: at(commit) });
const stamp = (more: Partial<StampManifest> = {}): StampManifest => ({
  type: 'StampManifest',
  ...mark,
  stampedAt: STAMPED,
  selected: [],
  covers: upTo(100),
  now,
  ...more,
});
const visa = (more: Partial<EndorseManifest> = {}): EndorseManifest => ({
  type: 'EndorseManifest',
  office: 'FR003370',
  officer: 'Hugo Lambert',
  endorsedAt: LEFT,
  covers: upTo(200),
  now,
  ...more,
});
const after =
  (...commands: readonly (StampManifest | EndorseManifest)[]) =>
  (header: Partial<ManifestHeader> = {}) =>
    commands.reduce<readonly ManifestEvent[]>(
      (history, command) => [
        ...history,
        ...manifest
          .given(...history)
          .when(command)
          .allowed(),
      ],
      [lodged(header)],
    );
const standing = (...history: readonly ManifestEvent[]): ManifestMarks => {
  const state = fold(
    manifestDecider,
    history.map((event) => stored(manifestCodec, event)),
  );
  if (state.status === 'none') throw new Error('not lodged');
  return state;
};
/** A line that was lodged at a position of the log. */
const lineAt = (commit: number, header: Partial<ManifestHeader> = {}, goods: Parameters<typeof lodging>[0] = {}) => {
  const events = declared
    .given()
    .when(lodging(goods, { header: manifestHeader(header) }))
    .allowed();
  const position = parsePosition(at(commit));
  if (!position) throw new Error('no position');
  const history: Recorded<DeclarationEvent>[] = recordedHistory(stream, events).map((r) => ({ ...r, position }));
  const row = foldView(declarationView, history).get(stream);
  if (!row) throw new Error('no row');
  return { row, state: fold(declarationDecider, events), lodgedPosition: at(commit) };
};
const joined = (row: DeclarationRow, history: readonly ManifestEvent[]): DeclarationRow =>
  withManifest(row, foldView(manifestView, recordedHistory(manifestStream('m1'), history)).get('m1'));

describe('DX-15: a line comes before the stamp', () => {
  const lodgeOn = (manifestNow: ManifestMarks) => ({ ...lodging(), manifest: manifestNow });

  it('DX-15 refuses a line on a stamped manifest, and names another manifest as the way', () => {
    const [objection] = declared
      .given()
      .when(lodgeOn(standing(...after(stamp())())))
      .refusedBy('DX-15');
    expect(objection).toMatchObject({ field: 'manifestId', todo: { en: 'lodge the goods on another manifest' } });
    expect(objection?.text.en).toContain('FR002650 stamped this manifest');
  });

  it('DX-16 refuses a line on a manifest of the premises that the office of exit has endorsed', () => {
    declared
      .given()
      .when(lodgeOn(standing(...after(visa())(premises))))
      .refusedBy('DX-16');
  });

  it('DX-15 refuses the stamp while a paper in force lacks a line, and allows it once it is replaced', () => {
    const of = (onPaper?: number): StampManifest => stamp({ covers: upTo(100, 3), onPaper });
    const [objection] = manifest.given(lodged()).when(of(2)).refusedBy('DX-15');
    expect(objection?.text.en).toBe('its paper shows 2 of 3 lines');
    for (const onPaper of [3, undefined]) expect(manifest.given(lodged()).when(of(onPaper)).allowed()).toHaveLength(1);
  });

  it('DX-15 allows a line before, and the same line told again after', () => {
    const before = declared
      .given()
      .when(lodgeOn(standing(lodged())))
      .allowed();
    expect(before.map(({ type }) => type)).toEqual(['DeclarationLodged', 'ObligationOpened']);
    declared
      .given(...before)
      .when(lodgeOn(standing(...after(stamp())())))
      .then();
  });

  it('DX-15 refuses the stamp of a manifest without a line', () => {
    const nothing = stamp({ covers: upTo(100, 0) });
    expect(manifest.given(lodged()).when(nothing).refusedBy('DX-15')).toMatchObject([{ field: 'manifestId' }]);
  });
});

describe('DX-15: a line and a stamp of the same moment', () => {
  it('DX-15 names in the stamp how many lines it covers, and up to where in the log', () => {
    const [stamped] = manifest
      .given(lodged())
      .when(stamp({ covers: upTo(100, 3) }))
      .allowed();
    expect(stamped).toMatchObject({ type: 'ManifestStamped', data: { covers: { lines: 3, until: '100' } } });
  });

  it.each([
    [100, 'manifest-stamp'],
    [101, undefined],
  ])('DX-15 releases what was lodged before it alone: a line at %i', (commit, by) => {
    const { row, state, lodgedPosition } = lineAt(commit);
    const history = after(stamp())();
    expect(joined(row, history).release?.by).toBe(by);
    const { manifestReleasedAt } = marksOnLine({ ...state, reference, lodgedPosition }, standing(...history));
    expect(manifestReleasedAt).toBe(by === undefined ? undefined : STAMPED);
  });

  it.each([{ transit: true }, {}])('DX-16 gives no proof of exit to a line lodged after the stamp: %o', (header) => {
    const history = 'transit' in header ? after(stamp())(header) : after(stamp(), visa())(header);
    expect(joined(lineAt(100, header).row, history)).toHaveProperty('exitProof');
    expect(joined(lineAt(101, header).row, history)).not.toHaveProperty('exitProof');
  });

  it('DX-16 gives no proof to a line lodged after the visa of a manifest on the premises', () => {
    const history = after(visa())(premises);
    expect(joined(lineAt(200, premises).row, history)).toHaveProperty('exitProof');
    expect(joined(lineAt(201, premises).row, history)).not.toHaveProperty('exitProof');
  });

  it('DX-15 releases every line by a stamp that was recorded before coverage was', () => {
    const { covers: _none, ...old } = stamp();
    expect(joined(lineAt(101).row, after(old)()).release?.by).toBe('manifest-stamp');
  });

  it('DX-15 allows the office to release by itself a line that its stamp does not cover', () => {
    const { state, lodgedPosition } = lineAt(101);
    const marks = marksOnLine({ ...state, reference, lodgedPosition }, standing(...after(stamp())()));
    const release = { type: 'ReleaseGoods', ...mark, at: LEFT, servicePresent: false, now, ...marks } as const;
    expect(declarationDecider.decide(release, state).map(({ type }) => type)).toEqual(['GoodsReleased']);
  });
});

describe('DX-14: the stamp on the operator’s premises', () => {
  const evening = (more: Partial<StampManifest> = {}) => after(stamp({ stampedAt: EVENING, ...more }))(premises);

  it('DX-14 releases no restricted line out of hours, and every other one', () => {
    expect(evening()[1]).toMatchObject({ data: { unrestrictedOnly: true }, rules: ['DX-15', 'DX-14'] });
    expect(joined(lineAt(1, premises, restricted).row, evening())).not.toHaveProperty('release');
    expect(joined(lineAt(1, premises).row, evening()).release?.by).toBe('manifest-stamp');
  });

  it('DX-14 gives a restricted line no proof of exit by what came after it', () => {
    const gone = after(stamp({ stampedAt: EVENING }), visa({ endorsedAt: now }))(premises);
    expect(joined(lineAt(1, premises, restricted).row, gone)).not.toHaveProperty('exitProof');
    expect(joined(lineAt(1, premises).row, gone)).toHaveProperty('exitProof');
    const transit = { ...premises, transit: true };
    const certified = after(stamp({ stampedAt: EVENING }))(transit);
    expect(joined(lineAt(1, transit, restricted).row, certified)).not.toHaveProperty('exitProof');
  });

  it('DX-14 releases it in opening hours, with the service present, or at the office', () => {
    for (const [header, history] of [
      [premises, after(stamp())(premises)],
      [premises, evening({ servicePresent: true })],
      [{}, after(stamp({ stampedAt: EVENING }))()],
    ] as const) {
      expect(history[1]?.data).not.toHaveProperty('unrestrictedOnly');
      expect(joined(lineAt(1, header, restricted).row, history).release?.by).toBe('manifest-stamp');
    }
  });
});

describe('DX-16: the visa of an office that exists, of lines that are there, once', () => {
  const line = (more: Partial<LineLeaving> = {}): LineLeaving => ({ reference: 'A', releasedAt: STAMPED, ...more });
  const stamped = () => after(stamp())();
  const objections = (more: Partial<EndorseManifest>): unknown[] =>
    manifest
      .given(...stamped())
      .when(visa(more))
      .refusedBy('DX-16')
      .map(({ field, text }) => [field, text.en]);

  it.each(['FR', 'FRX', 'FR99999', 'FR 3370', 'FRANCE', 'FR999999', 'fr003370'])('DX-16 refuses %s', (office) => {
    const [first] = refusalOf(() =>
      manifest
        .given(...stamped())
        .when(visa({ office }))
        .allowed(),
    ).objections;
    expect(first).toMatchObject({ rule: 'DX-16', field: 'office' });
    const { state } = lineAt(1);
    const exit = { type: 'EndorseExit', officer: 'H. L.', at: LEFT, articleList: false, now, office } as const;
    const released = { ...exit, manifestReleasedAt: STAMPED };
    expect(refusalOf(() => declarationDecider.decide(released, state)).objections[0]).toMatchObject({
      field: 'office',
    });
  });

  it('DX-33 and DX-15 refuse an office that is not well formed in every other act as well', () => {
    const { state } = lineAt(1);
    const bad = { office: 'FR9', officer: 'C. M.', at: STAMPED, now };
    for (const command of [
      { type: 'SelectForControl', ...bad },
      { type: 'ReleaseGoods', ...bad, servicePresent: true },
    ] as const) {
      const { objections: found } = refusalOf(() => declarationDecider.decide(command, state));
      expect(found.map(({ field, text }) => [field, text.en])).toContainEqual(['office', 'FR9 is no office code']);
    }
  });

  it('DX-16 refuses a visa of lines that are not on the manifest, or of none', () => {
    expect(objections({ only: ['A', 'NOPE'], lines: [line()] })).toEqual([['only', 'not on this manifest: NOPE']]);
    expect(objections({ only: [], lines: [] })).toEqual([['only', 'a visa of no line at all']]);
  });

  it('DX-16 refuses it of a line that nobody has released by then', () => {
    for (const releasedAt of [undefined, plus(LEFT, 1)]) {
      expect(objections({ only: ['A'], lines: [line({ releasedAt })] })).toEqual([['only', 'not released by then: A']]);
    }
  });

  it('DX-16 refuses a second visa of a line, naming the first, whether it had its own or its manifest’s', () => {
    const first = { office: 'FR000690', at: LEFT };
    expect(objections({ only: ['A'], lines: [line({ visa: first })] })).toEqual([
      ['only', `A is endorsed already, by FR000690 on ${LEFT}`],
    ]);
    const { state, lodgedPosition } = lineAt(1);
    const marks = marksOnLine({ ...state, reference, lodgedPosition }, standing(...after(stamp(), visa())()));
    expect(marks).toEqual({ manifestReleasedAt: STAMPED, manifestVisa: { office: 'FR003370', at: LEFT } });
    const again = { type: 'EndorseExit', officer: 'H. L.', articleList: false, now, ...marks } as const;
    expect(declarationDecider.decide({ ...again, office: 'FR003370', at: LEFT }, state)).toEqual([]);
    const refused = refusalOf(() => declarationDecider.decide({ ...again, office: 'FR000690', at: now }, state));
    expect(refused.objections).toMatchObject([
      { rule: 'DX-16', text: { en: `endorsed already with its manifest, by FR003370 on ${LEFT}` } },
    ]);
  });

  it('DX-16 allows the visa of lines that are there and released, some now and some later', () => {
    const some = after(stamp(), visa({ only: ['A'], lines: [line()] }))();
    expect(some[2]?.data).toMatchObject({ only: ['A'] });
    expect(some[2]?.data).not.toHaveProperty('covers');
    manifest
      .given(...some)
      .when(visa({ only: ['B'], lines: [line({ reference: 'B' })], endorsedAt: now }))
      .allowed();
  });
});
