import { field, write, type Mark, type Typeface } from '#libs/page-layout';
import { codeText } from '../content.js';
import { officeTime } from '../office-time.js';
import type { Sheet } from '../sheet.js';
import { MARGIN, runningSize } from './frame.js';
import { EVN_NOTE, MEANS_TEXT, PROCEDURE, TITLES, UNDERTAKING } from './list.words.js';
import { lookOf } from './look.js';
import { numberText, type Printable } from './printable.js';
import { STAMP, stampMarks } from './stamp.js';

const RIGHT = 297 - MARGIN;
const CODE = 27;
const BOX = 9.4;

type Filled = readonly [label: string, value: string, share: number];

/** One line of boxes over the whole width, each with its share of it. */
const boxes = (y: number, filled: readonly Filled[], typeface: Typeface): Mark[] => {
  const whole = filled.reduce((sum, [, , share]) => sum + share, 0);
  let x = MARGIN;
  return filled.flatMap(([label, value, share]) => {
    const w = ((RIGHT - MARGIN) * share) / whole;
    const marks = field({ x, y, w, h: BOX, label, value, size: fit(value, w, typeface) }, typeface);
    x += w;
    return marks;
  });
};

/** The largest size at which a value stays on one line of its box. */
const fit = (value: string, w: number, typeface: Typeface): number =>
  [8.5, 8, 7.5, 7, 6.5, 6, 5.5].find((size) => typeface.width(value, { size }) <= w - 2) ?? 5;

/** Its consignments are EVN whatever else stood on their manifest. */
const consignmentType = (printed: Printable): string => {
  const { kind, consignmentType: lodged } = printed.sheet;
  return lodged === 'evn' || (kind === 'evn-list' && lookOf(printed).ofTheCase) ? 'EVN' : 'Autre / other';
};

/** Nothing is lodged where the records are the means. */
const whenText = (printed: Printable): string => {
  const { kind, lodging } = printed.sheet;
  const entered = kind === 'records-entry' || (lodging.means === 'records' && lookOf(printed).ofTheCase);
  return entered ? 'Inscription le / entered on' : 'Dépôt le / lodged on';
};

const clearance = ({ centralised, officeOfClearance, addressedTo }: Sheet): Filled =>
  centralised
    ? [
        'Bureau de déclaration (DCN) / office of declaration',
        `${addressedTo.office} (agrément ${centralised.authorisation})`,
        4,
      ]
    : ['Bureau de dédouanement / office of clearance', officeOfClearance, 4];

const basis = (printed: Printable): readonly Filled[] => {
  const { records, evn, singleTransportContract, fallback } = printed.sheet;
  const { zone } = fallback;
  if (records) {
    return [
      ['Opérateur économique agréé / AEO', `${records.aeo} ${records.certificate}`, 3],
      ['Bureau informé le / office informed on', officeTime(records.officeInformedAt, zone), 4],
      [
        'Données tenues / data held',
        records.dataHeld === 'full' ? 'DAU complet (1 temps) / full' : 'DSE (2 temps) / simplified',
        3,
      ],
    ];
  }
  if (evn) {
    const local = evn.basis === 'local-arrangement';
    const value = local
      ? `Arrangement local / local arrangement ${evn.arrangement ?? ''}`
      : 'Écritures du déclarant / records';
    return [['Base du suivi / tracked under', value, lookOf(printed).ofTheCase ? 7 : 4]];
  }
  return [
    ['Contrat de transport unique / single transport contract', singleTransportContract ? 'Oui / yes' : 'Non / no', 3],
  ];
};

/** What a list says before its lines, on its first page. */
export const listHeader = (
  printed: Printable,
  typeface: Typeface,
): { readonly marks: readonly Mark[]; readonly height: number } => {
  const { sheet, documentId, version, contentSha256 } = printed;
  const { kind, parts, subject, operator, lodging, fallback } = sheet;
  const [title, english] = TITLES[kind];
  const code: Mark = {
    kind: 'code',
    x: RIGHT - CODE + 2,
    y: MARGIN - 1.5,
    side: CODE,
    text: codeText(documentId, version, contentSha256, sheet.link),
  };
  const stamped = kind === 'manifest';
  const stamp = stamped ? stampMarks(RIGHT - CODE - STAMP.width, MARGIN, fallback, typeface) : [];
  const part = parts > 1 && subject.of === 'manifest' ? `   Partie / part ${subject.part} / ${parts}` : '';
  const type = consignmentType(printed);
  const when = whenText(printed);
  const means =
    lodging.detail === undefined ? MEANS_TEXT[lodging.means] : `${MEANS_TEXT[lodging.means]} (${lodging.detail})`;
  const note = kind === 'records-entry' ? UNDERTAKING : kind === 'evn-list' ? EVN_NOTE : undefined;
  const first = 37;
  const marks: Mark[] = [
    ...write({ x: MARGIN, y: 11.5, text: PROCEDURE, size: 7.2, ink: 'grey' }, typeface),
    ...write({ x: MARGIN, y: 19, text: title, size: kind === 'manifest' ? 17 : 14, bold: true }, typeface),
    ...write({ x: MARGIN, y: 23.6, text: english, size: 9, ink: 'grey' }, typeface),
    ...write({ x: MARGIN, y: 31, text: `N° ${numberText(printed)}${part}`, size: 12, bold: true }, typeface),
    ...stamp,
    code,
    ...boxes(
      first,
      [
        ['Type de flux / flow', 'Export', 2],
        ['Type d’envoi / consignment type', type, 2],
        ['Demande d’assistance (OLGA) / assistance', sheet.assistance, 3],
        ['Mention spéciale / special mention', `${sheet.mentions.join(', ')} – procédure de secours`, 4],
        ['Opérateur / operator', operator.name, 5],
        ['EORI', operator.eori, 3],
      ],
      typeface,
    ),
    ...boxes(
      first + BOX,
      [
        clearance(sheet),
        ['Bureau de sortie / office of exit', sheet.officeOfExit, 3],
        ...basis(printed),
        ['Moyen de dépôt / means of lodging', means, 5],
        [when, officeTime(lodging.at, fallback.zone), 5],
      ],
      typeface,
    ),
    ...(note === undefined
      ? []
      : write({ x: MARGIN, y: first + 2 * BOX + 3, text: note, size: 6.4, width: RIGHT - MARGIN }, typeface)),
  ];
  return { marks, height: first + 2 * BOX + (note === undefined ? 2.5 : 8) };
};

/** What stands over the headings on every later page. */
export const runningHeader = (
  printed: Printable,
  typeface: Typeface,
): { readonly marks: readonly Mark[]; readonly height: number } => {
  const { sheet } = printed;
  const [title, english] = TITLES[sheet.kind];
  const right = `${sheet.operator.name} · ${sheet.operator.eori} · ${sheet.assistance} · ${sheet.mentions.join(', ')}`;
  const text = `${title} N° ${numberText(printed)}`;
  const size = runningSize(printed, right, RIGHT - 150, typeface);
  return {
    marks: [
      ...write({ x: MARGIN, y: 12, text, size: 9, bold: true }, typeface),
      ...write(
        { x: MARGIN + typeface.width(text, { size: 9, bold: true }) + 3, y: 12, text: english, size: 7, ink: 'grey' },
        typeface,
      ),
      ...write({ x: 150, y: 12, text: right, size, width: RIGHT - 150, align: 'right' }, typeface),
    ],
    height: 15,
  };
};
