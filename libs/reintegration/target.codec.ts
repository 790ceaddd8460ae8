import { z } from 'zod';
import { SYSTEMS } from '#libs/alert';
import { defineCodec, zInstant } from '#libs/kernel';
import { TROUBLES, type TargetEvent, type TargetObserved } from './target.events.js';

const system = z.enum(SYSTEMS);
const said = z.object({ system, why: z.string() });
const ceiling = z.object({ system, perSecond: z.number().nullable(), why: z.string() });
const band = z.object({
  from: z.string(),
  to: z.string(),
  days: z.array(z.int()).optional(),
  perSecond: z.number(),
});
const traffic = z.object({
  system,
  traffic: z
    .object({ zone: z.string(), bands: z.array(band), validFrom: zInstant.optional(), validUntil: zInstant.optional() })
    .nullable(),
  why: z.string(),
});
const trouble = z.enum(TROUBLES);
const slowed = z.object({ system, trouble, cap: z.number().nullable() });
/** 0 stood for "not known". */
const slowedV1 = z
  .object({ system, trouble, cap: z.number() })
  .transform(({ cap, ...rest }) => ({ ...rest, cap: cap > 0 ? cap : null }));
const took = z.object({ system, epoch: z.int(), instance: z.string() });
const recovered = z.object({ system });
const observed = z.object({
  system,
  epoch: z.int(),
  from: zInstant,
  until: zInstant,
  calls: z.int(),
  rejected: z.int(),
  unanswered: z.int(),
  medianMs: z.number().optional(),
  p95Ms: z.number().optional(),
  heldUntil: zInstant.optional(),
});

export const targetCodec = defineCodec<TargetEvent>({
  DispatcherTook: { stored: 'DispatcherTook.v1', parse: (d) => took.parse(d), personal: [] },
  TargetPaused: { stored: 'TargetPaused.v1', parse: (d) => said.parse(d), personal: [] },
  TargetResumed: { stored: 'TargetResumed.v1', parse: (d) => said.parse(d), personal: [] },
  CeilingSet: { stored: 'CeilingSet.v1', parse: (d) => ceiling.parse(d), personal: [] },
  OrdinaryTrafficSet: { stored: 'OrdinaryTrafficSet.v1', parse: (d) => traffic.parse(d), personal: [] },
  TargetSlowed: {
    stored: 'TargetSlowed.v2',
    parse: (d) => slowed.parse(d),
    upcasts: { 'TargetSlowed.v1': (d) => slowedV1.parse(d) },
    personal: [],
  },
  TargetRecovered: { stored: 'TargetRecovered.v1', parse: (d) => recovered.parse(d), personal: [] },
});

/** Of the stream of what is observed of a target. */
export const callsCodec = defineCodec<TargetObserved>({
  TargetObserved: { stored: 'TargetObserved.v1', parse: (d) => observed.parse(d), personal: [] },
});
