import { z } from 'zod';
import { zInstant } from '#libs/kernel';
import { CANCELLATION_MEANS, CANCELLATION_OUTCOMES, CONFIRMED_BY, REFUSAL_CAUSES } from './cancellation.events.js';

const about = { operator: z.string(), reference: z.string(), alertId: z.string() };
const first = z.object({ number: z.string().optional(), lrn: z.string().optional() });

const due = z.object({ ...about, first, office: z.string() });
const requested = z.object({
  ...about,
  first,
  office: z.string(),
  means: z.enum(CANCELLATION_MEANS),
  requestedAt: zInstant,
  request: z.int(),
});
const confirmed = z.object({
  ...about,
  by: z.enum(CONFIRMED_BY),
  outcome: z.enum(CANCELLATION_OUTCOMES),
  confirmedAt: zInstant,
  evidence: z.string(),
});
const refused = z.object({
  ...about,
  because: z.enum(REFUSAL_CAUSES),
  reason: z.string(),
  refusedAt: zInstant,
});
const kept = z.object({ ...about, why: z.string() });

/** Free text is written by persons and may name some: what they wrote is marked as theirs. */
export const cancellationDefinitions = {
  CancellationDue: { stored: 'CancellationDue.v1', parse: (d: unknown) => due.parse(d), personal: [] },
  CancellationRequested: {
    stored: 'CancellationRequested.v1',
    parse: (d: unknown) => requested.parse(d),
    personal: [],
  },
  CancellationConfirmed: {
    stored: 'CancellationConfirmed.v1',
    parse: (d: unknown) => confirmed.parse(d),
    personal: ['evidence'],
  },
  CancellationRefused: {
    stored: 'CancellationRefused.v1',
    parse: (d: unknown) => refused.parse(d),
    personal: ['reason'],
  },
  FirstDeclarationKept: {
    stored: 'FirstDeclarationKept.v1',
    parse: (d: unknown) => kept.parse(d),
    personal: ['why'],
  },
} as const;
