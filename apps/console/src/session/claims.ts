import type { Role } from '../api/rows.js';

/** Who the token says one is. The page only shows or hides by it: the server decides. */
export interface Claims {
  readonly sub: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly operator: string | undefined;
  /** Epoch milliseconds. */
  readonly expiresAt: number | undefined;
}

/** Reads the payload of a JWT, unverified; `undefined` for what is not one. */
export const readClaims = (token: string): Claims | undefined => {
  const payload = token.trim().split('.')[1];
  if (payload === undefined || token.trim().split('.').length !== 3) return undefined;
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
    const claims = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
    const text = (name: string): string | undefined => (typeof claims[name] === 'string' ? claims[name] : undefined);
    const sub = text('sub') ?? '';
    return {
      sub,
      name: text('name') ?? sub,
      roles: Array.isArray(claims['roles']) ? (claims['roles'] as Role[]) : [],
      operator: text('operator'),
      expiresAt: typeof claims['exp'] === 'number' ? claims['exp'] * 1_000 : undefined,
    };
  } catch {
    return undefined;
  }
};
