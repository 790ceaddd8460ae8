import {
  eurMicros,
  eurText,
  STARTING_RATES,
  type Article,
  type Consignment,
  type DauHeader,
  type FurtherArticle,
  type GivenDau,
  type LodgeDau,
  type ManifestHeader,
  type RecordsEntry,
} from '#libs/delta-x';
import { HOUR, MINUTE, plus, type Instant } from '#libs/kernel';
import { alertSeen, consignment, manifestHeader, OUTAGE } from './delta-x-paper.js';

/** A DAU's own part that breaks no rule. */
export const dauPart = (changes: Partial<GivenDau> = {}): GivenDau => ({
  fallbackStartedAt: OUTAGE.startedAt,
  documents: [{ code: 'N380', reference: 'F-2026-0417' }],
  authentication: 'stamped',
  box: 'A',
  office: 'FR002650',
  officer: 'Claude Morel',
  stampedAt: plus(OUTAGE.lodgedAt, -MINUTE),
  eadPrinted: false,
  copy3WithGoods: true,
  ...changes,
});

const dauHeader = (changes: Partial<DauHeader> = {}): DauHeader => {
  const {
    manifestId: _none,
    flow: _flow,
    consignmentType: _type,
    ...header
  } = manifestHeader(changes.lodgedAt === undefined ? {} : { lodgedAt: changes.lodgedAt });
  return {
    ...header,
    declarationKind: 'DAU',
    officeOfExit: 'BE101000',
    lodging: { means: 'mailbox', detail: 'bureau@example.org', office: 'FR002650' },
    ...changes,
  };
};

const worth = ({ invoiceValue, currency }: Pick<Article, 'invoiceValue' | 'currency'>): bigint => {
  const valueEur = eurMicros(invoiceValue, currency, STARTING_RATES[0].rates);
  if (valueEur === undefined) throw new Error(`no value: ${invoiceValue} ${currency}`);
  return valueEur;
};

/** An article after the first: 100 francs' worth of chocolate, but for the changes. */
export const furtherArticle = (changes: Partial<Article> = {}): FurtherArticle => {
  const article = {
    packages: 1,
    description: 'Chocolats fins en boîtes',
    cn8: '18069019',
    procedure: '1000',
    grossMassKg: '1.5',
    countryOfProvenance: 'FR',
    invoiceValue: '100.00',
    currency: 'CHF',
    ...changes,
  };
  return { ...article, valueEur: eurText(worth(article)) };
};

interface DauChanges {
  readonly header?: Partial<DauHeader>;
  readonly dau?: Partial<GivenDau>;
  readonly goods?: Partial<Consignment>;
  readonly further?: readonly FurtherArticle[];
  readonly now?: Instant;
}

/** A DAU E/S whose goods leave through Belgium. */
export const dauLodging = (changes: DauChanges = {}): LodgeDau => {
  const goods = consignment(changes.goods);
  const { further: furtherArticles = [] } = changes;
  const valueEur = [goods, ...furtherArticles].reduce((sum, article) => sum + worth(article), 0n);
  return {
    type: 'LodgeDau',
    header: dauHeader(changes.header),
    dau: dauPart(changes.dau),
    consignment: goods,
    furtherArticles,
    valueEur,
    alert: alertSeen(),
    now: changes.now ?? OUTAGE.now,
  };
};

/** What an AEO's entry in the records shows in place of paper. */
export const aeoEntry = (changes: Partial<RecordsEntry> = {}): RecordsEntry => ({
  basis: 'aeo',
  aeo: { kind: 'OEA-F', certificate: 'FRAEOF00000123' },
  officeInformedAt: plus(OUTAGE.lodgedAt, -HOUR),
  usedFrom: OUTAGE.lodgedAt,
  dataHeld: 'simplified',
  regularises: true,
  availableAt: 'https://records.example.org/2026-03-02',
  ...changes,
});

/** The header of an entry in the records; a DSE, in two steps. */
export const recordsHeader = (
  records: RecordsEntry = aeoEntry(),
  changes: Partial<ManifestHeader> = {},
): ManifestHeader => manifestHeader({ form: 'records', records, ...changes });
