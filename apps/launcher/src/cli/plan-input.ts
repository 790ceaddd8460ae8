import { z } from 'zod';
import type { PlanRequest } from '#libs/pacing';
import { BadInput, quoted } from './bad-input.js';
import { jsonFault } from './json-fault.js';

/** Beyond this, sums and rates would leave the numbers that are exact to a millionth. */
const MOST = 1e15;
const calendar = z.iso.datetime({ offset: true });

/** Milliseconds since the epoch; digits finer than a millisecond are dropped. */
const instant = z.string().transform((text, ctx): number => {
  if (calendar.safeParse(text).success) return Date.parse(text);
  const withoutOffset = calendar.safeParse(`${text}Z`).success;
  ctx.addIssue(
    withoutOffset
      ? `is an instant without an offset from UTC: ${quoted(text)} (end it with Z or +02:00)`
      : `is not an ISO 8601 instant like 2026-03-02T09:00:00Z: ${quoted(text)}`,
  );
  return z.NEVER;
});

const amount = z.number().superRefine((value, ctx) => {
  if (value < 0) ctx.addIssue(`is negative: ${value}`);
  if (value > MOST) ctx.addIssue(`is more than ${MOST}: ${value}`);
});

const schema = z.strictObject({
  now: instant,
  cap: amount.optional(),
  guardSeconds: amount.optional(),
  baseLoad: z
    .array(
      z
        .strictObject({ from: instant, to: instant, rate: amount })
        .refine(({ from, to }) => from < to, { path: ['from'], error: 'is not before "to"' }),
    )
    .optional(),
  classes: z
    .array(z.strictObject({ release: instant, deadline: instant, work: amount, held: z.boolean().optional() }))
    .min(1, 'is empty: there is nothing to plan'),
});

const kindOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `the ${typeof value} ${quoted(value)}`;
};

const EXPECTED: Record<string, string> = {
  array: 'an array',
  object: 'an object',
  boolean: 'true or false',
};

const worded = (issue: z.core.$ZodRawIssue): string | undefined => {
  const { input } = issue;
  if (issue.code === 'unrecognized_keys') return 'is not a field known here';
  if (issue.code !== 'invalid_type') return undefined;
  if (input === undefined) return 'is missing';
  if (typeof input === 'number' && !Number.isFinite(input)) return 'is not a finite number';
  return `must be ${EXPECTED[issue.expected] ?? `a ${issue.expected}`}, not ${kindOf(input)}`;
};

/** As a reader of JavaScript writes it: `classes[3].deadline`. */
const pathOf = (keys: readonly PropertyKey[]): string =>
  keys
    .map((key) => {
      if (typeof key === 'number') return `[${key}]`;
      const name = String(key);
      return /^\w+$/.test(name) ? `.${name}` : `[${quoted(name)}]`;
    })
    .join('')
    .replace(/^\./, '');

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const fault = jsonFault(text);
    if (!fault) throw new BadInput('is not JSON that can be read here');
    const { line, column, wanted } = fault;
    throw new BadInput(`is not JSON at line ${line}, column ${column}: ${wanted} was expected`);
  }
};

/** Reads what is to be planned. @throws BadInput */
export const parsePlanInput = (bytes: Uint8Array): PlanRequest => {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BadInput('is not UTF-8 text');
  }
  if (text.trim() === '') throw new BadInput('is empty');
  const { success, data, error } = schema.safeParse(jsonOf(text), { error: worded, reportInput: true });
  if (success) {
    const { now, classes, cap, guardSeconds = 0, baseLoad = [] } = data;
    return {
      now,
      guard: guardSeconds * 1_000,
      baseLoad,
      classes: classes.map(({ held, ...rest }) => ({ ...rest, held: held === true })),
      ...(cap === undefined ? {} : { cap }),
    };
  }
  const [first] = error.issues;
  const key = first?.code === 'unrecognized_keys' ? first.keys.slice(0, 1) : [];
  const place = pathOf([...(first?.path ?? []), ...key]);
  const more = error.issues.length > 1 ? ` (and ${error.issues.length - 1} more)` : '';
  throw new BadInput(`${place === '' ? 'the document' : place} ${first?.message ?? 'is not valid'}${more}`);
};
