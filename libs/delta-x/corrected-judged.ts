import type { Instant, Objection } from '#libs/kernel';
import { hasRestricted } from './article.js';
import { wholeDataObjections } from './article-check.js';
import type { Clearing } from './clearance.state.js';
import type { CorrectedPaper, Corrections } from './corrected-paper.js';
import type { DeclarationLodged, ManifestHeader } from './delta-x.events.js';
import { alertObjections, type AlertAsSeen } from './during-alert.js';
import { headerObjections } from './header-check.js';
import { dauPaperObjections } from './lodge-dau.js';
import { notNegligible } from './lodge.js';
import { isOwed } from './owed-at-lodging.js';
import type { OfficeRegister } from './offices.js';
import { recordsLineObjections, recordsRule } from './records-entry.js';

/** What a correction is judged by beside the data themselves. */
export interface Judging {
  readonly alert: AlertAsSeen;
  readonly now: Instant;
  readonly offices: OfficeRegister;
  /** Of a line: its manifest's. */
  readonly header?: ManifestHeader | undefined;
  readonly manifestReleasedAt?: Instant | undefined;
}

type Lodged = DeclarationLodged['data'];

/** What the form of a DAU, or its date, turns on: with it all of the paper is judged again. */
const OF_FORM = /^(lodgedAt|officeOfExit)$|(^|\.)(procedure|restricted_documents)$/;

/** DX-27: the date is that of the lodging, and what was done of the goods came after it. */
const orderObjections = (
  { lodgedAt }: CorrectedPaper['paper'],
  { control, release }: Clearing,
  { manifestReleasedAt }: Judging,
): Objection[] => {
  const [earliest] = [control?.selectedAt, release?.at, manifestReleasedAt].filter((at) => at !== undefined).sort();
  if (earliest === undefined || lodgedAt <= earliest) return [];
  const text = {
    en: `the service acted on it on ${earliest}: it was lodged before that`,
    fr: `le service est intervenu le ${earliest} : le dépôt est antérieur`,
  };
  return [{ rule: 'DX-27', field: 'lodgedAt', text }];
};

/** DX-14: goods that the operator took by itself were under no restriction, unless the service has released them since. */
const takenObjections = ({ paper }: CorrectedPaper, { release }: Clearing): Objection[] => {
  if (release?.by !== 'taken' || !hasRestricted(paper)) return [];
  const text = {
    en: 'the operator took the goods as unrestricted',
    fr: 'l’opérateur a disposé des marchandises comme non soumises à restriction',
  };
  const todo = {
    en: 'tell the office; record its explicit release, then correct this',
    fr: 'informez le bureau ; enregistrez sa mainlevée explicite, puis corrigez',
  };
  return [{ rule: 'DX-14', field: 'restricted_documents', text, todo }];
};

const lineObjections = (
  header: ManifestHeader,
  { paper, valueEur }: CorrectedPaper,
  judging: Judging,
  ofHead: boolean,
): Objection[] => {
  const { lodgedAt, officeOfExit, consignment } = paper;
  const { records, declarationKind, consignmentType } = header;
  const rule = records && records.basis !== 'aeo' ? recordsRule[records.basis] : 'DX-23';
  return [
    ...(ofHead ? headerObjections({ ...header, lodgedAt, officeOfExit }, judging) : []),
    ...(records ? recordsLineObjections(records, declarationKind, consignment) : []),
    ...(consignmentType === 'evn' && isOwed(valueEur, lodgedAt) ? [notNegligible(rule, valueEur)] : []),
  ];
};

const dauObjections = (
  lodged: Lodged,
  dau: NonNullable<Clearing['dau']>,
  { paper, valueEur }: CorrectedPaper,
  { alert, now, offices }: Judging,
): Objection[] => {
  const { kind: declarationKind, singleTransportContract = false } = lodged;
  const { office } = dau;
  const { lodging = { means: 'paper', office } as const } = lodged;
  const { consignment, furtherArticles, lodgedAt, officeOfExit } = paper;
  const head = { lodging, declarationKind, singleTransportContract, signature: dau.signature };
  return dauPaperObjections({
    type: 'LodgeDau',
    header: { ...lodged, ...head, lodgedAt, officeOfExit },
    dau,
    consignment,
    furtherArticles: furtherArticles ?? [],
    valueEur,
    alert,
    now,
    offices,
  });
};

/** Whether the paper as corrected could have been lodged: by the rules of its form, its date and its value. */
export const correctedObjections = (
  lodged: Lodged,
  corrected: CorrectedPaper,
  corrections: Corrections,
  state: Clearing,
  judging: Judging,
): Objection[] => {
  const { paper } = corrected;
  const ofForm = [...corrections.keys()].some((field) => OF_FORM.test(field));
  const ofHead = corrections.has('lodgedAt') || corrections.has('officeOfExit');
  const { header, alert, now } = judging;
  const { dau } = state;
  return [
    ...(ofHead ? alertObjections(alert, paper.lodgedAt, now, 'lodgedAt') : []),
    ...(corrections.has('lodgedAt') ? orderObjections(paper, state, judging) : []),
    ...takenObjections(corrected, state),
    ...(header ? lineObjections(header, corrected, judging, ofHead) : []),
    ...(dau ? (ofForm ? dauObjections(lodged, dau, corrected, judging) : wholeDataObjections(paper, lodged.kind)) : []),
  ];
};
