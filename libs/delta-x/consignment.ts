/** Name and address, personal data where the party is a natural person. */
export interface Party {
  readonly name: string;
  readonly address: string;
}

/** A line of the manifest (DX-04). Amounts and masses are decimals as text: exact, never floating. */
export interface Consignment {
  readonly reference: string;
  readonly packages: number;
  readonly consignor: Party;
  readonly consignee: Party;
  readonly description: string;
  readonly cn8?: string | undefined;
  readonly procedure: string;
  readonly grossMassKg: string;
  readonly countryOfProvenance: string;
  readonly invoiceValue: string;
  readonly currency: string;
  /** Codes of the documents of public order that the goods need: prohibited or restricted where there is one (DX-12, DX-14). */
  readonly restrictedDocuments?: readonly string[] | undefined;
  /** LRN or number of the declaration in Delta X that this one replaces, where the paper has another number (DX-29). */
  readonly first?: string | undefined;
}

/** The fields of a line as they are named in CSV and NDJSON, in the order of the form. */
export const LINE_FIELDS = [
  'reference',
  'packages',
  'consignor_name',
  'consignor_address',
  'consignee_name',
  'consignee_address',
  'description',
  'cn8',
  'procedure',
  'gross_mass_kg',
  'country_of_provenance',
  'invoice_value',
  'currency',
] as const;
export type LineField = (typeof LINE_FIELDS)[number];
/** What a file may say beside the form's own fields. */
export const LINE_COLUMNS = [...LINE_FIELDS, 'restricted_documents', 'first'] as const;
export type LineColumn = (typeof LINE_COLUMNS)[number];
export type RawLine = Readonly<Partial<Record<LineColumn, string>>>;

const canonical = (c: Consignment): string =>
  JSON.stringify([
    c.reference,
    c.packages,
    [c.consignor.name, c.consignor.address],
    [c.consignee.name, c.consignee.address],
    c.description,
    c.cn8 ?? '',
    c.procedure,
    c.grossMassKg,
    c.countryOfProvenance,
    c.invoiceValue,
    c.currency,
    c.first ?? '',
    ...(c.restrictedDocuments ?? []),
  ]);

/** Goods under a prohibition or restriction: their clearance needs a document of public order. */
export const isRestricted = ({ restrictedDocuments = [] }: Pick<Consignment, 'restrictedDocuments'>): boolean =>
  restrictedDocuments.length > 0;

/** Whether every datum is the same: the same line read twice is one lodging. */
export const sameConsignment = (a: Consignment, b: Consignment): boolean => canonical(a) === canonical(b);
