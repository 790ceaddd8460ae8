import { isOffice, isUnknownOffice, stampMarkObjections } from '#libs/delta-x';
import type { Objection, RuleId } from '#libs/kernel';
import type { Draft } from './draft.js';
import { inTime, objection } from './objections.js';
import { evnObjections, recordsObjections } from './records-checks.js';
import type { Centralised, LodgingMeans, Signature } from './sheet.js';

/** What the lodging and the order come to together. */
interface Settled {
  readonly lodging: { readonly means: LodgingMeans; readonly detail?: string | undefined };
  readonly centralised?: Centralised | undefined;
  readonly signature: Signature;
}

/** DX-01, DX-02: which form for which way out. */
const wayOut = ({ order, facts: { lodged } }: Draft): Objection[] => {
  const { officeOfExit } = lodged;
  if (order.kind !== 'manifest' || officeOfExit.startsWith('FR')) return [];
  return [
    objection(
      'DX-01',
      'officeOfExit',
      `a manifest is only for an office of exit in France, and ${officeOfExit} is not`,
      `le manifeste suppose un bureau de sortie français, et ${officeOfExit} ne l’est pas`,
      {
        en: 'issue a DAU E/S (copies 1 to 3) for each consignment (DX-02)',
        fr: 'établissez un DAU E/S (exemplaires 1 à 3) par envoi (DX-02)',
      },
    ),
  ];
};

/** What was entered in the records is not lodged on paper too (DX-12, DX-13). */
const noSecondForm = ({ order, facts: { lodged } }: Draft): Objection[] => {
  const onPaper = order.kind === 'manifest' || order.kind === 'dau';
  if (!onPaper || lodged.form !== 'records') return [];
  return [
    objection(
      'DX-12',
      'kind',
      'entered in the declarant’s records in place of paper: no paper is issued',
      'inscrit dans les écritures du déclarant au lieu du papier : aucun formulaire n’est établi',
      { en: 'issue the record of the entry', fr: 'établissez le relevé de l’inscription' },
    ),
  ];
};

/** Offices that the document names: of the right shape, and existing (DX-04, DX-06, DX-10). */
const offices = ({ order, facts }: Draft, { centralised }: Settled): Objection[] => {
  const { lodged, offices: register, now } = facts;
  const named: readonly (readonly [field: string, code: string | undefined, rule: RuleId])[] = [
    ['officeOfClearance', lodged.officeOfClearance, 'DX-04'],
    ['officeOfExit', lodged.officeOfExit, 'DX-04'],
    ['centralised.officeOfDeclaration', centralised?.officeOfDeclaration, 'DX-10'],
    ['preAuthentication.office', order.preAuthentication?.office, 'DX-06'],
  ];
  return named
    .filter(([, code]) => code !== undefined && (!isOffice(code) || isUnknownOffice(register, code, now)))
    .map(([field, code = '', rule]) =>
      objection(rule, field, `no customs office ${code} exists`, `aucun bureau de douane ${code} n’existe`, {
        en: 'give an office of the administration’s list (two letters and six characters)',
        fr: 'indiquez un bureau de la liste de l’administration (deux lettres et six caractères)',
      }),
    );
};

const signature = (draft: Draft, { signature: { name, signedAt } }: Settled): Objection[] => {
  const { order } = draft;
  const rule = order.kind === 'dau' ? 'DX-05' : 'DX-04';
  if (name.trim() === '')
    return [objection(rule, 'signature.name', 'the signature is missing', 'il manque la signature')];
  // What came with the lodging was judged then.
  return order.signature ? inTime(draft, rule, 'signature.signedAt', signedAt) : [];
};

/** DX-06: half a stamp is none. */
const preAuthentication = ({ order, facts: { lodged } }: Draft): Objection[] => {
  const given = order.preAuthentication;
  if (!given) return [];
  const half = (field: string, en: string, fr: string): Objection =>
    objection('DX-06', `preAuthentication.${field}`, en, fr);
  if (order.kind !== 'dau') return [half('box', 'only a DAU is pre-authenticated', 'seul un DAU se pré-authentifie')];
  return stampMarkObjections(given, { expected: lodged.officeOfClearance, path: 'preAuthentication.' });
};

/** Characters that box 44 holds beside its mentions and can still be read. */
const BOX_44 = 800;

/** DX-05: the documents that the procedure needs, all of them to be read in box 44. */
const documents = ({ order: { dau, kind } }: Draft): Objection[] => {
  const length = (dau?.documents ?? []).join(' · ').length;
  if (kind !== 'dau' || length <= BOX_44) return [];
  return [
    objection(
      'DX-05',
      'dau.documents',
      `box 44 holds ${BOX_44} characters, and these are ${length}`,
      `la case 44 contient ${BOX_44} caractères, et il y en a ${length}`,
    ),
  ];
};

const MEANS: Readonly<Record<Draft['order']['kind'], readonly LodgingMeans[]>> = {
  manifest: ['agreement'],
  dau: ['mailbox', 'paper'],
  'records-entry': ['records'],
  'evn-list': ['records', 'agreement'],
};

/** DX-08: a manifest by the agreement’s means, a DAU to the functional mailbox or on paper. */
const means = ({ order }: Draft, { lodging }: Settled): Objection[] => {
  const allowed = MEANS[order.kind];
  if (allowed.includes(lodging.means)) return [];
  const among = allowed.join(', ');
  return [
    objection(
      'DX-08',
      'lodging.means',
      `not a means for this document: ${among}`,
      `moyen inadmis pour ce document : ${among}`,
    ),
  ];
};

/** Every objection to a draft, each with its rule. */
export const formObjections = (draft: Draft, settled: Settled): Objection[] => [
  ...wayOut(draft),
  ...noSecondForm(draft),
  ...offices(draft, settled),
  ...signature(draft, settled),
  ...preAuthentication(draft),
  ...documents(draft),
  ...means(draft, settled),
  ...recordsObjections(draft),
  ...evnObjections(draft),
];
