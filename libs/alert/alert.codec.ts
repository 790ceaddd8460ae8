import { z } from 'zod';
import { defineCodec, zInstant } from '#libs/kernel';
import { IMPACTS, SYSTEMS, type AlertEvent } from './alert.events.js';

const system = z.enum(SYSTEMS);
const notice = {
  alertId: z.string(),
  system,
  scope: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('everyone') }),
    z.object({ kind: z.literal('operator'), eori: z.string(), assistanceNumber: z.string() }),
  ]),
  impact: z.enum(IMPACTS),
  notice: z.string(),
};
const announced = z.object({ ...notice, announcedAt: zInstant });
const planned = z.object({ ...notice, notifiedAt: zInstant, from: zInstant, until: zInstant.optional() });
const started = z.object({ alertId: z.string(), system, startedAt: zInstant });
const eased = z.object({ alertId: z.string(), system, until: zInstant, why: z.string(), decidedBy: z.string() });
const ended = z.object({ alertId: z.string(), system, endedAt: zInstant, deadline: zInstant });

/** Free text is written by persons and may name some: it is marked as theirs. */
export const alertCodec = defineCodec<AlertEvent>({
  AlertAnnounced: { stored: 'AlertAnnounced.v1', parse: (d) => announced.parse(d), personal: ['notice'] },
  AlertPlanned: { stored: 'AlertPlanned.v1', parse: (d) => planned.parse(d), personal: ['notice'] },
  AlertStarted: { stored: 'AlertStarted.v1', parse: (d) => started.parse(d), personal: [] },
  AlertEased: { stored: 'AlertEased.v1', parse: (d) => eased.parse(d), personal: ['why', 'decidedBy'] },
  AlertEnded: { stored: 'AlertEnded.v1', parse: (d) => ended.parse(d), personal: [] },
});
