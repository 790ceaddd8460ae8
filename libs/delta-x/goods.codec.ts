import { z } from 'zod';

const party = z.object({ name: z.string(), address: z.string() });
const goods = {
  packages: z.int(),
  description: z.string(),
  cn8: z.string().optional(),
  procedure: z.string(),
  grossMassKg: z.string(),
  countryOfProvenance: z.string(),
  invoiceValue: z.string(),
  currency: z.string(),
  restrictedDocuments: z.array(z.string()).optional(),
};

/** The goods of a line, or the first article of a DAU, as the log has them. */
export const zConsignment = z.object({
  reference: z.string(),
  consignor: party,
  consignee: party,
  ...goods,
  first: z.string().optional(),
});

/** An article after the first. */
export const zFurtherArticle = z.object({ ...goods, valueEur: z.string() });
