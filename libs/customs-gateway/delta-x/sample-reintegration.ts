import { instant } from '#libs/kernel';
import type { MessageArticle } from './article.content.js';
import type { DeltaXReintegration } from './delta-x-reintegration.codec.js';
import { messageIdFor } from './message-id.js';

const OPERATOR = 'FR552081317';

/** A declaration that breaks no rule: where tests, probes and the documentation start from. */
export const sampleReintegration = (
  reference = 'EXP-2026-000001',
  changes: Partial<DeltaXReintegration> = {},
): DeltaXReintegration => ({
  messageId: messageIdFor(OPERATOR, reference, 1),
  mode: 'validated',
  kind: 'DSE',
  operator: { eori: OPERATOR, name: 'Fret Express du Rhône' },
  reference,
  lrn: reference,
  officeOfClearance: 'FR002650',
  officeOfExit: 'FR003370',
  clearedAt: instant('2026-03-02T09:30:00Z'),
  clearanceBasis: 'paper',
  mentions: ['50000'],
  assistance: 'Alerte CID',
  consignment: {
    packages: 2,
    consignor: { name: 'Ateliers Lemaire & fils', address: '12 rue des Tanneurs, 69001 Lyon' },
    consignee: { name: 'Müller Werkzeug AG', address: 'Industriestrasse 4, 8400 Winterthur' },
    description: 'Gabarits de perçage en acier, < 5 kg',
    cn8: '82075060',
    procedure: '1000',
    grossMassKg: '4.25',
    countryOfProvenance: 'FR',
    invoiceValue: '1250.00',
    currency: 'EUR',
  },
  ...changes,
});

/** An article after the first that breaks no rule. */
export const sampleArticle = (changes: Partial<MessageArticle> = {}): MessageArticle => ({
  packages: 1,
  description: 'Forets hélicoïdaux en acier rapide',
  cn8: '82075030',
  procedure: '1000',
  grossMassKg: '0.8',
  countryOfProvenance: 'FR',
  invoiceValue: '96.40',
  currency: 'EUR',
  ...changes,
});
