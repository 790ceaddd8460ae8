import { z } from 'zod';
import { zInstant } from '#libs/kernel';
import { zConsignment, zFurtherArticle } from './goods.codec.js';

const corrected = z.object({
  alertId: z.string(),
  operator: z.string(),
  reference: z.string(),
  changes: z.array(z.object({ field: z.string(), typed: z.string().optional(), corrected: z.string().optional() })),
  paper: z.object({
    consignment: zConsignment,
    furtherArticles: z.array(zFurtherArticle).optional(),
    officeOfExit: z.string(),
    lodgedAt: zInstant,
    valueEur: z.string(),
  }),
  why: z.string(),
  evidence: z.string(),
});

/** What persons wrote is marked, and every change: it may be of a name or an address. */
export const correctionDefinitions = {
  TranscriptionCorrected: {
    stored: 'TranscriptionCorrected.v1',
    parse: (d: unknown) => corrected.parse(d),
    personal: [
      'changes.typed',
      'changes.corrected',
      'paper.consignment.consignor.name',
      'paper.consignment.consignor.address',
      'paper.consignment.consignee.name',
      'paper.consignment.consignee.address',
      'why',
      'evidence',
    ],
  },
} as const;
