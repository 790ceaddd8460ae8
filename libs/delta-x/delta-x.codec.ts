import { z } from 'zod';
import { defineCodec, zInstant } from '#libs/kernel';
import { FORMS, LODGING_MEANS, PRESENTATIONS, RECORDS_BASES } from './circumstances.js';
import { CONSIGNMENT_TYPES, DECLARATION_KINDS } from './delta-x.events.js';
import { zConsignment, zFurtherArticle } from './goods.codec.js';
import type { ManifestEvent } from './manifest.events.js';

const operator = z.object({ eori: z.string(), name: z.string() });
const circumstances = {
  form: z.enum(FORMS).optional(),
  lodging: z.object({ means: z.enum(LODGING_MEANS), detail: z.string().optional(), office: z.string() }).optional(),
  presentation: z.enum(PRESENTATIONS).optional(),
  transit: z.boolean().optional(),
  centralised: z.object({ authorisation: z.string(), officeOfDeclaration: z.string() }).optional(),
  globalisation: z.object({ reference: z.string(), endsAt: zInstant, dcgValidation: zInstant }).optional(),
};
const records = z.object({
  basis: z.enum(RECORDS_BASES),
  aeo: z.object({ kind: z.string(), certificate: z.string() }).optional(),
  officeInformedAt: zInstant.optional(),
  usedFrom: zInstant.optional(),
  dataHeld: z.enum(['full', 'simplified']).optional(),
  regularises: z.boolean().optional(),
  availableAt: z.string().optional(),
  arrangement: z.object({ office: z.string(), reference: z.string(), agreedOn: z.string() }).optional(),
});
const manifest = z.object({
  manifestId: z.string(),
  alertId: z.string(),
  flow: z.literal('export'),
  consignmentType: z.enum(CONSIGNMENT_TYPES),
  declarationKind: z.enum(DECLARATION_KINDS),
  assistance: z.string(),
  mentions: z.array(z.string()),
  operator,
  officeOfClearance: z.string(),
  officeOfExit: z.string(),
  singleTransportContract: z.boolean(),
  signature: z.object({ name: z.string(), signedAt: zInstant }),
  lodgedAt: zInstant,
  ...circumstances,
  records: records.optional(),
});
const lodged = z.object({
  ...circumstances,
  manifestId: z.string().optional(),
  singleTransportContract: z.boolean().optional(),
  alertId: z.string(),
  operator,
  kind: z.enum(DECLARATION_KINDS),
  assistance: z.string(),
  mentions: z.array(z.string()),
  officeOfClearance: z.string(),
  officeOfExit: z.string(),
  lodgedAt: zInstant,
  consignment: zConsignment,
  furtherArticles: z.array(zFurtherArticle).optional(),
  valueEur: z.string(),
});

const parties = [
  'consignment.consignor.name',
  'consignment.consignor.address',
  'consignment.consignee.name',
  'consignment.consignee.address',
];

const onManifest = { manifestId: z.string(), alertId: z.string() };
const covers = z.object({ lines: z.int(), until: z.string() }).optional();
const stamped = z.object({
  ...onManifest,
  office: z.string(),
  officer: z.string(),
  stampedAt: zInstant,
  selected: z.array(z.string()),
  covers,
  unrestrictedOnly: z.literal(true).optional(),
});
const endorsed = z.object({
  ...onManifest,
  office: z.string(),
  officer: z.string(),
  endorsedAt: zInstant,
  only: z.array(z.string()).optional(),
  covers,
});
const dcgMoved = z.object({
  ...onManifest,
  operator: z.string(),
  reference: z.string(),
  from: zInstant,
  to: zInstant,
  outageMs: z.int(),
  alerts: z.array(z.string()).optional(),
});

export const manifestCodec = defineCodec<ManifestEvent>({
  ManifestLodged: {
    stored: 'ManifestLodged.v1',
    parse: (d) => manifest.parse(d),
    personal: ['operator.name', 'signature.name'],
  },
  ManifestStamped: { stored: 'ManifestStamped.v1', parse: (d) => stamped.parse(d), personal: ['officer'] },
  ManifestEndorsed: { stored: 'ManifestEndorsed.v1', parse: (d) => endorsed.parse(d), personal: ['officer'] },
  DcgDateMoved: { stored: 'DcgDateMoved.v1', parse: (d) => dcgMoved.parse(d), personal: [] },
});

export const lodgingDefinitions = {
  DeclarationLodged: {
    stored: 'DeclarationLodged.v1',
    parse: (d: unknown) => lodged.parse(d),
    personal: ['operator.name', ...parties],
  },
} as const;
