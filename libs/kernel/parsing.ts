import { z } from 'zod';
import { parseInstant, type Instant } from './instant.js';

/** An instant in stored data. */
export const zInstant = z.string().transform((text, ctx): Instant => {
  const parsed = parseInstant(text);
  if (parsed !== undefined) return parsed;
  ctx.addIssue(`not an instant: ${text}`);
  return z.NEVER;
});
