import { z } from 'zod';
import { SYSTEMS } from '#libs/alert';
import { defineCodec } from '#libs/kernel';
import { TROUBLES, type TargetEvent } from './target.events.js';

const system = z.enum(SYSTEMS);
const said = z.object({ system, why: z.string() });
const ceiling = z.object({ system, perSecond: z.number().nullable(), why: z.string() });
const slowed = z.object({ system, trouble: z.enum(TROUBLES), cap: z.number() });
const took = z.object({ system, epoch: z.int(), instance: z.string() });
const recovered = z.object({ system });

export const targetCodec = defineCodec<TargetEvent>({
  DispatcherTook: { stored: 'DispatcherTook.v1', parse: (d) => took.parse(d), personal: [] },
  TargetPaused: { stored: 'TargetPaused.v1', parse: (d) => said.parse(d), personal: [] },
  TargetResumed: { stored: 'TargetResumed.v1', parse: (d) => said.parse(d), personal: [] },
  CeilingSet: { stored: 'CeilingSet.v1', parse: (d) => ceiling.parse(d), personal: [] },
  TargetSlowed: { stored: 'TargetSlowed.v1', parse: (d) => slowed.parse(d), personal: [] },
  TargetRecovered: { stored: 'TargetRecovered.v1', parse: (d) => recovered.parse(d), personal: [] },
});
