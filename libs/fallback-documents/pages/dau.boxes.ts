import { eurText, micros } from '#libs/delta-x';
import type { Field } from '#libs/page-layout';
import { officeTime } from '../office-time.js';
import type { DauBoxes, PaperLine } from '../sheet.js';
import { numberText, type Printable } from './printable.js';

/** Where a box stands and what is printed in it; left edge, top, width, height in millimetres. */
type Place = readonly [x: number, y: number, w: number, h: number];
type Box = readonly [
  place: Place,
  box: string,
  label: string,
  value?: string | undefined,
  more?: Pick<Field, 'size' | 'bold' | 'align'>,
];

const BOLD = { bold: true, size: 9 } as const;
const SMALL = { size: 7 } as const;

/** The lodging as the boxes ask for it. */
interface Filled {
  readonly printed: Printable;
  readonly line: PaperLine;
  readonly dau: DauBoxes;
}

/** Currencies that box 22 has room for; the list of articles sums up more. */
const MOST_SUMS = 2;

/** Boxes 5, 6, 22 and 46: what there is of one article, or of several, of which the DAU itself holds the first. */
const sumsOf = ({ printed: { sheet }, line }: Filled) => {
  const { consignment, furtherArticles = [], valueEur } = line;
  const { currency, invoiceValue, packages } = consignment;
  if (furtherArticles.length === 0) {
    return {
      articles: '1',
      packages: String(packages),
      invoiced: `${currency} ${invoiceValue}`,
      statistical: valueEur,
    };
  }
  const { values } = sheet.totals;
  const sums = values.map((sum) => `${sum.currency} ${sum.amount}`).join(' + ');
  const others = furtherArticles.reduce((sum, article) => sum + (micros(article.valueEur) ?? 0n), 0n);
  return {
    articles: String(1 + furtherArticles.length),
    packages: String(sheet.totals.packages),
    invoiced: values.length > MOST_SUMS ? 'Voir liste d’articles / see list' : sums,
    statistical: eurText((micros(valueEur) ?? 0n) - others),
  };
};

const head = ({ printed, line: { consignment } }: Filled, sums: ReturnType<typeof sumsOf>): readonly Box[] => {
  const { sheet } = printed;
  const { consignor, consignee } = consignment;
  return [
    [
      [16, 14, 93, 22],
      '2',
      'Expéditeur – Exportateur / Consignor – Exporter',
      `${consignor.name}\n${consignor.address}`,
    ],
    [[109, 14, 32, 10], '1', 'DÉCLARATION / DECLARATION', sheet.declarationKind === 'DAU' ? 'EX   A' : 'EX   C', BOLD],
    [[109, 24, 16, 7], '3', 'Form. / Forms', '1 / 1', SMALL],
    [[125, 24, 16, 7], '4', 'List. ch. / Load. lists'],
    [[109, 31, 16, 7], '5', 'Articles / Items', sums.articles, SMALL],
    [[125, 31, 16, 7], '6', 'Total colis / pack.', sums.packages, SMALL],
    [[109, 38, 32, 8], '7', 'Numéro de référence / Ref. number', numberText(printed), BOLD],
    [[16, 36, 93, 22], '8', 'Destinataire / Consignee', `${consignee.name}\n${consignee.address}`],
    [[109, 46, 93, 12], '9', 'Responsable financier / Person responsible for financial settlement'],
    [
      [16, 58, 93, 22],
      '14',
      'Déclarant – Représentant / Declarant – Representative',
      `${sheet.operator.name}\nEORI ${sheet.operator.eori}`,
    ],
  ];
};

const journey = ({ printed: { sheet }, line: { consignment }, dau }: Filled, invoiced: string): readonly Box[] => [
  [[109, 58, 23, 8], '10', 'Pays 1re dest. / first dest.'],
  [[132, 58, 23, 8], '11', 'Pays trans. / Trad. country'],
  [[155, 58, 24, 8], '12', 'Éléments de la valeur / Value details'],
  [[179, 58, 23, 8], '13', 'P.A.C. / C.A.P.'],
  [[109, 66, 46, 7], '15', 'Pays d’expédition/exportation / of dispatch', consignment.countryOfProvenance, SMALL],
  [[155, 66, 47, 7], '17a', 'Code pays dest. / Country dest. code', dau.countryOfDestination, SMALL],
  [[109, 73, 46, 7], '16', 'Pays d’origine / Country of origin'],
  [[155, 73, 47, 7], '17', 'Pays de destination / Country of destination', dau.countryOfDestination, SMALL],
  [
    [16, 80, 74, 8],
    '18',
    'Identité du moyen de transport au départ / Means of transport at departure',
    dau.transportAtDeparture,
    SMALL,
  ],
  [[90, 80, 19, 8], '19', 'Ctr.'],
  [[109, 80, 93, 8], '20', 'Conditions de livraison / Delivery terms', dau.deliveryTerms, SMALL],
  [
    [16, 88, 93, 8],
    '21',
    'Moyen de transport actif franchissant la frontière / Active means crossing the border',
    dau.transportAtBorder,
    SMALL,
  ],
  [[109, 88, 41, 8], '22', 'Monnaie et montant total facturé / Total invoiced', invoiced, SMALL],
  [[150, 88, 25, 8], '23', 'Taux change / Exch. rate'],
  [[175, 88, 27, 8], '24', 'Nature transac. / Nature', dau.natureOfTransaction, SMALL],
  [[16, 96, 31, 8], '25', 'Mode transport frontière / at border', dau.modeAtBorder, SMALL],
  [[47, 96, 31, 8], '26', 'Mode transp. intérieur / inland'],
  [[78, 96, 31, 8], '27', 'Lieu de chargement / Place of loading'],
  [[109, 96, 93, 16], '28', 'Données financières et bancaires / Financial and banking data'],
  [[16, 104, 46, 8], '29', 'Bureau de sortie / Office of exit', sheet.officeOfExit, BOLD],
  [[62, 104, 47, 8], '30', 'Localisation des marchandises / Location of goods', dau.locationOfGoods, SMALL],
];

