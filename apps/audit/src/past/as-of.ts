import { invalidField } from '#libs/problem-details';
import { parseInstant, parsePosition, type Instant, type Position } from '#libs/kernel';

/** A place in the log, or everything recorded at or before an instant. */
export type AsOf = Position | Instant;

export const isPosition = (asOf: AsOf): asOf is Position => typeof asOf === 'object';

/** @throws Problem when the text is neither a position nor an instant */
export const parseAsOf = (text: string): AsOf => {
  // A plus sign that was not escaped arrives as a space: 10:00+02:00 is meant.
  const parsed = parsePosition(text) ?? parseInstant(text.replace(' ', '+'));
  if (parsed !== undefined) return parsed;
  throw invalidField(
    'asOf',
    {
      en: `neither a log position nor an instant: ${text}`,
      fr: `ni une position du journal, ni un instant : ${text}`,
    },
    {
      en: 'give a position as the API answers it, or an ISO 8601 date-time with an offset (2026-03-01T10:00:00Z)',
      fr: 'donnez une position telle que l’API la rend, ou une date-heure ISO 8601 avec décalage (2026-03-01T10:00:00Z)',
    },
  );
};
