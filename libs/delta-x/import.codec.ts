import { z } from 'zod';
import { defineCodec, type RuleId } from '#libs/kernel';
import { LINE_COLUMNS } from './consignment.js';
import { IMPORT_FORMATS, type ImportEvent } from './import.events.js';

const rule = z.string().regex(/^(EC|DX|EM)-\d{2}$/) as unknown as z.ZodType<RuleId>;
const text = z.object({ en: z.string(), fr: z.string() });
const place = { bytes: z.int(), line: z.int(), digest: z.string() };
const counts = { lines: z.int(), accepted: z.int(), unchanged: z.int(), rejected: z.int() };

const started = z.object({
  ...place,
  importId: z.string(),
  manifestId: z.string(),
  alertId: z.string(),
  operator: z.string(),
  format: z.enum(IMPORT_FORMATS),
  header: z.object({ delimiter: z.enum([';', ',']), columns: z.array(z.enum(LINE_COLUMNS)) }).optional(),
});
const objection = z.object({
  rule: rule.optional(),
  field: z.string().optional(),
  text,
  todo: text.optional(),
});
const progressed = z.object({
  ...place,
  ...counts,
  importId: z.string(),
  errors: z.array(z.object({ line: z.int(), reference: z.string().optional(), objections: z.array(objection) })),
});
const completed = z.object({ ...counts, importId: z.string(), bytes: z.int() });

/** What is reported of a rejected line names its fields, never the persons in them. */
export const importCodec = defineCodec<ImportEvent>({
  ImportStarted: { stored: 'ImportStarted.v1', parse: (d) => started.parse(d), personal: [] },
  ImportProgressed: { stored: 'ImportProgressed.v1', parse: (d) => progressed.parse(d), personal: [] },
  ImportCompleted: { stored: 'ImportCompleted.v1', parse: (d) => completed.parse(d), personal: [] },
});
