import {
  eurMicros,
  STARTING_RATES,
  type Consignment,
  type DauHeader,
  type GivenDau,
  type LodgeDau,
  type ManifestHeader,
  type RecordsEntry,
} from '#libs/delta-x';
import { HOUR, MINUTE, plus, type Instant } from '#libs/kernel';
import { alertSeen, consignment, manifestHeader, OUTAGE } from './delta-x-paper.js';

/** A DAU's own part that breaks no rule. */
export const dauPart = (changes: Partial<GivenDau> = {}): GivenDau => ({
  articles: 1,
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
  const { manifestId: _none, flow: _flow, consignmentType: _type, ...header } = manifestHeader();
  return {
    ...header,
    declarationKind: 'DAU',
    officeOfExit: 'BE101000',
    lodging: { means: 'mailbox', detail: 'bureau@example.org', office: 'FR002650' },
    ...changes,
  };
};

/** A DAU E/S whose goods leave through Belgium. */
export const dauLodging = (
  changes: { header?: Partial<DauHeader>; dau?: Partial<GivenDau>; goods?: Partial<Consignment>; now?: Instant } = {},
): LodgeDau => {
  const goods = consignment(changes.goods);
  const valueEur = eurMicros(goods.invoiceValue, goods.currency, STARTING_RATES);
  if (valueEur === undefined) throw new Error(`no value: ${goods.invoiceValue}`);
  return {
    type: 'LodgeDau',
    header: dauHeader(changes.header),
    dau: dauPart(changes.dau),
    consignment: goods,
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
