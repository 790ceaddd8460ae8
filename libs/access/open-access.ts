import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createRemoteJWKSet } from 'jose';
import { DEV_ISSUER, openDevIssuer, type DevIssuer } from './dev-issuer.js';
import { createTokenVerifier, type TokenVerifier } from './token-verifier.js';

export interface AccessSettings {
  /** `ISSUER`: the `iss` of the organisation's own issuer. */
  readonly issuer?: string | undefined;
  /** `ISSUER_JWKS_URL`: its keys. Alone (without ISSUER): the keys of a development issuer of another process. */
  readonly jwksUrl?: string | undefined;
  /** Where the development issuer keeps its key; in memory when absent. */
  readonly dataDir?: string | undefined;
  /** NODE_ENV=production: the development issuer is then refused. */
  readonly production: boolean;
}

export interface Access {
  readonly verifier: TokenVerifier;
  /** Present only where this process is the development issuer. */
  readonly devIssuer?: DevIssuer;
}

/** Reads ISSUER, ISSUER_JWKS_URL, DATA_DIR and NODE_ENV. */
export const accessSettings = (env: Readonly<Record<string, string | undefined>>): AccessSettings => ({
  issuer: env['ISSUER'] === '' ? undefined : env['ISSUER'],
  jwksUrl: env['ISSUER_JWKS_URL'] === '' ? undefined : env['ISSUER_JWKS_URL'],
  dataDir: env['DATA_DIR'] === '' ? undefined : env['DATA_DIR'],
  production: env['NODE_ENV'] === 'production',
});

/** @throws Error when the settings contradict each other, or ask for demonstration persons in production */
export const openAccess = async ({ issuer, jwksUrl, dataDir, production }: AccessSettings): Promise<Access> => {
  if (issuer !== undefined && jwksUrl === undefined) throw new Error('ISSUER is set without ISSUER_JWKS_URL');
  if (production && (issuer === undefined || issuer === DEV_ISSUER)) {
    throw new Error('NODE_ENV=production needs a real issuer: set ISSUER and ISSUER_JWKS_URL');
  }
  if (jwksUrl !== undefined) {
    const keys = createRemoteJWKSet(new URL(jwksUrl), { cooldownDuration: 5_000 });
    return { verifier: createTokenVerifier(keys, issuer ?? DEV_ISSUER) };
  }
  if (dataDir !== undefined) await mkdir(dataDir, { recursive: true });
  const devIssuer = await openDevIssuer(dataDir === undefined ? undefined : join(dataDir, 'dev-issuer-key.json'));
  return { verifier: createTokenVerifier(devIssuer.keys, DEV_ISSUER), devIssuer };
};
