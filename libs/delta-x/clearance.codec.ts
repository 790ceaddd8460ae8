import { z } from 'zod';
import { zInstant } from '#libs/kernel';
import {
  AUTHENTICATIONS,
  CONTROL_KINDS,
  CONTROL_RESULTS,
  RELEASES,
  STAMP_BOXES,
  WITHHELD_BECAUSE,
} from './clearance.events.js';
import { EXIT_DOCUMENTS } from './exit-case.js';

const about = { alertId: z.string(), operator: z.string(), reference: z.string() };
const mark = { office: z.string(), officer: z.string() };

const presented = z.object({
  ...about,
  articles: z.int(),
  fallbackStartedAt: zInstant,
  documents: z.array(z.object({ code: z.string(), reference: z.string() })),
  authentication: z.enum(AUTHENTICATIONS),
  box: z.enum(STAMP_BOXES),
  ...mark,
  stampedAt: zInstant.optional(),
  eadPrinted: z.boolean(),
  copy3WithGoods: z.boolean(),
  signature: z.object({ name: z.string(), signedAt: zInstant }),
});
const selected = z.object({ ...about, ...mark, selectedAt: zInstant });
const controlled = z.object({
  ...about,
  kind: z.enum(CONTROL_KINDS),
  result: z.enum(CONTROL_RESULTS),
  officer: z.string(),
  controlledAt: zInstant,
  note: z.string().optional(),
});
const released = z.object({ ...about, by: z.enum(RELEASES), ...mark, releasedAt: zInstant });
const withheld = z.object({
  ...about,
  because: z.enum(WITHHELD_BECAUSE),
  ...mark,
  withheldAt: zInstant,
  note: z.string().optional(),
});
const taken = z.object({ ...about, takenAt: zInstant });
const endorsed = z.object({
  ...about,
  on: z.enum(EXIT_DOCUMENTS),
  ...mark,
  endorsedAt: zInstant,
  articleList: z.boolean(),
});
const rectified = z.object({
  ...about,
  act: z.string(),
  changes: z.array(z.object({ field: z.string(), asLodged: z.string().optional(), rectified: z.string().optional() })),
  why: z.string(),
  rectifiedAt: zInstant,
});

const named = z.looseObject({ fields: z.array(z.string()) });

/** Version 1 had the names of the fields and no values. */
const withoutValues = (data: unknown): unknown => {
  const { fields, ...rest } = named.parse(data);
  return { ...rest, changes: fields.map((field) => ({ field })) };
};

/** Release, control, exit and what follows: officers are named, and marked as personal. */
export const clearanceDefinitions = {
  DauPresented: {
    stored: 'DauPresented.v1',
    parse: (d: unknown) => presented.parse(d),
    personal: ['officer', 'signature.name'],
  },
  SelectedForControl: {
    stored: 'SelectedForControl.v1',
    parse: (d: unknown) => selected.parse(d),
    personal: ['officer'],
  },
  ControlRecorded: { stored: 'ControlRecorded.v1', parse: (d: unknown) => controlled.parse(d), personal: ['officer'] },
  GoodsReleased: { stored: 'GoodsReleased.v1', parse: (d: unknown) => released.parse(d), personal: ['officer'] },
  GoodsTaken: { stored: 'GoodsTaken.v1', parse: (d: unknown) => taken.parse(d), personal: [] },
  GoodsWithheld: {
    stored: 'GoodsWithheld.v1',
    parse: (d: unknown) => withheld.parse(d),
    personal: ['officer', 'note'],
  },
  ExitEndorsed: { stored: 'ExitEndorsed.v1', parse: (d: unknown) => endorsed.parse(d), personal: ['officer'] },
  RectificationRecorded: {
    stored: 'RectificationRecorded.v2',
    parse: (d: unknown) => rectified.parse(d),
    upcasts: { 'RectificationRecorded.v1': withoutValues },
    personal: ['changes.asLodged', 'changes.rectified'],
  },
} as const;
