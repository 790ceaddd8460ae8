import { describe, expect, it } from 'vitest';
import {
  declarationView,
  manifestCodec,
  manifestDecider,
  manifestStream,
  manifestView,
  withManifest,
  type DeclarationRow,
  type EndorseExit,
  type EndorseManifest,
  type ManifestEvent,
  type ManifestHeader,
  type ReleaseGoods,
  type StampManifest,
  type TakeGoods,
} from '#libs/delta-x';
import { foldView, HOUR, instant, MINUTE, plus, type Instant } from '#libs/kernel';
import { dauLodging, furtherArticle, recordsHeader } from '../clearance-paper.js';
import { lodging, manifestHeader, OUTAGE } from '../delta-x-paper.js';
import { scenarioOf } from '../given-when-then.js';
import { recordedHistory } from '../recorded.js';
import { SUBJECT } from '../reintegration-events.js';
import { declarationTrail, type DeclarationTrail } from './declaration-trail.js';

const LODGED = OUTAGE.lodgedAt;
const LATER = plus(LODGED, HOUR);
const { now } = OUTAGE;
const mark = { office: 'FR002650', officer: 'Claude Morel' };
/** 18:00 in Paris: the office closes at 17:30. */
const EVENING = instant('2026-03-02T17:00:00Z');

const release = (at: Instant = LATER, more: Partial<ReleaseGoods> = {}): ReleaseGoods => ({
  type: 'ReleaseGoods',
  ...mark,
  at,
  servicePresent: false,
  now,
  ...more,
});
const take = (at: Instant = LATER, more: Partial<TakeGoods> = {}): TakeGoods => ({
  type: 'TakeGoods',
  at,
  now,
  ...more,
});
const exit = (more: Partial<EndorseExit> = {}): EndorseExit => ({
  type: 'EndorseExit',
  office: 'FR003370',
  officer: 'Hugo Lambert',
  at: plus(LATER, HOUR),
  articleList: false,
  now,
  ...more,
});
const trailOf = (header: Partial<ManifestHeader>, goods: Parameters<typeof lodging>[0] = {}): DeclarationTrail => {
  const trail = declarationTrail();
  trail.does(lodging(goods, { header: manifestHeader(header) }));
  return trail;
};
const dauTrail = (changes: Parameters<typeof dauLodging>[0] = {}): DeclarationTrail => {
  const trail = declarationTrail();
  trail.does(dauLodging(changes));
  return trail;
};
const premises = { presentation: 'premises' } as const;
const restricted = { restrictedDocuments: ['X002'] };

const { given } = scenarioOf(manifestDecider, manifestCodec);
const lodged = (header: Partial<ManifestHeader> = {}): ManifestEvent => ({
  type: 'ManifestLodged',
  data: manifestHeader(header),
  rules: ['DX-04'],
});
const stamp = (more: Partial<StampManifest> = {}): StampManifest => ({
  type: 'StampManifest',
  ...mark,
  stampedAt: LATER,
  selected: [],
  now,
  ...more,
});
const visa = (more: Partial<EndorseManifest> = {}): EndorseManifest => ({
  type: 'EndorseManifest',
  office: 'FR003370',
  officer: 'Hugo Lambert',
  endorsedAt: plus(LATER, HOUR),
  now,
  ...more,
});
const stamped = (selected: readonly string[] = []): ManifestEvent => ({
  type: 'ManifestStamped',
  data: { manifestId: 'm1', alertId: 'a1', ...mark, stampedAt: LATER, selected },
  rules: ['DX-15'],
});
/** A line as it is answered: its own row beside its manifest's. */
const joined = (trail: DeclarationTrail, ...events: readonly ManifestEvent[]): DeclarationRow => {
  const row = trail.row();
  if (!row) throw new Error(`nothing in ${declarationView.name}`);
  return withManifest(row, foldView(manifestView, recordedHistory(manifestStream('m1'), events)).get('m1'));
};

