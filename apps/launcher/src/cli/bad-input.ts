/** What the caller gave can't be used. The message is one line: what is wrong, and where. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
}

/** A value of the caller's as it may stand in a message: one line, not too long. */
export const quoted = (value: unknown): string => {
  // Undefined for what has no JSON form, whatever its declaration says.
  const text = (JSON.stringify(value) as string | undefined) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};
