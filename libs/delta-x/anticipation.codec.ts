import { z } from 'zod';
import { zInstant } from '#libs/kernel';
import { ANTICIPATION_DECISIONS, ENTRY_MODES } from './anticipation.events.js';

const about = { operator: z.string(), reference: z.string(), alertId: z.string() };

const decided = z.object({ ...about, decision: z.enum(ANTICIPATION_DECISIONS), decidedAt: zInstant });
const deleted = z.object({ ...about, deletedAt: zInstant });
const anew = z.object({
  ...about,
  mode: z.enum(ENTRY_MODES),
  goodsPresented: z.boolean(),
  number: z.string().optional(),
  enteredAt: zInstant,
});

export const anticipationDefinitions = {
  AnticipatedDecided: { stored: 'AnticipatedDecided.v1', parse: (d: unknown) => decided.parse(d), personal: [] },
  AnticipatedDeleted: { stored: 'AnticipatedDeleted.v1', parse: (d: unknown) => deleted.parse(d), personal: [] },
  AnticipatedEnteredAnew: { stored: 'AnticipatedEnteredAnew.v1', parse: (d: unknown) => anew.parse(d), personal: [] },
} as const;
