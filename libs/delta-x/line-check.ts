import type { Instant, Objection, Text } from '#libs/kernel';
import { isCn8, isCountry, isCurrency, isExportProcedure } from './codes.js';
import { LINE_COLUMNS, type Consignment, type LineColumn, type RawLine } from './consignment.js';
import { deltaXPolicy } from './delta-x.policy.js';
import { codesOf, consignmentIn, textIn } from './line-reading.js';
import { ratesAt, type CustomsRates } from './customs-rates.js';
import { eurMicros, exceedsEur, micros } from './money.js';
import { isPlainText } from './plain-text.js';

/** What the values are judged by. */
export interface LineContext {
  readonly at: Instant;
  readonly rates: CustomsRates;
}

export type CheckedLine =
  | { readonly ok: true; readonly consignment: Consignment; readonly valueEur: bigint }
  | { readonly ok: false; readonly objections: readonly [Objection, ...Objection[]] };

/** As much as the message can carry: sixteen digits, six or four of them decimals. */
const MASS = /^\d{1,10}(\.\d{1,6})?$/;
const AMOUNT = /^\d{1,12}(\.\d{1,4})?$/;
const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,34}$/;
const LONGEST: Readonly<Partial<Record<LineColumn, number>>> = {
  consignor_name: 70,
  consignor_address: 140,
  consignee_name: 70,
  consignee_address: 140,
  description: 512,
};

/** As on the operator's list: a number that Delta X gave, or an LRN. */
const FIRST = /^[A-Za-z0-9][A-Za-z0-9/._-]{0,34}$/;
const DOCUMENT = /^[0-9A-Z]{4}$/;

const labels: Readonly<Record<LineColumn, Text>> = {
  reference: { en: 'the consignment’s reference', fr: 'le numéro de référence de l’envoi' },
  packages: { en: 'the number of packages', fr: 'le nombre de colis' },
  consignor_name: { en: 'the consignor’s name', fr: 'le nom de l’expéditeur' },
  consignor_address: { en: 'the consignor’s address', fr: 'l’adresse de l’expéditeur' },
  consignee_name: { en: 'the consignee’s name', fr: 'le nom du destinataire' },
  consignee_address: { en: 'the consignee’s address', fr: 'l’adresse du destinataire' },
  description: { en: 'the commercial description', fr: 'la désignation commerciale' },
  cn8: { en: 'the CN8 code', fr: 'la NC8' },
  procedure: { en: 'the procedure requested', fr: 'le régime sollicité' },
  gross_mass_kg: { en: 'the gross mass in kilograms', fr: 'la masse brute en kilogrammes' },
  country_of_provenance: { en: 'the country of provenance', fr: 'le pays de provenance' },
  invoice_value: { en: 'the invoice value', fr: 'la valeur facture' },
  currency: { en: 'the currency', fr: 'la devise' },
  restricted_documents: { en: 'the documents of public order', fr: 'les documents d’ordre public' },
  first: { en: 'the declaration that it replaces', fr: 'la déclaration qu’elle remplace' },
};

const form: Readonly<
  Partial<Record<LineColumn, { readonly holds: (text: string) => boolean; readonly should: Text }>>
> = {
  reference: {
    holds: (t) => REFERENCE.test(t),
    should: { en: 'up to 35 letters, digits, and . _ -', fr: '35 caractères au plus : lettres, chiffres et . _ -' },
  },
  packages: {
    holds: (t) => /^[1-9]\d{0,7}$/.test(t),
    should: { en: 'a whole number from 1', fr: 'un entier à partir de 1' },
  },
  cn8: {
    holds: isCn8,
    should: { en: 'eight digits of the Combined Nomenclature', fr: 'huit chiffres de la nomenclature combinée' },
  },
  procedure: {
    holds: isExportProcedure,
    should: { en: 'four digits of an export procedure, 1000', fr: 'quatre chiffres d’un régime d’exportation, 1000' },
  },
  gross_mass_kg: {
    holds: (t) => MASS.test(t) && (micros(t) ?? 0n) > 0n,
    should: {
      en: 'a decimal above 0 with a point and at most six decimals, 12.5',
      fr: 'un nombre positif avec un point et six décimales au plus, 12.5',
    },
  },
  country_of_provenance: {
    holds: isCountry,
    should: { en: 'an ISO 3166 code of two letters', fr: 'un code ISO 3166 de deux lettres' },
  },
  invoice_value: {
    holds: (t) => AMOUNT.test(t),
    should: {
      en: 'a decimal with a point and at most four decimals, 49.90',
      fr: 'un nombre avec un point et quatre décimales au plus, 49.90',
    },
  },
  currency: {
    holds: isCurrency,
    should: { en: 'an ISO 4217 code of three letters', fr: 'un code ISO 4217 de trois lettres' },
  },
  first: {
    holds: (t) => FIRST.test(t),
    should: {
      en: 'its number in Delta X or its LRN: up to 35 letters, digits, and / . _ -',
      fr: 'son numéro dans Delta X ou son LRN : 35 caractères au plus, lettres, chiffres et / . _ -',
    },
  },
  restricted_documents: {
    holds: (t) => codesOf(t).every((code) => DOCUMENT.test(code)) && codesOf(t).length <= 20,
    should: {
      en: 'at most twenty codes of four letters or digits, with blanks between, X002 E012',
      fr: 'vingt codes au plus de quatre lettres ou chiffres, séparés par des blancs, X002 E012',
    },
  },
};

