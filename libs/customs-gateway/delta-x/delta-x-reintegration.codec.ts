import { instant, type Instant } from '#libs/kernel';
import { reading, withXml, type Reading } from '../xml/safe-xml.js';
import { loadSchema, SCHEMAS, type XmlFault } from '../xml/schema.js';
import { writeXml } from '../xml/write-xml.js';
import {
  furtherContent,
  goodsContent,
  readFurther,
  readGoods,
  type MessageArticle,
  type NumberedArticle,
} from './article.content.js';

/**
 * The number goes up with every change that an existing reader could not read. Further articles came without one: a
 * declaration of one article is written as before, to the byte, and one of several is refused (93) by a reader that does
 * not know them, never taken with its first article alone.
 */
export const DELTA_X_MESSAGE = 'urn:reprise:delta-x:2';

/** What the real date of clearance is the date of (DX-27). */
export const CLEARANCE_BASES = ['paper', 'records'] as const;
export type ClearanceBasis = (typeof CLEARANCE_BASES)[number];

export interface Party {
  readonly name: string;
  readonly address: string;
}

/** A declaration of the outage as it is entered in Delta X: the data that were lodged, and no others (DX-28). */
export interface DeltaXReintegration {
  readonly messageId: string;
  /** Never anticipated (DX-26). */
  readonly mode: 'validated';
  readonly kind: 'DSE' | 'DAU';
  readonly operator: { readonly eori: string; readonly name: string };
  readonly reference: string;
  /** The same as before the outage or a new one, as the incident's policy has it; the reference where there is no other. */
  readonly lrn: string;
  /** For centralised clearance, the office of declaration (DX-10). */
  readonly officeOfClearance: string;
  readonly officeOfExit: string;
  /** When the paper was lodged, or the goods entered in the records (DX-27). */
  readonly clearedAt: Instant;
  readonly clearanceBasis: ClearanceBasis;
  /** `50000` (DX-27); also `52000` after a physical control (DX-33). */
  readonly mentions: readonly string[];
  /** Of a two-step DSE: the operator's name of the period that the DCG will sum up (DX-32). */
  readonly globalisationPeriod?: string;
  /** Number of the assistance request, or `Alerte CID`. */
  readonly assistance: string;
  /** The parties, and the first article. */
  readonly consignment: MessageArticle & { readonly consignor: Party; readonly consignee: Party };
  /** In the order of the paper; absent of a declaration of one article (DX-28). */
  readonly furtherArticles?: readonly NumberedArticle[];
}

/** What the target reads: it may hold what a sender must not write. */
export type ReceivedReintegration = Omit<DeltaXReintegration, 'mode'> & {
  readonly mode: 'validated' | 'anticipated';
  /** As the message says, of all articles: not more than a sender's word. */
  readonly articleCount?: number;
};

const party = ({ name, address }: Party): { name: string; address: string } => ({ name, address });

/**
 * The same declaration always gives the same bytes. Takes an anticipated one too, so that its refusal can be tried.
 * @throws RangeError on a character that XML can't carry
 */
export const deltaXMessage = (d: ReceivedReintegration): string =>
  writeXml(DELTA_X_MESSAGE, 'reintegration', {
    messageId: d.messageId,
    envelopeMode: d.mode,
    declarationKind: d.kind,
    operator: { eori: d.operator.eori, name: d.operator.name },
    reference: d.reference,
    lrn: d.lrn,
    officeOfClearance: d.officeOfClearance,
    officeOfExit: d.officeOfExit,
    clearedAt: d.clearedAt,
    clearanceBasis: d.clearanceBasis,
    specialMention: d.mentions,
    globalisationPeriod: d.globalisationPeriod,
    assistance: d.assistance,
    consignment: {
      packages: String(d.consignment.packages),
      consignor: party(d.consignment.consignor),
      consignee: party(d.consignment.consignee),
      ...goodsContent(d.consignment),
    },
    ...furtherContent(d.furtherArticles, d.articleCount),
  });

const readParty = (reader: Reading | undefined): Party => ({
  name: reader?.one('name') ?? '',
  address: reader?.one('address') ?? '',
});

const read = (root: Reading): ReceivedReintegration => {
  const goods = root.within('consignment');
  const globalisationPeriod = root.maybe('globalisationPeriod');
  return {
    messageId: root.one('messageId'),
    mode: root.one('envelopeMode') === 'validated' ? 'validated' : 'anticipated',
    kind: root.one('declarationKind') === 'DSE' ? 'DSE' : 'DAU',
    operator: { eori: root.within('operator')?.one('eori') ?? '', name: root.within('operator')?.one('name') ?? '' },
    reference: root.one('reference'),
    lrn: root.one('lrn'),
    officeOfClearance: root.one('officeOfClearance'),
    officeOfExit: root.one('officeOfExit'),
    clearedAt: instant(root.one('clearedAt')),
    clearanceBasis: root.one('clearanceBasis') === 'records' ? 'records' : 'paper',
    mentions: root.all('specialMention'),
    ...(globalisationPeriod !== undefined && { globalisationPeriod }),
    assistance: root.one('assistance'),
    consignment: {
      consignor: readParty(goods?.within('consignor')),
      consignee: readParty(goods?.within('consignee')),
      ...readGoods(goods),
    },
    ...readFurther(root),
  };
};

/** A message read by the target: the declaration, or what the schema finds and whatever identifies the message. */
export type ParsedReintegration =
  | { readonly valid: true; readonly declaration: ReceivedReintegration }
  | {
      readonly valid: false;
      readonly faults: readonly XmlFault[];
      readonly messageId?: string;
      readonly operator?: string;
      readonly reference?: string;
    };

/** @throws UnsafeXml when it is no XML that may be parsed at all */
export const parseDeltaXReintegration = (xml: string): ParsedReintegration =>
  withXml(xml, (document) => {
    const faults = loadSchema(SCHEMAS.deltaXReintegration).validate(document);
    const root = reading(document.root);
    if (faults.length === 0) return { valid: true, declaration: read(root) };
    const messageId = root.maybe('messageId');
    const operator = root.within('operator')?.maybe('eori');
    const reference = root.maybe('reference');
    return {
      valid: false,
      faults,
      ...(messageId !== undefined && { messageId }),
      ...(operator !== undefined && { operator }),
      ...(reference !== undefined && { reference }),
    };
  });
