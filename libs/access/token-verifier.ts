import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { isRole, type Person } from './person.js';

/** The token is none, expired, of another issuer, not for us, or says nothing that we can use. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
}

export interface TokenVerifier {
  /** @throws TokenRefused */
  verify(token: string): Promise<Person>;
}

export const AUDIENCE = 'reprise';
/** Asymmetric only: a shared secret would let every verifier issue. */
const ALGORITHMS = ['ES256', 'ES384', 'PS256', 'RS256', 'EdDSA', 'Ed25519'];
/** Seconds that the issuer's clock may differ from ours. */
const CLOCK_TOLERANCE = 30;

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const personOf = (claims: JWTPayload): Person => {
  const id = text(claims.sub);
  const roles = Array.isArray(claims['roles']) ? claims['roles'].filter(isRole) : [];
  if (id === undefined) throw new TokenRefused('the token names no subject');
  if (roles.length === 0) throw new TokenRefused('the token names no role known here');
  const operator = text(claims['operator']);
  return { id, name: text(claims['name']) ?? id, roles, ...(operator === undefined ? {} : { operator }) };
};

/** Verifies signature, issuer, audience and validity in time (the machine's time, never the product's clock). */
export const createTokenVerifier = (keys: JWTVerifyGetKey, issuer: string): TokenVerifier => ({
  verify: async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience: AUDIENCE,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE,
        requiredClaims: ['sub', 'exp'],
      });
      return personOf(payload);
    } catch (error) {
      if (error instanceof errors.JOSEError) throw new TokenRefused(error.message);
      throw error;
    }
  },
});
