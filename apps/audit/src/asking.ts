import { invalidField, Problem } from '#libs/problem-details';
import { parsePosition, type Position, type Text } from '#libs/kernel';
import { parseAsOf, type AsOf } from './past/as-of.js';

/** What every question about the past may carry. */
export interface Asking {
  readonly asOf: AsOf | undefined;
  readonly minPosition: Position | undefined;
  /** The other parameters, each given once. */
  readonly rest: Readonly<Record<string, string>>;
}

const unknownField = (name: string): { field: string; text: Text } => ({
  field: name,
  text: { en: `no such parameter: ${name}`, fr: `paramètre inconnu : ${name}` },
});

/**
 * Reads a query string.
 * @param allowed the parameters that the route knows beside `asOf` and `minPosition`
 * @throws Problem for an unknown parameter, one given twice, or one that does not parse
 */
export const asking = (query: Readonly<Record<string, unknown>>, allowed: readonly string[] = []): Asking => {
  const known = new Set(['asOf', 'minPosition', ...allowed]);
  const [unknown, ...more] = Object.keys(query).filter((name) => !known.has(name));
  if (unknown !== undefined) {
    const objections = [unknown, ...more].map(unknownField);
    throw new Problem('invalid', unknownField(unknown).text, { objections });
  }
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(query)) {
    if (typeof value !== 'string') {
      throw invalidField(name, { en: `${name} is given more than once`, fr: `${name} est donné plusieurs fois` });
    }
    given[name] = value;
  }
  const { asOf, minPosition, ...rest } = given;
  const least = minPosition === undefined ? undefined : parsePosition(minPosition);
  if (minPosition !== undefined && !least) {
    throw invalidField('minPosition', { en: 'not a log position', fr: 'ce n’est pas une position du journal' });
  }
  return { asOf: asOf === undefined ? undefined : parseAsOf(asOf), minPosition: least, rest };
};