describe('DX-14: release on the operator’s premises', () => {
  it.each([LODGED, EVENING])('DX-14 allows the operator to take unrestricted goods at any time: %s', (at) => {
    const trail = trailOf(premises);
    expect(trail.does(take(at))).toMatchObject([{ type: 'GoodsTaken', rules: ['DX-14'] }]);
    expect(trail.row()?.release).toEqual({ by: 'taken', at, rule: 'DX-14' });
  });

  it('DX-14 refuses the operator restricted goods: their release is explicit', () => {
    expect(trailOf(premises, restricted).refuses(take())).toEqual(['DX-14']);
  });

  it('DX-14 allows restricted goods in the opening hours of the office, by its own clock', () => {
    const trail = trailOf(premises, restricted);
    expect(trail.does(release(instant('2026-03-02T16:29:59Z')))).toMatchObject([
      { type: 'GoodsReleased', data: { by: 'explicit' }, rules: ['DX-14'] },
    ]);
  });

  it('DX-14 refuses restricted goods once the office is closed, unless the service is present', () => {
    expect(trailOf(premises, restricted).refuses(release(EVENING))).toEqual(['DX-14']);
    expect(trailOf(premises, restricted).does(release(EVENING, { servicePresent: true }))).toHaveLength(1);
    expect(trailOf(premises).does(release(EVENING))).toHaveLength(1);
  });

  it('DX-14 refuses restricted goods on a public holiday of France', () => {
    const day = { startedAt: instant('2026-05-14T07:00:00Z'), at: instant('2026-05-14T08:00:00Z') };
    const header = manifestHeader({ ...premises, lodgedAt: day.startedAt });
    const alert = { ...lodging().alert, startedAt: day.startedAt };
    const trail = declarationTrail();
    trail.does(lodging(restricted, { header, alert, now: day.at }));
    expect(trail.refuses(release(day.at, { now: day.at }))).toEqual(['DX-14']);
  });

  it('DX-14 refuses a release before the lodging, or in the future', () => {
    expect(trailOf(premises).refuses(take(plus(LODGED, -1)))).toEqual(['DX-14']);
    expect(trailOf(premises).refuses(take(plus(now, 1)))).toEqual(['DX-14']);
  });
});

describe('DX-15: release elsewhere needs the office', () => {
  it('DX-15 refuses the operator what is not on its own premises', () => {
    expect(trailOf({}).refuses(take())).toEqual(['DX-15']);
  });

  it('DX-15 allows the office’s stamp on the manifest: the release of each line, in one event', () => {
    given(lodged())
      .when(stamp())
      .then({
        type: 'ManifestStamped',
        data: { manifestId: 'm1', alertId: 'a1', ...mark, stampedAt: LATER, selected: [] },
        rules: ['DX-15'],
      });
    expect(joined(trailOf({}), lodged(), stamped()).release).toEqual({
      by: 'manifest-stamp',
      at: LATER,
      office: 'FR002650',
      rule: 'DX-15',
    });
  });

  it('DX-15 leaves out what is selected for control', () => {
    const line = joined(trailOf({}), lodged(), stamped([SUBJECT.reference]));
    expect(line).not.toHaveProperty('release');
    expect(line).not.toHaveProperty('exitProof');
  });

  it('DX-15 allows the same stamp told twice, and refuses a second one', () => {
    given(lodged(), stamped(['A', 'B']))
      .when(stamp({ selected: ['B', 'A'] }))
      .then();
    given(lodged(), stamped())
      .when(stamp({ selected: ['A'] }))
      .refusedBy('DX-15');
  });

  it('DX-15 refuses half a stamp, another office’s, one before the lodging or in the future', () => {
    const field = (more: Partial<StampManifest>): (string | undefined)[] =>
      given(lodged())
        .when(stamp(more))
        .refusedBy('DX-15')
        .map((o) => o.field);
    expect(field({ officer: '' })).toEqual(['officer']);
    expect(field({ office: '' })).toEqual(['office']);
    expect(field({ office: 'FR003370' })).toEqual(['office']);
    expect(field({ stampedAt: plus(LODGED, -1) })).toEqual(['stampedAt']);
    expect(field({ stampedAt: plus(now, 1) })).toEqual(['stampedAt']);
  });

  it('DX-15 allows the office’s stamp on a DAU, once', () => {
    const trail = dauTrail();
    expect(trail.does(release())).toMatchObject([{ type: 'GoodsReleased', data: { by: 'stamp' }, rules: ['DX-15'] }]);
    expect(trail.does(release())).toEqual([]);
    expect(trail.refuses(release(plus(LATER, MINUTE)))).toEqual(['DX-15']);
    expect(dauTrail().refuses(release(LATER, { office: 'FR000690' }))).toEqual(['DX-15']);
  });
});