const goods = ({ line: { consignment }, dau }: Filled, statistical: string): readonly Box[] => [
  [[132, 112, 14, 8], '32', 'Article / Item', '1', SMALL],
  [[146, 112, 56, 8], '33', 'Code des marchandises / Commodity code', consignment.cn8, BOLD],
  [[132, 120, 23, 8], '34', 'Pays orig. / Country orig.'],
  [[155, 120, 25, 8], '35', 'Masse brute / Gross (kg)', consignment.grossMassKg, SMALL],
  [[180, 120, 22, 8], '36', 'Préférence'],
  [[132, 128, 23, 8], '37', 'RÉGIME / PROCEDURE', consignment.procedure, SMALL],
  [[155, 128, 25, 8], '38', 'Masse nette / Net (kg)', dau.netMassKg, SMALL],
  [[180, 128, 22, 8], '39', 'Contingent / Quota'],
  [[132, 136, 70, 8], '40', 'Décl. sommaire / Document précédent / Previous document', dau.previousDocument, SMALL],
  [[132, 144, 23, 8], '41', 'Unités suppl. / Suppl. units'],
  [[155, 144, 25, 8], '42', 'Prix article / Item price', consignment.invoiceValue, SMALL],
  [[180, 144, 22, 8], '43', 'M.E. / V.M.'],
  [[132, 152, 34, 10], '45', 'Ajustement / Adjustment'],
  [[166, 152, 36, 10], '46', 'Valeur statistique / Stat. value (EUR)', statistical, SMALL],
];

const foot = ({ printed: { sheet } }: Filled): readonly Box[] => {
  const { signature, fallback, operator } = sheet;
  return [
    [[132, 162, 70, 28], 'B', 'DONNÉES COMPTABLES / ACCOUNTING DETAILS'],
    [[16, 190, 93, 18], '47', 'Calcul des impositions / Calculation of taxes'],
    [[109, 190, 46, 18], '48', 'Report de paiement / Deferred payment'],
    [[155, 190, 47, 18], '49', 'Identification de l’entrepôt / Warehouse'],
    [[16, 208, 116, 15], '50', 'Principal obligé / Principal'],
    [[132, 208, 70, 15], 'C', 'BUREAU DE DÉPART / OFFICE OF DEPARTURE'],
    [[16, 223, 62, 8], '51', 'Bureaux de passage prévus / Offices of transit'],
    [[78, 223, 62, 8], '52', 'Garantie / Guarantee'],
    [[140, 223, 62, 8], '53', 'Bureau de destination / Office of destination'],
    [
      [16, 231, 116, 27],
      'D/J',
      'CONTRÔLE PAR LE BUREAU DE DÉPART – VISA DU BUREAU DE SORTIE / CONTROL – VISA OF THE OFFICE OF EXIT',
    ],
    [
      [132, 231, 70, 27],
      '54',
      'Lieu et date ; signature et nom du déclarant / Place and date; signature',
      `${signature.name}\n${operator.name}\n${officeTime(signature.signedAt, fallback.zone)}`,
      SMALL,
    ],
  ];
};

/** The boxes of the DAU that hold nothing but text, with what the lodging says in them. Box 44, 31 and A are drawn apart. */
export const dauBoxes = (printed: Printable, line: PaperLine): readonly Field[] => {
  const filled: Filled = { printed, line, dau: printed.sheet.dau ?? {} };
  const sums = sumsOf(filled);
  return [
    ...head(filled, sums),
    ...journey(filled, sums.invoiced),
    ...goods(filled, sums.statistical),
    ...foot(filled),
  ].map(([[x, y, w, h], box, label, value, more]) => ({
    x,
    y,
    w,
    h,
    box,
    label,
    ...(value === undefined ? {} : { value }),
    ...more,
  }));
};