/** The CN8 is judged with the value; the documents of public order are named where there are any. */
const OPTIONAL: readonly LineColumn[] = ['cn8', 'restricted_documents', 'first'];

const objection = (field: LineColumn, text: Text): Objection => ({ rule: 'DX-04', field, text });

const checkField = (raw: RawLine, field: LineColumn): Objection | undefined => {
  const value = textIn(raw, field);
  const label = labels[field];
  if (value === '') {
    return OPTIONAL.includes(field)
      ? undefined
      : objection(field, { en: `${label.en} is missing`, fr: `il manque ${label.fr}` });
  }
  if (!isPlainText(value)) {
    return objection(field, {
      en: `${label.en} holds control characters, or others that no message can carry`,
      fr: `${label.fr} contient des caractères de contrôle ou intransmissibles`,
    });
  }
  const longest = LONGEST[field];
  if (longest !== undefined && value.length > longest) {
    return objection(field, {
      en: `${label.en} is longer than ${longest} characters`,
      fr: `${label.fr} dépasse ${longest} caractères`,
    });
  }
  const shape = form[field];
  if (!shape || shape.holds(value)) return undefined;
  return objection(field, {
    en: `${label.en} must be ${shape.should.en}`,
    fr: `${label.fr} : attendu ${shape.should.fr}`,
  });
};

/** Some columns of a line, each by itself, and what the goods are worth: before any threshold is looked at. */
export const judgedColumns = (
  raw: RawLine,
  columns: readonly LineColumn[],
  { at, rates }: LineContext,
): { readonly objections: readonly Objection[]; readonly valueEur: bigint | undefined } => {
  const objections = columns.map((field) => checkField(raw, field)).filter((o) => o !== undefined);
  const [value, currency] = [textIn(raw, 'invoice_value'), textIn(raw, 'currency')];
  const valueEur = eurMicros(value, currency, ratesAt(rates, at)?.rates ?? {});
  if (valueEur === undefined && isCurrency(currency) && micros(value) !== undefined) {
    objections.push({
      rule: 'DX-22',
      field: 'currency',
      text: {
        en: `no customs rate for ${currency} on the day of lodging`,
        fr: `aucun taux douanier pour ${currency} au jour du dépôt`,
      },
      todo: {
        en: 'load the rates of that month (EXCHANGE_RATES) or give the value in EUR',
        fr: 'chargez les taux de ce mois (EXCHANGE_RATES) ou donnez la valeur en EUR',
      },
    });
  }
  return { objections, valueEur };
};

/** DX-04: the CN8 of goods whose consignment exceeds the threshold. */
export const cn8Objections = (raw: RawLine, consignmentEur: bigint, at: Instant): readonly Objection[] => {
  const { cn8AboveEur } = deltaXPolicy(at);
  if (textIn(raw, 'cn8') !== '' || !exceedsEur(consignmentEur, cn8AboveEur)) return [];
  const text = {
    en: `the CN8 code is required above ${cn8AboveEur} EUR`,
    fr: `la NC8 est exigée au-delà de ${cn8AboveEur} EUR`,
  };
  return [objection('cn8', text)];
};

/** DX-04: a line of the manifest, every fault of it at once. Values come as the text of the file. */
export const checkLine = (raw: RawLine, context: LineContext): CheckedLine => {
  const { objections, valueEur = 0n } = judgedColumns(raw, LINE_COLUMNS, context);
  const [first, ...more] = [...objections, ...cn8Objections(raw, valueEur, context.at)];
  if (first) return { ok: false, objections: [first, ...more] };
  return { ok: true, consignment: consignmentIn(raw), valueEur };
};
