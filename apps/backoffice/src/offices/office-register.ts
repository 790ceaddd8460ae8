import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CALENDARS, STARTING_OFFICES, type OfficeRegister } from '#libs/delta-x';
import { localTime, zInstant, instantOf } from '#libs/kernel';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
const day = z.array(z.tuple([clock, clock]));
const office = z.object({
  code: z.string().regex(/^[A-Z]{2}[A-Z0-9]{6}$/),
  name: z.string().optional(),
  zone: z.string().refine((zone) => {
    try {
      return localTime(instantOf(0), zone).date !== '';
    } catch {
      return false;
    }
  }, 'no such time zone'),
  calendar: z.enum(CALENDARS),
  hours: z.union([z.literal('always'), z.object({ 1: day, 2: day, 3: day, 4: day, 5: day, 6: day, 7: day }).partial()]),
  validFrom: zInstant,
  validUntil: zInstant.optional(),
});

/**
 * `OFFICES`: the administration's offices, as JSON or the path of a file that holds it; those to start with when absent.
 * @throws RangeError naming what is wrong
 */
export const officesOf = (text: string | undefined): OfficeRegister => {
  if (text === undefined) return STARTING_OFFICES;
  const json = text.trimStart().startsWith('[') ? text : readFileSync(text, 'utf8');
  const read = z.array(office).min(1).safeParse(JSON.parse(json));
  if (!read.success) throw new RangeError(`OFFICES: ${z.prettifyError(read.error)}`);
  return read.data;
};
