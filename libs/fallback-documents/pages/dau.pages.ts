import { articlesOf } from '#libs/delta-x';
import { field, leadingOf, wrapped, write, type Mark, type Page, type Typeface } from '#libs/page-layout';
import { codeText } from '../content.js';
import { officeTime } from '../office-time.js';
import type { PaperLine, Sheet } from '../sheet.js';
import { articlePages, continuedText } from './article.pages.js';
import { dauBoxes } from './dau.boxes.js';
import { footer, replacedBand } from './frame.js';
import { EXIT_BY_STAMP, MEANS_TEXT, TAX_PROOF } from './list.words.js';
import { lookOf } from './look.js';
import type { Printable } from './printable.js';
import { STAMP, stampMarks } from './stamp.js';

/** DX-02: copies 1 to 3 of the DAU, each for somebody. */
const COPIES: readonly (readonly [fr: string, en: string])[] = [
  ['Exemplaire pour le pays d’expédition/exportation', 'Copy for the country of dispatch/export'],
  ['Exemplaire pour la statistique – pays d’expédition/exportation', 'Statistical copy – country of dispatch/export'],
  ['Exemplaire pour l’expéditeur/exportateur', 'Copy for the consignor/exporter'],
];

const BOX_31 = { x: 16, y: 112, w: 116, h: 50 } as const;
const BOX_A = { x: 141, y: 14, w: 61, h: 32 } as const;

/** The largest size at which a text fits its room; what it holds is never cut. */
const fitting = (text: string, w: number, h: number, typeface: Typeface): number =>
  [8, 7.5, 7, 6.5, 6, 5.5, 5, 4.5, 4, 3.5].find(
    (size) => wrapped(text, w, { size }, typeface).length * leadingOf(size) <= h,
  ) ?? 3;

/** DX-05: the packages and goods, the assistance number or "Alerte CID", and the stamp. */
const box31 = (printed: Printable, line: PaperLine, copy: number, typeface: Typeface): Mark[] => {
  const { sheet } = printed;
  const { consignment } = line;
  const articles = articlesOf(line).length;
  const { x, y, w, h } = BOX_31;
  const stampX = x + w - STAMP.width - 1.5;
  const goods = `${consignment.packages} colis / packages\n${consignment.reference}\n${consignment.description}`;
  const text = articles === 1 ? goods : `${goods}\n${continuedText(articles)}`;
  const room = { w: stampX - x - 3, h: h - 6 };
  const size = fitting(text, room.w, room.h, typeface);
  const below = y + 5 + STAMP.height + 4.5;
  const own = preAuthenticated(sheet, copy, '31');
  return [
    ...field(
      {
        ...BOX_31,
        box: '31',
        label: 'Colis et désignation des marchandises – marques et numéros / Packages and description of goods',
      },
      typeface,
    ),
    ...write({ x: x + 1.2, y: y + 4 + leadingOf(size), text, size, width: room.w }, typeface),
    ...stampMarks(stampX, y + 5, sheet.fallback, typeface),
    ...write(
      { x: stampX, y: below, text: 'Demande d’assistance / assistance request', size: 5, ink: 'grey' },
      typeface,
    ),
    ...write({ x: stampX, y: below + 4, text: sheet.assistance, size: 10, bold: true }, typeface),
    ...(own === undefined
      ? []
      : write({ x: stampX, y: below + 7.2, text: own, size: 5.6, width: STAMP.width }, typeface)),
  ];
};

/** What stands where the officer pre-authenticated copy 3, undated (DX-06). */
const preAuthenticated = ({ preAuthentication }: Sheet, copy: number, box: 'A' | '31'): string | undefined =>
  preAuthentication?.box === box && copy === 3
    ? `Pré-authentification : empreinte préalable du cachet ND sans date, ${preAuthentication.office}, signature de l’agent ${preAuthentication.officer} / pre-authenticated, undated ND stamp`
    : undefined;

/** Box A: the room for the office's stamp, and whether the paper is valid without it (DX-06). */
const boxA = (printed: Printable, copy: number, typeface: Typeface): Mark[] => {
  const { sheet } = printed;
  const { y: below, ...style } = lookOf(printed).boxA;
  const { x, y, w } = BOX_A;
  const { office } = sheet.addressedTo;
  const required = `Non valable sans le cachet du bureau ${office} dans cette case / not valid without the stamp of the office in this box`;
  const given = sheet.stamped;
  const borne =
    given &&
    `Cachet du bureau ${given.office} apposé le / stamped on ${officeTime(given.stampedAt, sheet.fallback.zone)}`;
  const text = sheet.preAuthentication ? preAuthenticated(sheet, copy, 'A') : (borne ?? required);
  return [
    ...field(
      {
        ...BOX_A,
        box: 'A',
        label: 'BUREAU D’EXPÉDITION/EXPORTATION / OFFICE OF DISPATCH/EXPORT',
        value: office,
        size: 9,
        bold: true,
      },
      typeface,
    ),
    ...(text === undefined ? [] : write({ x: x + 1.2, y: y + below, text, width: w - 2.4, ...style }, typeface)),
  ];
};

