import fc from 'fast-check';
import {
  DECLARATION_KINDS,
  eurMicros,
  STARTING_RATES,
  type AlertAsSeen,
  type Consignment,
  type ConsignmentType,
  type LineField,
  type LodgeDeclaration,
  type ManifestHeader,
  type PriorState,
  type RawLine,
  type RecordPriorState,
} from '#libs/delta-x';
import { HOUR, instant, MINUTE, plus } from '#libs/kernel';

/** The outage that the paper of the specs was lodged in. */
export const OUTAGE = {
  startedAt: instant('2026-03-02T08:00:00Z'),
  lodgedAt: instant('2026-03-02T10:30:00Z'),
  endedAt: instant('2026-03-02T16:00:00Z'),
  now: instant('2026-03-02T18:00:00Z'),
} as const;

export const alertSeen = (changes: Partial<AlertAsSeen> = {}): AlertAsSeen => ({
  alertId: 'a1',
  system: 'delta-x',
  scope: { kind: 'everyone' },
  startedAt: OUTAGE.startedAt,
  ...changes,
});

/** A manifest's header that breaks no rule. */
export const manifestHeader = (changes: Partial<ManifestHeader> = {}): ManifestHeader => ({
  manifestId: 'm1',
  alertId: 'a1',
  flow: 'export',
  consignmentType: 'other',
  declarationKind: 'DSE',
  assistance: 'Alerte CID',
  mentions: ['50000'],
  operator: { eori: 'FR552100554', name: 'Rapide Express SAS' },
  officeOfClearance: 'FR002650',
  officeOfExit: 'FR003370',
  singleTransportContract: false,
  signature: { name: 'Marion Lefèvre', signedAt: changes.lodgedAt ?? OUTAGE.lodgedAt },
  lodgedAt: OUTAGE.lodgedAt,
  ...changes,
});

/** What the operator's list says of a declaration before any paper. */
export const priorState = (state: PriorState, changes: Partial<RecordPriorState> = {}): RecordPriorState => ({
  type: 'RecordPriorState',
  operator: 'FR552100554',
  reference: 'RX-000001',
  alertId: 'a1',
  state,
  known: {},
  now: OUTAGE.now,
  ...changes,
});

/** A line that breaks no rule, as its file gives it. */
export const rawLine = (changes: RawLine = {}): RawLine => ({
  reference: 'RX-000001',
  packages: '2',
  consignor_name: 'Ateliers Lemaire et fils',
  consignor_address: '12 rue des Tanneurs, 69001 Lyon',
  consignee_name: 'Müller Werkzeug AG',
  consignee_address: 'Industriestrasse 4, 8400 Winterthur, Suisse',
  description: 'Tours de cou en soie',
  cn8: '62141000',
  procedure: '1000',
  gross_mass_kg: '4.25',
  country_of_provenance: 'FR',
  invoice_value: '1250.00',
  currency: 'EUR',
  ...changes,
});

export const withoutField = (field: LineField): RawLine => {
  const { [field]: _left, ...rest } = rawLine();
  return rest;
};

export const consignment = (changes: Partial<Consignment> = {}): Consignment => ({
  reference: 'RX-000001',
  packages: 2,
  consignor: { name: 'Ateliers Lemaire et fils', address: '12 rue des Tanneurs, 69001 Lyon' },
  consignee: { name: 'Müller Werkzeug AG', address: 'Industriestrasse 4, 8400 Winterthur, Suisse' },
  description: 'Tours de cou en soie',
  cn8: '62141000',
  procedure: '1000',
  grossMassKg: '4.25',
  countryOfProvenance: 'FR',
  invoiceValue: '1250.00',
  currency: 'EUR',
  ...changes,
});

