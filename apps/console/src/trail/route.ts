/** What the page shows in front of itself: the history of one declaration or of one alert. It lives in the address. */
export type Route =
  | { readonly kind: 'declaration'; readonly operator: string; readonly reference: string }
  | { readonly kind: 'alert'; readonly alertId: string };

const decoded = (part: string): string | undefined => {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
};

/** Reads `#/declarations/<operator>/<reference>` and `#/alerts/<id>`; `undefined` for the page itself. */
export const readRoute = (hash: string): Route | undefined => {
  const [, kind, ...rest] = hash.replace(/^#/, '').split('/');
  const [first, second] = rest.map(decoded);
  if (kind === 'declarations' && first && second) return { kind: 'declaration', operator: first, reference: second };
  return kind === 'alerts' && first ? { kind: 'alert', alertId: first } : undefined;
};

export const declarationHash = (operator: string, reference: string): string =>
  `#/declarations/${encodeURIComponent(operator)}/${encodeURIComponent(reference)}`;

export const openAlert = (alertId: string): void => {
  location.hash = `#/alerts/${encodeURIComponent(alertId)}`;
};
