import { z } from 'zod';
import { defineCodec, type RuleId } from '#libs/kernel';
import { LINE_COLUMNS } from './consignment.js';
import { IMPORT_FORMATS, type ImportEvent } from './import.events.js';
import { PRIOR_FIELDS } from './prior-line.js';

const rule = z.string().regex(/^(EC|DX|EM)-\d{2}$/) as unknown as z.ZodType<RuleId>;
const text = z.object({ en: z.string(), fr: z.string() });
const place = { bytes: z.int(), line: z.int(), digest: z.string() };
const counts = { lines: z.int(), accepted: z.int(), unchanged: z.int(), rejected: z.int() };

const started = z.object({
  ...place,
  importId: z.string(),
  file: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('manifest'), manifestId: z.string() }),
    z.object({ kind: z.literal('prior-states') }),
  ]),
  alertId: z.string(),
  operator: z.string(),
  format: z.enum(IMPORT_FORMATS),
  header: z
    .object({ delimiter: z.enum([';', ',']), columns: z.array(z.enum([...LINE_COLUMNS, ...PRIOR_FIELDS])) })
    .optional(),
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
/** The first files were all of manifests. */
const startedV1 = z.looseObject({ manifestId: z.string() });
const liftStarted = (data: unknown): unknown => {
  const { manifestId, ...rest } = startedV1.parse(data);
  return { ...rest, file: { kind: 'manifest', manifestId } };
};

const completed = z.object({ ...counts, importId: z.string(), bytes: z.int() });

/** What is reported of a rejected line names its fields, never the persons in them. */
export const importCodec = defineCodec<ImportEvent>({
  ImportStarted: {
    stored: 'ImportStarted.v2',
    parse: (d) => started.parse(d),
    upcasts: { 'ImportStarted.v1': liftStarted },
    personal: [],
  },
  ImportProgressed: { stored: 'ImportProgressed.v1', parse: (d) => progressed.parse(d), personal: [] },
  ImportCompleted: { stored: 'ImportCompleted.v1', parse: (d) => completed.parse(d), personal: [] },
});