describe('DX-16: exit through a French office', () => {
  it.each([{ transit: true }, { singleTransportContract: true, officeOfExit: 'FR002650' }])(
    'DX-16 certifies exit by the release stamp under transit or a single transport contract: %o',
    (header) => {
      expect(given(lodged(header)).when(stamp()).allowed()[0]?.rules).toEqual(['DX-15', 'DX-16']);
      expect(joined(trailOf(header), lodged(header), stamped()).exitProof).toEqual({
        proof: 'release-stamp',
        on: 'manifest-copy',
        office: 'FR002650',
        at: LATER,
        rule: 'DX-16',
        taxProof: false,
      });
      given(lodged(header), stamped()).when(visa()).refusedBy('DX-16');
    },
  );

  it('DX-16 certifies it otherwise by the visa of the office of exit on a copy of the manifest', () => {
    expect(joined(trailOf({}), lodged(), stamped())).not.toHaveProperty('exitProof');
    const [endorsed] = given(lodged(), stamped()).when(visa()).allowed();
    if (!endorsed) throw new Error('not endorsed');
    expect(joined(trailOf({}), lodged(), stamped(), endorsed).exitProof).toMatchObject({
      proof: 'visa',
      on: 'manifest-copy',
      office: 'FR003370',
      rule: 'DX-16',
    });
  });

  it('DX-16 allows a visa for some lines, then for others, and refuses one line twice', () => {
    const [first] = given(lodged(), stamped())
      .when(visa({ only: ['A', 'B'] }))
      .allowed();
    if (!first) throw new Error('not endorsed');
    given(lodged(), stamped(), first)
      .when(visa({ only: ['A', 'B'] }))
      .then();
    given(lodged(), stamped(), first)
      .when(visa({ only: ['C'], endorsedAt: now }))
      .allowed();
    given(lodged(), stamped(), first)
      .when(visa({ only: ['B'], endorsedAt: now }))
      .refusedBy('DX-16');
    expect(joined(trailOf({}), lodged(), stamped(), first)).not.toHaveProperty('exitProof');
  });

  it('DX-16 refuses a visa before the release, of lines under control, of a foreign office, and half a one', () => {
    given(lodged()).when(visa()).refusedBy('DX-16');
    given(lodged(), stamped(['A']))
      .when(visa({ only: ['A'] }))
      .refusedBy('DX-16');
    given(lodged(), stamped())
      .when(visa({ office: 'BE101000' }))
      .refusedBy('DX-16');
    given(lodged(), stamped())
      .when(visa({ officer: ' ' }))
      .refusedBy('DX-16');
    given(lodged(), stamped())
      .when(visa({ endorsedAt: plus(LATER, -1) }))
      .refusedBy('DX-16');
  });

  it('DX-16 certifies by the stamp what the operator had taken on its premises before', () => {
    const header = { ...premises, transit: true };
    const trail = trailOf(header);
    trail.does(take());
    expect(joined(trail, lodged(header))).not.toHaveProperty('exitProof');
    expect(joined(trail, lodged(header), stamped())).toMatchObject({
      release: { by: 'taken', rule: 'DX-14' },
      exitProof: { proof: 'release-stamp', rule: 'DX-16' },
    });
  });

  it('DX-16 certifies no restricted goods that nobody has released, whatever visa the manifest has', () => {
    const [endorsed] = given(lodged(premises)).when(visa()).allowed();
    if (!endorsed) throw new Error('not endorsed');
    expect(joined(trailOf(premises), lodged(premises), endorsed).exitProof).toMatchObject({ proof: 'visa' });
    const bound = trailOf(premises, restricted);
    expect(joined(bound, lodged(premises), endorsed)).not.toHaveProperty('exitProof');
    const late = trailOf(premises, restricted);
    late.does(release(instant('2026-03-02T15:00:00Z')));
    expect(joined(late, lodged(premises), endorsed)).not.toHaveProperty('exitProof');
    bound.does(release(instant('2026-03-02T10:45:00Z')));
    expect(joined(bound, lodged(premises), endorsed).exitProof).toMatchObject({ proof: 'visa', rule: 'DX-16' });
  });

  it('DX-16 takes a visa on the operator’s own extract where the goods were entered in its records', () => {
    const trail = declarationTrail();
    trail.does(lodging({}, { header: recordsHeader(undefined, premises) }));
    trail.does(take());
    trail.does(exit());
    expect(trail.row()?.exitProof).toMatchObject({ proof: 'visa', on: 'records-extract', rule: 'DX-16' });
  });
});