/** DX-05: special mention 50000, and the documents that the procedure needs. */
const box44 = ({ sheet }: Printable, typeface: Typeface): Mark[] => {
  const mentions = sheet.mentions.map((m) => (m === '50000' ? '50000 – procédure de secours / fallback procedure' : m));
  const documents = sheet.dau?.documents ?? [];
  const text = documents.join(' · ');
  return [
    ...field(
      {
        x: 16,
        y: 162,
        w: 116,
        h: 28,
        box: '44',
        label: 'Mentions spéciales / documents produits / certificats et autorisations – Additional information',
      },
      typeface,
    ),
    ...write({ x: 17.2, y: 169, text: mentions.join('\n'), size: 8.5, bold: true }, typeface),
    ...(text === ''
      ? []
      : write(
          {
            x: 17.2,
            y: 169 + mentions.length * 4,
            text,
            size: fitting(text, 113, 17 - mentions.length * 4, typeface),
            width: 113,
          },
          typeface,
        )),
  ];
};

/** Under the form: where it goes, what the copy is for (DX-08, DX-10, DX-11), and the code. */
const strip = (printed: Printable, copy: number, typeface: Typeface): Mark[] => {
  const { sheet, documentId, version, contentSha256 } = printed;
  const { addressedTo, centralised, lodging, fallback } = sheet;
  const goesTo = centralised
    ? `À transmettre au bureau de déclaration ${addressedTo.office} (dédouanement centralisé, agrément ${centralised.authorisation})`
    : `À transmettre au bureau d’exportation ${addressedTo.office}`;
  const notes = [
    `${goesTo} : ${MEANS_TEXT[lodging.means]}, ${officeTime(lodging.at, fallback.zone)}`,
    `Procédure de secours engagée le ${officeTime(fallback.startedAt, fallback.zone)} – ${sheet.assistance}`,
    ...(copy === 3 ? [TAX_PROOF] : []),
    ...(sheet.singleTransportContract && lookOf(printed).ofTheCase ? [EXIT_BY_STAMP] : []),
  ];
  return [
    ...notes.flatMap((text, i) => write({ x: 16, y: 263 + i * 6.2, text, size: 6.8, width: 155 }, typeface)),
    { kind: 'code', x: 176.5, y: 258.6, side: 27, text: codeText(documentId, version, contentSha256, sheet.link) },
  ];
};

const copyPage = (printed: Printable, line: PaperLine, copy: number, pages: number, typeface: Typeface): Page => {
  const [fr = '', en = ''] = COPIES[copy - 1] ?? [];
  const { fits, byHand } = lookOf(printed);
  const digit = (y: number): Mark[] => write({ x: 8, y, text: String(copy), size: 20, bold: true }, typeface);
  return {
    orientation: 'portrait',
    marks: [
      ...write({ x: 16, y: 11.6, text: 'UNION EUROPÉENNE / EUROPEAN UNION', size: 7.5, bold: true }, typeface),
      ...write({ x: 80, y: 11.6, text: `${fr} / ${en}`, size: 6.8, width: 122, align: 'right' }, typeface),
      ...digit(22),
      ...digit(256),
      ...dauBoxes(printed, line).flatMap((box) =>
        field({ ...box, fits, ...(box.box === 'D/J' ? byHand : {}) }, typeface),
      ),
      ...boxA(printed, copy, typeface),
      ...box31(printed, line, copy, typeface),
      ...box44(printed, typeface),
      ...strip(printed, copy, typeface),
      ...footer(printed, 'portrait', copy, pages, typeface),
      ...replacedBand(printed, 'portrait', typeface),
    ],
  };
};

/**
 * The DAU E/S of one declaration: a page for each of its three copies, and where it has several articles the list of
 * them after the copies (DX-17). @throws RangeError without a line
 */
export const dauPages = (
  printed: Printable,
  typeface: Typeface,
): { readonly count: number; readonly pages: Iterable<Page> } => {
  const [line] = printed.lines;
  if (!line) throw new RangeError('a DAU is about one consignment');
  const { furtherArticles = [] } = line;
  const list = furtherArticles.length === 0 ? undefined : articlePages(printed, line, furtherArticles, typeface);
  const count = COPIES.length + (list?.count ?? 0);
  return {
    count,
    pages: {
      *[Symbol.iterator]() {
        for (const copy of COPIES.keys()) yield copyPage(printed, line, copy + 1, count, typeface);
        if (list) yield* list.pages(COPIES.length, count);
      },
    },
  };
};