/** A lodging whose value follows from its consignment, at the rates that the product starts with. */
export const lodging = (
  changes: Partial<Consignment> = {},
  rest: Partial<Pick<LodgeDeclaration, 'header' | 'alert' | 'now'>> = {},
): LodgeDeclaration => {
  const lodged = consignment(changes);
  const valueEur = eurMicros(lodged.invoiceValue, lodged.currency, STARTING_RATES[0].rates);
  if (valueEur === undefined) throw new Error(`no value: ${lodged.invoiceValue} ${lodged.currency}`);
  return {
    type: 'LodgeDeclaration',
    header: manifestHeader(),
    consignment: lodged,
    valueEur,
    alert: alertSeen(),
    now: OUTAGE.now,
    ...rest,
  };
};

const AWKWARD = ['a', 'é', 'œ', 'ç', 'ł', 'ş', '<', '&', '"', "'", ']]>', ';', ',', ' ', '漢', '😀', '\u2028', '&amp;'];

const anyGraphemes = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 });

/** Any text that a line takes, awkward ones included. */
const text = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.string({ unit: fc.constantFrom(...AWKWARD), minLength: 1, maxLength: 30 }),
      anyGraphemes,
      fc.constantFrom(1, maxLength).map((length) => 'x'.repeat(length)),
    )
    .map((t) => (t.trim() === '' ? 'x' : t.trim()));
const decimal = (digits: number, decimals: number): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.integer({ min: 0, max: digits - 1 }).map((n) => 10n ** BigInt(n)),
      fc.bigInt({ min: 1n, max: 9n * 10n ** BigInt(digits - 1) }),
      fc.nat(decimals),
      fc.nat(10 ** decimals - 1),
    )
    .map(([scale, n, places, part]) => {
      const whole = String((n % (9n * scale)) + scale);
      return places === 0 ? whole : `${whole}.${String(part).padStart(decimals, '0').slice(0, places)}`;
    });

/** Mostly the first, sometimes one of the others. */
const mostly = <T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 3 * others.length, arbitrary: fc.constant(usual) }, ...others.map((other) => fc.constant(other)));

/** Lines of every kind: most of them break no rule. */
export const anyRawLine: fc.Arbitrary<RawLine> = fc.record({
  reference: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,34}$/),
  packages: fc.integer({ min: 1, max: 99_999_999 }).map(String),
  consignor_name: text(70),
  consignor_address: text(140),
  consignee_name: text(70),
  consignee_address: text(140),
  description: text(512),
  cn8: mostly('62141000', ''),
  procedure: fc.constantFrom('1000', '1040', '2100', '2300', '3171'),
  gross_mass_kg: decimal(11, 6),
  country_of_provenance: fc.constantFrom('FR', 'DE', 'XI', 'XK'),
  invoice_value: decimal(13, 5),
  currency: fc.constantFrom('EUR', ...Object.keys(STARTING_RATES[0].rates)),
});

/** Headers of every kind: most of them break no rule. */
export const anyHeader: fc.Arbitrary<ManifestHeader> = fc
  .record({
    consignmentType: mostly<ConsignmentType>('other', 'evn'),
    declarationKind: fc.constantFrom(...DECLARATION_KINDS),
    mentions: fc.array(mostly('Y0002', '50000', 'Y0001', '52000', 'x y'), { maxLength: 2 }),
    name: text(140),
    eori: mostly('FR552100554', 'FR55210055400013', 'BE0123456789', 'DE123456789012345', 'XX1', 'FR1'),
    officeOfClearance: mostly('FR002650', 'FR003370', 'XI000142', 'FR0026', 'UK000001'),
    lodgedAt: fc.integer({ min: -1, max: 8 }).map((hours) => plus(OUTAGE.startedAt, hours * HOUR)),
    signedBefore: fc.integer({ min: -1, max: 90 }).map((minutes) => minutes * MINUTE),
  })
  .map(({ mentions, name, eori, signedBefore, ...rest }) =>
    manifestHeader({
      ...rest,
      mentions: ['50000', ...mentions],
      operator: { eori, name },
      signature: { name, signedAt: plus(rest.lodgedAt, -signedBefore) },
    }),
  );
