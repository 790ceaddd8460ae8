import { z } from 'zod';
import { zInstant } from '#libs/kernel';
import { DECLARATION_KINDS } from './delta-x.events.js';
import { OWED_MESSAGES, PRIOR_STATES } from './prior-state.events.js';

const about = { operator: z.string(), reference: z.string(), alertId: z.string() };

const prior = z.object({
  ...about,
  state: z.enum(PRIOR_STATES),
  known: z.object({
    kind: z.enum(DECLARATION_KINDS).optional(),
    number: z.string().optional(),
    lrn: z.string().optional(),
    office: z.string().optional(),
    validatedAt: zInstant.optional(),
    anticipationEndsAt: zInstant.optional(),
  }),
});
const sent = z.object({ ...about, message: z.enum(OWED_MESSAGES), sentAt: zInstant });

export const priorStateDefinitions = {
  PriorStateRecorded: {
    stored: 'PriorStateRecorded.v2',
    parse: (d: unknown) => prior.parse(d),
    // The first lists gave the state alone.
    upcasts: { 'PriorStateRecorded.v1': (d: unknown) => ({ ...(d as object), known: {} }) },
    personal: [],
  },
  OwedMessageSent: { stored: 'OwedMessageSent.v1', parse: (d: unknown) => sent.parse(d), personal: [] },
} as const;
