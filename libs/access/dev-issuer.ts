import { readFile, rename, writeFile } from 'node:fs/promises';
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  SignJWT,
  type JSONWebKeySet,
  type JWK,
  type JWTVerifyGetKey,
} from 'jose';
import { DEV_PERSONS, type DevPerson } from './dev-persons.js';
import { AUDIENCE } from './token-verifier.js';

export const DEV_ISSUER = 'https://reprise.example/dev';
const ALGORITHM = 'ES256';
const VALID_MS = 12 * 60 * 60 * 1_000;

export interface IssuedToken {
  readonly accessToken: string;
  readonly expiresAt: string;
  readonly person: DevPerson;
}

/** Gives demonstration persons their tokens, without a password: for one machine, never for production. */
export interface DevIssuer {
  readonly jwks: JSONWebKeySet;
  readonly keys: JWTVerifyGetKey;
  /** `undefined` for a person it does not know. `nowMs` is the machine's time. */
  issue(person: string, nowMs: number): Promise<IssuedToken | undefined>;
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

const storedKey = async (file: string): Promise<JWK | undefined> => {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as JWK;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};

const makeKey = async (): Promise<JWK> => {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, alg: ALGORITHM, use: 'sig', kid: await calculateJwkThumbprint(jwk) };
};

const publicHalf = (jwk: JWK): JWK => Object.fromEntries(Object.entries(jwk).filter(([name]) => name !== 'd'));

/**
 * Opens the development issuer; its key is kept in a file so that tokens outlive a restart.
 * @param file where the key lies (made when missing, readable by its owner alone); `undefined` keeps it in memory
 */
export const openDevIssuer = async (file?: string): Promise<DevIssuer> => {
  let key = file === undefined ? undefined : await storedKey(file);
  if (!key) {
    key = await makeKey();
    if (file !== undefined) {
      const written = `${file}.${String(process.pid)}`;
      await writeFile(written, JSON.stringify(key), { mode: 0o600 });
      await rename(written, file);
    }
  }
  const signing = await importJWK(key, ALGORITHM);
  const kid = key.kid ?? (await calculateJwkThumbprint(key));
  const jwks = { keys: [publicHalf({ ...key, kid })] };
  return {
    jwks,
    keys: createLocalJWKSet(jwks),
    issue: async (id, nowMs) => {
      const person = DEV_PERSONS.find((p) => p.person === id);
      if (!person) return undefined;
      const expires = new Date(nowMs + VALID_MS);
      const claims = {
        name: person.name,
        roles: [person.role],
        ...(person.operator ? { operator: person.operator.eori } : {}),
      };
      const accessToken = await new SignJWT(claims)
        .setProtectedHeader({ alg: ALGORITHM, kid })
        .setSubject(person.person)
        .setIssuer(DEV_ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt(new Date(nowMs))
        .setExpirationTime(expires)
        .sign(signing);
      return { accessToken, expiresAt: expires.toISOString(), person };
    },
  };
};
