import { z } from 'zod';
import { SYSTEMS } from '#libs/alert';
import { defineCodec, zInstant, type DomainEvent, type RuleId } from '#libs/kernel';
import {
  ANSWERABLE,
  EXCLUSIONS,
  FAILURES,
  HOLDS,
  NOT_WAITING,
  type ReintegrationEvent,
} from './reintegration.events.js';

const subject = { alertId: z.string(), system: z.enum(SYSTEMS), operator: z.string(), reference: z.string() };
const rule = z.string().regex(/^(EC|DX|EM)-\d{2}$/) as unknown as z.ZodType<RuleId>;

const opened = z.object({
  ...subject,
  holds: z.array(z.enum(HOLDS)),
  dueBy: zInstant.optional(),
  submission: z.int().optional(),
  after: z.array(z.string()).optional(),
});
const excluded = z.object({
  ...subject,
  because: z.enum(EXCLUSIONS),
  wasOwed: z.object({ held: z.boolean() }).optional(),
});
const withdrawn = z.object({ ...subject, because: z.enum(EXCLUSIONS) });
const before = z.enum(NOT_WAITING).optional();
const held = z.literal(true).optional();
const placed = z.object({ ...subject, hold: z.enum(HOLDS), holdsNow: z.int(), before });
const lifted = z.object({ ...subject, hold: z.enum(HOLDS), holdsLeft: z.int(), evidence: z.string(), before });
const attempted = z.object({
  ...subject,
  attempt: z.int(),
  messageId: z.string(),
  slotAt: zInstant,
  lrn: z.string().optional(),
});
const accepted = z.object({
  ...subject,
  messageId: z.string(),
  mrn: z.string(),
  acceptedAt: zInstant,
  deadline: zInstant,
  inTime: z.boolean(),
  byEnquiry: z.boolean(),
  before: z.enum(ANSWERABLE),
  held,
});
const refused = z.object({
  ...subject,
  messageId: z.string(),
  code: z.string(),
  reason: z.string(),
  field: z.string().optional(),
  before: z.enum(ANSWERABLE),
  held,
});
const failed = z.object({ ...subject, attempt: z.int(), failure: z.enum(FAILURES), mayHaveArrived: z.boolean(), held });
const reopened = z.object({ ...subject, code: z.string(), why: z.string(), held });
const doubled = z.object({ ...subject, mrn: z.string().optional(), firstMrn: z.string(), rule });

/** The definitions, for contexts whose streams carry obligations (delta-x composes them into its own codec). */
export const reintegrationDefinitions = {
  ObligationOpened: { stored: 'ObligationOpened.v1', parse: (d: unknown) => opened.parse(d), personal: [] },
  ObligationExcluded: { stored: 'ObligationExcluded.v1', parse: (d: unknown) => excluded.parse(d), personal: [] },
  ExclusionWithdrawn: { stored: 'ExclusionWithdrawn.v1', parse: (d: unknown) => withdrawn.parse(d), personal: [] },
  HoldPlaced: { stored: 'HoldPlaced.v1', parse: (d: unknown) => placed.parse(d), personal: [] },
  HoldLifted: { stored: 'HoldLifted.v1', parse: (d: unknown) => lifted.parse(d), personal: ['evidence'] },
  ReintegrationAttempted: {
    stored: 'ReintegrationAttempted.v1',
    parse: (d: unknown) => attempted.parse(d),
    personal: [],
  },
  ReintegrationAccepted: { stored: 'ReintegrationAccepted.v1', parse: (d: unknown) => accepted.parse(d), personal: [] },
  ReintegrationRefused: { stored: 'ReintegrationRefused.v1', parse: (d: unknown) => refused.parse(d), personal: [] },
  AttemptFailed: { stored: 'AttemptFailed.v1', parse: (d: unknown) => failed.parse(d), personal: [] },
  ReintegrationReopened: {
    stored: 'ReintegrationReopened.v1',
    parse: (d: unknown) => reopened.parse(d),
    personal: ['why'],
  },
  DoubleDetected: { stored: 'DoubleDetected.v1', parse: (d: unknown) => doubled.parse(d), personal: [] },
} as const;

export const reintegrationCodec = defineCodec<ReintegrationEvent>(reintegrationDefinitions);

/** Whether an event of a stream that others write to as well is one of re-integration. */
export const isReintegrationEvent = (event: DomainEvent): event is ReintegrationEvent =>
  Object.hasOwn(reintegrationDefinitions, event.type);
