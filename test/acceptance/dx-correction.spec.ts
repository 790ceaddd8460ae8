import { describe, expect, it } from 'vitest';
import { deltaXMessage } from '#libs/customs-gateway';
import {
  declarationCodec,
  declarationDecider,
  reintegrationContent,
  STARTING_RATES,
  type CorrectTranscription,
  type DeclarationEvent,
  type GivenCorrection,
} from '#libs/delta-x';
import { fold, HOUR, plus } from '#libs/kernel';
import type { ReintegrationCommand } from '#libs/reintegration';
import { dauLodging, furtherArticle, recordsHeader } from '../clearance-paper.js';
import { alertSeen, lodging, manifestHeader, OUTAGE, priorState } from '../delta-x-paper.js';
import { stored } from '../given-when-then.js';
import { declarationTrail, type DeclarationTrail } from './declaration-trail.js';

const later = plus(OUTAGE.endedAt, HOUR);
const begin: ReintegrationCommand = {
  type: 'BeginAttempt',
  messageId: 'id-1',
  slotAt: later,
  releasedAt: OUTAGE.endedAt,
  enquired: false,
  now: later,
};
const refuseIt: ReintegrationCommand = { type: 'RecordRefusal', messageId: 'id-1', code: '12', reason: 'CN8 unknown' };
const failed = (mayHaveArrived: boolean): ReintegrationCommand => ({
  type: 'RecordFailure',
  failure: 'timeout',
  mayHaveArrived,
});
const accept: ReintegrationCommand = {
  type: 'RecordAcceptance',
  messageId: 'id-1',
  mrn: '26FR000000000001A5',
  acceptedAt: later,
  deadline: plus(OUTAGE.endedAt, 24 * HOUR),
  byEnquiry: false,
};
const reopen: ReintegrationCommand = { type: 'Reopen', why: 'corrected' };

const change = (field: string, corrected: string): GivenCorrection => ({ field, corrected });
const correct = (
  changes: readonly GivenCorrection[],
  more: Partial<CorrectTranscription> = {},
): CorrectTranscription => ({
  type: 'CorrectTranscription',
  changes,
  why: 'digits swapped when typed',
  evidence: 'manifest m1, line 1',
  rates: STARTING_RATES,
  alert: alertSeen({ endedAt: OUTAGE.endedAt }),
  header: manifestHeader(),
  now: later,
  ...more,
});
const cn8 = correct([change('cn8', '62142000')]);

const refusedOnce = (): DeclarationTrail => {
  const trail = declarationTrail();
  for (const command of [lodging(), begin, refuseIt]) trail.does(command);
  return trail;
};
const types = (events: readonly { readonly type: string }[]): string[] => events.map(({ type }) => type);

describe('DX-28 what was typed otherwise than the paper says', () => {
  it('is corrected after a refusal, with what was typed and what the paper says, and then sent so', () => {
    const trail = refusedOnce();
    expect(trail.does(cn8)).toMatchObject([
      {
        type: 'TranscriptionCorrected',
        data: {
          changes: [{ field: 'cn8', typed: '62141000', corrected: '62142000' }],
          paper: { consignment: { cn8: '62142000', description: 'Tours de cou en soie' }, valueEur: '1250.00' },
          evidence: 'manifest m1, line 1',
        },
        rules: ['DX-28', 'DX-04'],
      },
    ]);
    expect(trail.row()).toMatchObject({ status: 'refused', cause: '12', corrected: { count: 1, fields: ['cn8'] } });
    expect(trail.next()).toBe('nothing');
    trail.does(reopen);
    expect(trail.next()).toBe('send');
    expect(trail.row()).toMatchObject({ status: 'owed', submission: 2 });
  });

  it('is in the message that goes out, and the same correction twice is one', () => {
    const log: DeclarationEvent[] = [];
    for (const command of [lodging(), cn8, cn8]) {
      const decided = declarationDecider.decide(command, fold(declarationDecider, log));
      log.push(...decided.map((event) => stored(declarationCodec, event)));
    }
    expect(log.filter(({ type }) => type === 'TranscriptionCorrected')).toHaveLength(1);
    const { lodged, asTyped } = fold(declarationDecider, log);
    if (!lodged) throw new Error('not lodged');
    const xml = deltaXMessage({ ...reintegrationContent(lodged), messageId: 'id-1' });
    expect(xml).toContain('62142000');
    expect(xml).not.toContain('62141000');
    expect(asTyped?.consignment.cn8).toBe('62141000');
  });

  it('leaves the line that comes again as it was first typed, or as it is corrected, one lodging', () => {
    const trail = refusedOnce();
    trail.does(cn8);
    expect(trail.does(lodging())).toEqual([]);
    expect(trail.does(lodging({ cn8: '62142000' }))).toEqual([]);
    expect(trail.refuses(lodging({ cn8: '62149000' }))).toEqual(['DX-05', 'DX-28']);
  });

  it('is corrected only while nothing of it stands in Delta X, or may', () => {
    const trail = declarationTrail();
    trail.does(lodging());
    expect(types(trail.does(cn8))).toEqual(['TranscriptionCorrected']);
    const mass = correct([change('gross_mass_kg', '4.5')]);
    trail.does(begin);
    expect(trail.refuses(mass)).toEqual(['DX-28']);
    trail.does(failed(true));
    expect(trail.refuses(mass)).toEqual(['DX-28']);
    trail.does({ ...begin, enquired: true });
    trail.does(failed(false));
    expect(trail.refuses(mass)).toEqual(['DX-28']);
    trail.does(begin);
    trail.does(refuseIt);
    trail.does(reopen);
    expect(types(trail.does(mass))).toEqual(['TranscriptionCorrected']);
    trail.does({ ...begin, messageId: 'id-2' });
    trail.does({ ...accept, messageId: 'id-2' });
    const [objection] = trail.objections(correct([change('gross_mass_kg', '5')]));
    expect(objection?.todo?.en).toContain('rectification');
  });

  it('is not the paper’s own data: its number, its assistance, its signature; those are for a rectification', () => {
    const fields = ['reference', 'assistance', 'operator.name', 'furtherArticles[0].cn8', 'nothing'];
    const objections = refusedOnce().objections(correct(fields.map((field) => change(field, 'X'))));
    expect(objections.map(({ rule, field }) => [rule, field])).toEqual(
      fields.map((_, index) => ['DX-28', `changes[${index}].field`]),
    );
    expect(objections[0]?.todo?.fr).toContain('se rectifie dans Delta X');
  });

  it('says why, and what shows it', () => {
    const bare = refusedOnce().objections(correct([change('cn8', '62142000')], { why: ' ', evidence: '' }));
    expect(bare.map(({ field }) => field)).toEqual(['why', 'evidence']);
    expect(refusedOnce().refuses(correct([]))).toEqual(['DX-28']);
  });
});

