import { z } from 'zod';
import { CONSIGNMENT_TYPES, DECLARATION_KINDS } from '#libs/delta-x';
import { defineCodec, zInstant } from '#libs/kernel';
import type { DocumentEvent, NumberEvent } from './documents.events.js';
import { DOCUMENT_KINDS, LODGING_MEANS } from './sheet.js';

const subject = z.discriminatedUnion('of', [
  z.object({ of: z.literal('manifest'), manifestId: z.string(), part: z.int() }),
  z.object({ of: z.literal('declaration'), reference: z.string() }),
]);
const signature = z.object({ name: z.string(), signedAt: zInstant });
const centralised = z.object({ authorisation: z.string(), officeOfDeclaration: z.string() });
const preAuthentication = z.object({ box: z.enum(['A', '31']), office: z.string(), officer: z.string() });
const records = z.object({
  aeo: z.enum(['OEA-C', 'OEA-F']),
  certificate: z.string(),
  officeInformedAt: zInstant,
  enteredAt: zInstant,
  dataHeld: z.enum(['full', 'simplified']),
});
const evn = z.object({ basis: z.enum(['local-arrangement', 'declarant-records']), arrangement: z.string().optional() });
const text = z.string().optional();
const dau = z.object({
  countryOfDestination: text,
  netMassKg: text,
  transportAtDeparture: text,
  transportAtBorder: text,
  modeAtBorder: text,
  deliveryTerms: text,
  natureOfTransaction: text,
  locationOfGoods: text,
  previousDocument: text,
  documents: z.array(z.string()).optional(),
});
const also = {
  centralised: centralised.optional(),
  preAuthentication: preAuthentication.optional(),
  records: records.optional(),
  evn: evn.optional(),
  dau: dau.optional(),
};
const means = z.enum(LODGING_MEANS);
const sheet = z.object({
  kind: z.enum(DOCUMENT_KINDS),
  subject,
  parts: z.int(),
  operator: z.object({ eori: z.string(), name: z.string() }),
  alertId: z.string(),
  consignmentType: z.enum(CONSIGNMENT_TYPES),
  declarationKind: z.enum(DECLARATION_KINDS),
  assistance: z.string(),
  mentions: z.array(z.string()),
  officeOfClearance: z.string(),
  officeOfExit: z.string(),
  singleTransportContract: z.boolean(),
  addressedTo: z.object({ office: z.string(), as: z.enum(['office-of-export', 'office-of-declaration']) }),
  fallback: z.object({ startedAt: zInstant, zone: z.string() }),
  clearedAt: zInstant,
  stamped: z.object({ office: z.string(), stampedAt: zInstant }).optional(),
  issuedAt: zInstant,
  signature,
  lodging: z.object({ means, detail: text, at: zInstant }),
  ...also,
  totals: z.object({
    lines: z.int(),
    articles: z.int().optional(),
    packages: z.int(),
    grossMassKg: z.string(),
    values: z.array(z.object({ currency: z.string(), amount: z.string() })),
  }),
  link: text,
});
const made = {
  documentId: z.string(),
  number: z.int(),
  sheet,
  references: z.array(z.string()),
  contentSha256: z.string(),
  pdfSha256: z.string(),
  pages: z.int(),
  layout: z.int(),
};
const issued = z.object({ ...made, version: z.literal(1) });
const replaced = z.object({
  ...made,
  version: z.int(),
  replaces: z.int(),
  reason: z.string(),
  replacedAt: zInstant,
  replacedPdfSha256: z.string(),
});
const printed = z.object({
  documentId: z.string(),
  version: z.int(),
  pdfSha256: z.string(),
  copies: z.int(),
  printedAt: zInstant,
});
const stamped = z.object({
  documentId: z.string(),
  version: z.int(),
  office: z.string(),
  officer: z.string(),
  stampedAt: zInstant,
});
const order = z.object({
  kind: z.enum(DOCUMENT_KINDS),
  operator: z.string(),
  subject,
  signature: signature.optional(),
  lodging: z.object({ means, detail: text }).optional(),
  ...also,
});
const taken = z.object({
  operator: z.string(),
  number: z.int(),
  documentId: z.string(),
  order,
  takenAt: zInstant,
});
const voided = z.object({ operator: z.string(), number: z.int(), documentId: z.string(), why: z.string() });

const persons = ['sheet.operator.name', 'sheet.signature.name', 'sheet.preAuthentication.officer'];

export const documentCodec = defineCodec<DocumentEvent>({
  DocumentIssued: { stored: 'DocumentIssued.v1', parse: (d) => issued.parse(d), personal: persons },
  DocumentReplaced: {
    stored: 'DocumentReplaced.v1',
    parse: (d) => replaced.parse(d),
    personal: ['reason', ...persons],
  },
  DocumentPrinted: { stored: 'DocumentPrinted.v1', parse: (d) => printed.parse(d), personal: [] },
  DocumentGivenUp: { stored: 'DocumentGivenUp.v1', parse: (d) => voided.parse(d), personal: [] },
  DocumentStamped: { stored: 'DocumentStamped.v1', parse: (d) => stamped.parse(d), personal: ['officer'] },
});

export const numberCodec = defineCodec<NumberEvent>({
  NumberTaken: {
    stored: 'NumberTaken.v1',
    parse: (d) => taken.parse(d),
    personal: ['order.signature.name', 'order.preAuthentication.officer'],
  },
  NumberVoided: { stored: 'NumberVoided.v1', parse: (d) => voided.parse(d), personal: [] },
});
