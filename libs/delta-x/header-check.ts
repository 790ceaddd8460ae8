import type { Instant, Objection, RuleId, Text } from '#libs/kernel';
import { checkEori, isOffice } from './codes.js';
import { CONSIGNMENT_TYPES, DECLARATION_KINDS, type ManifestHeader, type Operator } from './delta-x.events.js';
import { deltaXPolicy } from './delta-x.policy.js';
import type { AlertAsSeen } from './during-alert.js';
import { formObjections } from './form-check.js';
import { globalisationObjections } from './globalisation.js';
import type { OfficeRegister } from './offices.js';
import { isPlainText } from './plain-text.js';
import { recordsObjections, recordsRule } from './records-entry.js';

type Choice = 'flow' | 'consignmentType' | 'declarationKind';
/** The header as it was given: every text may be blank or wrong until it is checked. */
export type GivenHeader = Omit<ManifestHeader, Choice> & { readonly [Field in Choice]: string };

const dx04 = (field: string, text: Text, todo?: Text): Objection => ({
  rule: 'DX-04',
  field,
  text,
  ...(todo ? { todo } : {}),
});

const assistanceExpected = (alert: AlertAsSeen, at: Instant): string =>
  alert.scope.kind === 'operator' ? alert.scope.assistanceNumber : deltaXPolicy(at).administrationAlert;

const choices: readonly { readonly field: Choice; readonly of: readonly string[]; readonly label: Text }[] = [
  { field: 'flow', of: ['export'], label: { en: 'the flow', fr: 'le type de flux' } },
  { field: 'consignmentType', of: CONSIGNMENT_TYPES, label: { en: 'the consignment type', fr: 'le type d’envoi' } },
  {
    field: 'declarationKind',
    of: DECLARATION_KINDS,
    label: { en: 'the kind of declaration', fr: 'le type de déclaration' },
  },
];

/** Box 44 and the message alike take codes of five characters. */
const MENTION = /^[0-9A-Z]{5}$/;
const LONGEST_NAME = 140;

const choiceObjections = (header: GivenHeader): Objection[] =>
  choices
    .filter(({ field, of }) => !of.includes(header[field]))
    .map(({ field, of, label }) =>
      dx04(field, {
        en: `${label.en} must be ${of.map((one) => `“${one}”`).join(' or ')}`,
        fr: `${label.fr} : attendu ${of.map((one) => `« ${one} »`).join(' ou ')}`,
      }),
    );

/** The words that say on which outage the paper rests. */
const fallbackObjections = ({ assistance, mentions, lodgedAt }: GivenHeader, alert: AlertAsSeen): Objection[] => {
  const found: Objection[] = [];
  const { administrationAlert, fallbackMention, controlMention } = deltaXPolicy(lodgedAt);
  const expected = assistanceExpected(alert, lodgedAt);
  if (assistance !== expected) {
    found.push(
      dx04('assistance', {
        en: `the assistance-request number or “${administrationAlert}” must stand here: expected “${expected}”`,
        fr: `le numéro de demande d’assistance ou « ${administrationAlert} » doit figurer ici : attendu « ${expected} »`,
      }),
    );
  }
  if (!mentions.includes(fallbackMention)) {
    found.push(
      dx04('mentions', {
        en: `special mention ${fallbackMention} is missing`,
        fr: `il manque la mention spéciale ${fallbackMention}`,
      }),
    );
  }
  for (const mention of mentions.filter((m) => !MENTION.test(m))) {
    found.push(
      dx04('mentions', {
        en: `“${mention}” is no special mention: five digits or capitals`,
        fr: `« ${mention} » n’est pas une mention spéciale : cinq chiffres ou majuscules`,
      }),
    );
  }
  if (mentions.includes(controlMention.code)) {
    found.push({
      rule: 'DX-33',
      field: 'mentions',
      text: {
        en: `mention ${controlMention.code} says that the goods were physically controlled: a recorded control adds it`,
        fr: `la mention ${controlMention.code} dit un contrôle physique : c’est le contrôle enregistré qui l’ajoute`,
      },
      todo: {
        en: 'leave it out; the service records the control',
        fr: 'retirez-la ; le service enregistre le contrôle',
      },
    });
  }
  return found;
};

