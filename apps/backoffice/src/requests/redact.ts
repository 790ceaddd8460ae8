const without = (value: unknown, [name, ...rest]: readonly string[]): unknown => {
  if (Array.isArray(value) && name !== undefined) return value.map((element) => without(element, [name, ...rest]));
  if (typeof value !== 'object' || value === null || name === undefined || !(name in value)) return value;
  const held = value as Readonly<Record<string, unknown>>;
  if (rest.length > 0) return { ...held, [name]: without(held[name], rest) };
  return Object.fromEntries(Object.entries(held).filter(([key]) => key !== name));
};

/** Data with the fields that a codec marks as personal left out. */
export const withoutPersonal = (data: object, paths: readonly string[]): object =>
  paths.reduce<object>((rest, path) => without(rest, path.split('.')) as object, data);