describe('DX-17: exit through another Member State', () => {
  it('DX-17 certifies exit by the release stamp under transit or a single transport contract', () => {
    const trail = dauTrail({ header: { transit: true } });
    trail.does(release());
    expect(trail.row()?.exitProof).toMatchObject({ proof: 'release-stamp', on: 'dau-copy-3', rule: 'DX-17' });
    expect(trail.refuses(exit({ office: 'BE101000' }))).toEqual(['DX-17']);
  });

  it('DX-17 certifies it otherwise by the visa on the DAU that the office of export has endorsed', () => {
    const trail = dauTrail();
    trail.does(release());
    expect(trail.row()).not.toHaveProperty('exitProof');
    trail.does(exit({ office: 'BE101000' }));
    expect(trail.row()?.exitProof).toMatchObject({
      proof: 'visa',
      on: 'dau-copy-3',
      office: 'BE101000',
      rule: 'DX-17',
    });
    expect(trail.does(exit({ office: 'BE101000' }))).toEqual([]);
    expect(trail.refuses(exit({ office: 'BE101000', at: now }))).toEqual(['DX-17']);
  });

  it('DX-17 refuses a visa before the release, of a French office, or without the list of articles', () => {
    expect(dauTrail().refuses(exit({ office: 'BE101000' }))).toEqual(['DX-17']);
    const trail = dauTrail({ further: [furtherArticle(), furtherArticle()] });
    trail.does(release());
    expect(trail.refuses(exit({ office: 'FR003370' }))).toEqual(['DX-17']);
    expect(trail.refuses(exit({ office: 'BE101000' }))).toEqual(['DX-17']);
    expect(trail.does(exit({ office: 'BE101000', articleList: true }))).toHaveLength(1);
  });

  it('DX-11 makes copy 3 the tax proof, and refuses the visa on anything else', () => {
    const trail = dauTrail();
    trail.does(release());
    expect(trail.refuses(exit({ office: 'BE101000', on: 'manifest-copy' }))).toEqual(['DX-11']);
    expect(trail.does(exit({ office: 'BE101000' }))[0]?.rules).toEqual(['DX-17', 'DX-11', 'DX-30']);
    expect(trail.row()?.exitProof?.taxProof).toBe(true);
  });
});

describe('DX-30: no IE599 is awaited', () => {
  const accept = (trail: DeclarationTrail): void => {
    trail.does({
      type: 'RecordAcceptance',
      messageId: 'm',
      mrn: '26FR000000000001A5',
      acceptedAt: now,
      deadline: plus(now, HOUR),
      byEnquiry: false,
    });
  };

  it('DX-30 shows the stamp or the visa as the proof, whatever customs answers to the re-integration', () => {
    const header = { transit: true };
    const trail = trailOf(header);
    accept(trail);
    const line = joined(trail, lodged(header), stamped());
    expect(line).toMatchObject({ status: 'accepted', exitProof: { proof: 'release-stamp' } });
    expect(trail.next()).toBe('nothing');
  });

  it('DX-30 makes no proof of the acceptance, nor of the release where a visa is asked for', () => {
    const trail = trailOf({});
    expect(trail.refuses(exit())).toEqual(['DX-16']);
    accept(trail);
    const line = joined(trail, lodged(), stamped());
    expect(line).toMatchObject({ status: 'accepted', release: { by: 'manifest-stamp' } });
    expect(line).not.toHaveProperty('exitProof');
    expect(trail.refuses(exit())).toEqual(['DX-16']);
  });
});
