import type { Granted } from '#libs/access';
import { mayActFor } from '#libs/access';

/** Stands where personal data would, for readers who have no need of them. */
export const REDACTED = '[redacted]';

/**
 * Who sees personal data in the audit: compliance officers, customs agents, and an integrator its own operator's.
 * @param operator EORI of the operator whose data they are; absent where they are the administration's
 */
export const seesPersonalData = (granted: Granted, operator: string | undefined): boolean => {
  if (granted.role === 'compliance' || granted.role === 'customs-agent') return true;
  return granted.role === 'integrator' && operator !== undefined && mayActFor(granted, operator);
};

/** Gives the value itself back where there is nothing to take out. */
const without = (value: unknown, [name, ...rest]: readonly string[]): unknown => {
  if (value === undefined || value === null || value === REDACTED) return value;
  if (name === undefined) return REDACTED;
  if (Array.isArray(value)) {
    const elements: unknown[] = value;
    const left = elements.map((element) => without(element, [name, ...rest]));
    return left.some((element, index) => element !== elements[index]) ? left : value;
  }
  if (typeof value !== 'object' || !Object.hasOwn(value, name)) return value;
  const field = (value as Readonly<Record<string, unknown>>)[name];
  const left = without(field, rest);
  return left === field ? value : { ...value, [name]: left };
};

/** A copy with the fields at these paths (`consignor.name`, through lists as well) replaced by `REDACTED`. */
export const redact = <T>(value: T, paths: readonly string[]): T =>
  paths.reduce<unknown>((left, path) => without(left, path.split('.')), value) as T;