describe('a corrected line is judged as at its lodging', () => {
  it('DX-04 field by field, with the CN8 above 1,000 EUR', () => {
    const trail = refusedOnce();
    const wrong = correct([change('cn8', '6214'), change('currency', 'EURO')]);
    expect(trail.objections(wrong).map(({ rule, field }) => [rule, field])).toEqual([
      ['DX-04', 'changes[0].corrected'],
      ['DX-04', 'changes[1].corrected'],
    ]);
    expect(trail.refuses(correct([change('cn8', '')]))).toEqual(['DX-04']);
    expect(types(trail.does(correct([change('cn8', ''), change('invoice_value', '900.00')])))).toEqual([
      'TranscriptionCorrected',
    ]);
  });

  it('DX-23 at 22 EUR it is kept in the stock records; DX-22 above it is owed again', () => {
    const trail = refusedOnce();
    const kept = trail.does(correct([change('invoice_value', '22.00')]));
    expect(types(kept)).toEqual(['TranscriptionCorrected', 'ReintegrationReopened', 'ObligationExcluded']);
    expect(trail.row()).toMatchObject({ status: 'kept', valueEur: '22.00' });
    expect(trail.next()).toBe('nothing');
    const owed = trail.does(correct([change('invoice_value', '22.01')]));
    expect(types(owed)).toEqual(['TranscriptionCorrected', 'ExclusionWithdrawn', 'ObligationOpened']);
    expect(owed.at(-1)?.data).toMatchObject({ submission: 2, holds: [] });
    expect(trail.row()).toMatchObject({ status: 'owed', corrected: { count: 2, fields: ['invoice_value'] } });
  });

  it('DX-23 not above 22 EUR on a paper of negligible values; held for what it doubles where it is owed again', () => {
    const header = manifestHeader({ consignmentType: 'evn' });
    const small = declarationTrail();
    small.does(lodging({ invoiceValue: '12.00' }, { header }));
    expect(small.refuses(correct([change('invoice_value', '120.00')], { header }))).toEqual(['DX-23']);
    const double = declarationTrail();
    double.does(priorState('lodged'));
    double.does(lodging({ invoiceValue: '12.00' }));
    double.does(correct([change('invoice_value', '120.00')]));
    expect(double.row()).toMatchObject({ status: 'held', cause: 'DX-29' });
  });

  it('DX-21, DX-27 its date lies in the alert, and before what the service did of the goods', () => {
    const trail = refusedOnce();
    const date = (at: string, more: Partial<CorrectTranscription> = {}) =>
      trail.refuses(correct([change('lodgedAt', at)], more));
    expect(date(plus(OUTAGE.startedAt, -HOUR))).toContain('DX-21');
    expect(date(plus(OUTAGE.endedAt, 1))).toContain('DX-21');
    expect(date('yesterday')).toEqual(['DX-27']);
    const stamped = { manifestReleasedAt: plus(OUTAGE.lodgedAt, HOUR) };
    expect(date(plus(OUTAGE.lodgedAt, 2 * HOUR), stamped)).toEqual(['DX-27']);
    const at = plus(OUTAGE.lodgedAt, HOUR / 2);
    trail.does(correct([change('lodgedAt', at)], stamped));
    expect(trail.row()).toMatchObject({ lodgedAt: at });
  });

  it('DX-01 a line of a manifest leaves through France; DX-12 an entry in the records holds nothing restricted', () => {
    expect(refusedOnce().refuses(correct([change('officeOfExit', 'BE101000')]))).toEqual(['DX-01']);
    const header = recordsHeader();
    const entry = declarationTrail();
    entry.does(lodging({}, { header }));
    expect(entry.refuses(correct([change('restricted_documents', 'X002')], { header }))).toEqual(['DX-12']);
  });

  it('DX-05 a DAU has the CN8 of each article, and the documents that they need', () => {
    const trail = declarationTrail();
    trail.does(dauLodging({ further: [furtherArticle()] }));
    const dau = (...changes: GivenCorrection[]): CorrectTranscription => correct(changes, { header: undefined });
    expect(trail.refuses(dau(change('furtherArticles[0].cn8', '')))).toContain('DX-05');
    expect(trail.refuses(dau(change('furtherArticles[0].restricted_documents', 'X002')))).toEqual(['DX-05']);
    const [event] = trail.does(dau(change('furtherArticles[0].cn8', '62142000')));
    expect(event).toMatchObject({
      rules: ['DX-28', 'DX-05'],
      data: { paper: { furtherArticles: [{ cn8: '62142000' }] } },
    });
    expect(trail.row()).toMatchObject({ articles: 2, corrected: { fields: ['furtherArticles[0].cn8'] } });
  });
});
