import { z } from 'zod';
import { PRIOR_STATES } from './prior-state.events.js';

const prior = z.object({
  operator: z.string(),
  reference: z.string(),
  alertId: z.string(),
  state: z.enum(PRIOR_STATES),
});

export const priorStateDefinitions = {
  PriorStateRecorded: { stored: 'PriorStateRecorded.v1', parse: (d: unknown) => prior.parse(d), personal: [] },
} as const;