const operatorObjections = ({ name, eori }: Operator): Objection[] => {
  const found: Objection[] = [];
  if (name.trim() === '') {
    found.push(dx04('operator.name', { en: 'the operator’s name is missing', fr: 'il manque le nom de l’opérateur' }));
  } else if (!isPlainText(name) || name.length > LONGEST_NAME) {
    found.push(
      dx04('operator.name', {
        en: `the operator’s name is longer than ${LONGEST_NAME} characters or holds control characters`,
        fr: `le nom de l’opérateur dépasse ${LONGEST_NAME} caractères ou contient des caractères de contrôle`,
      }),
    );
  }
  if (checkEori(eori) === 'malformed') {
    const text = { en: `${eori} is no well-formed EORI`, fr: `${eori} n’est pas un EORI bien formé` };
    found.push(dx04('operator.eori', text));
  }
  return found;
};

const officeObjections = (header: GivenHeader): Objection[] => {
  const todo = { en: 'two letters and six characters, FR002650', fr: 'deux lettres et six caractères, FR002650' };
  const found = (['officeOfClearance', 'officeOfExit'] as const)
    .filter((field) => !isOffice(header[field]))
    .map((field) => {
      const text = { en: `${header[field]} is no office code`, fr: `${header[field]} n’est pas un code de bureau` };
      return dx04(field, text, todo);
    });
  if (header.singleTransportContract && header.officeOfExit !== header.officeOfClearance) {
    found.push(
      dx04('officeOfExit', {
        en: 'under a single transport contract the office of exit is the office of clearance',
        fr: 'sous contrat de transport unique, le bureau de sortie est le bureau de dédouanement',
      }),
    );
  }
  return found;
};

/**
 * A signature is a name and an instant: half of it is none. Step 2 has the operator sign the form that is lodged, and the
 * form bears the words of this alert: so it is signed once the alert has begun, and when it is lodged at the latest.
 */
const signatureObjections = ({ signature, lodgedAt }: GivenHeader, alert: AlertAsSeen, now: Instant): Objection[] => {
  const { name, signedAt } = signature;
  if (name.trim() === '')
    return [dx04('signature.name', { en: 'the signature is missing', fr: 'il manque la signature' })];
  const signed = (en: string, fr: string): Objection[] => [
    dx04('signature.signedAt', { en: `signed on ${signedAt}, ${en}`, fr: `signé le ${signedAt}, ${fr}` }),
  ];
  if (signedAt > now) return signed('in the future', 'dans le futur');
  const { startedAt } = alert;
  // A lodging of before the alert is refused itself (DX-21): its signature is no fault of its own.
  if (startedAt !== undefined && signedAt < startedAt && lodgedAt >= startedAt)
    return signed(`before the alert started (${startedAt})`, `avant le début de l’alerte (${startedAt})`);
  return signedAt > lodgedAt ? signed(`after the lodging of ${lodgedAt}`, `après le dépôt du ${lodgedAt}`) : [];
};

/** What the header of a paper holds whatever its form: choices, assistance, mentions, operator, offices, signature. */
export const paperObjections = (header: GivenHeader, alert: AlertAsSeen, now: Instant): Objection[] => [
  ...choiceObjections(header),
  ...fallbackObjections(header, alert),
  ...operatorObjections(header.operator),
  ...officeObjections(header),
  ...signatureObjections(header, alert, now),
];

/** An entry in the records is asked for the same words under the rule that it rests on. */
const under =
  (rule: RuleId) =>
  (objection: Objection): Objection =>
    objection.rule === 'DX-04' ? { ...objection, rule } : objection;

/** DX-04 and what the form asks for beside it: the header of a manifest or an entry in the records, every fault at once. */
export const headerObjections = (
  header: GivenHeader,
  { alert, now, offices }: { readonly alert: AlertAsSeen; readonly now: Instant; readonly offices: OfficeRegister },
): Objection[] => {
  const policy = deltaXPolicy(header.lodgedAt);
  const { records, declarationKind, lodgedAt } = header;
  const means = header.form === 'records' ? 'records' : 'agreement';
  const { form = 'manifest', lodging = { means, office: header.officeOfClearance } as const } = header;
  const common = [
    ...paperObjections(header, alert, now),
    ...formObjections({ ...header, form, lodging }, policy, offices),
    ...globalisationObjections(header.globalisation, declarationKind, lodgedAt),
  ];
  if (form !== 'records') return common;
  if (!records) {
    const text = {
      en: 'what the entry in the records rests on is missing',
      fr: 'il manque le fondement de l’inscription',
    };
    return [...common, { rule: 'DX-12', field: 'records', text }];
  }
  return [
    ...common.map(under(recordsRule[records.basis])),
    ...recordsObjections({ ...header, records, alert }, policy, offices),
  ];
};
