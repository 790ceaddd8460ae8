import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  accessSettings,
  actorOf,
  createTokenVerifier,
  DEV_ISSUER,
  mayActFor,
  openAccess,
  openDevIssuer,
  TokenRefused,
  type DevIssuer,
  type Granted,
} from './index.js';

const NOW = Date.now();
let issuer: DevIssuer;
let folder: string;

beforeAll(async () => {
  issuer = await openDevIssuer();
  folder = await mkdtemp(join(tmpdir(), 'access-'));
});
afterAll(() => rm(folder, { recursive: true }));

const token = async (person: string, nowMs = NOW): Promise<string> =>
  (await issuer.issue(person, nowMs))?.accessToken ?? '';

describe('tokens', () => {
  const verify = (text: string, iss = DEV_ISSUER) => createTokenVerifier(issuer.keys, iss).verify(text);

  it('say who it is, in which role, and for whom', async () => {
    expect(await verify(await token('marion'))).toEqual({
      id: 'marion',
      name: 'Marion Vasseur',
      roles: ['integrator'],
      operator: 'FR552100554',
    });
  });

  it.each([
    ['expired', async () => token('paul', NOW - 13 * 3_600_000)],
    ['no token at all', () => Promise.resolve('abc')],
    ['unsigned', () => Promise.resolve(new UnsecuredJWT({ roles: ['helpdesk'], sub: 'x' }).encode())],
    [
      'signed by another key',
      async () => {
        const { privateKey } = await generateKeyPair('ES256');
        const claims = new SignJWT({ roles: ['helpdesk'] }).setProtectedHeader({ alg: 'ES256' }).setSubject('x');
        return claims.setIssuer(DEV_ISSUER).setAudience('reprise').setExpirationTime('1h').sign(privateKey);
      },
    ],
  ])('are refused when %s', async (_, make) => {
    await expect(verify(await make())).rejects.toBeInstanceOf(TokenRefused);
  });

  it('are refused from another issuer', async () => {
    await expect(verify(await token('paul'), 'https://elsewhere.example')).rejects.toBeInstanceOf(TokenRefused);
  });
});

describe('the development issuer', () => {
  it('knows only its persons', async () => {
    expect(await issuer.issue('mallory', NOW)).toBeUndefined();
  });

  it('keeps its key: a token outlives a restart', async () => {
    const file = join(folder, 'key.json');
    const first = await openDevIssuer(file);
    const issued = await first.issue('omar', NOW);
    const again = await openDevIssuer(file);
    const person = await createTokenVerifier(again.keys, DEV_ISSUER).verify(issued?.accessToken ?? '');
    expect(person.roles).toEqual(['operations']);
    expect((await stat(file)).mode & 0o077).toBe(0);
  });

  it('publishes no secret', () => {
    expect(issuer.jwks.keys[0]).not.toHaveProperty('d');
  });

  it('is refused in production', async () => {
    await expect(openAccess(accessSettings({ NODE_ENV: 'production' }))).rejects.toThrow('real issuer');
    await expect(openAccess(accessSettings({ ISSUER: 'https://login.example' }))).rejects.toThrow('ISSUER_JWKS_URL');
  });

  it('is off where a real issuer is set', async () => {
    const settings = { ISSUER: 'https://login.example', ISSUER_JWKS_URL: 'https://login.example/jwks' };
    expect(await openAccess(accessSettings({ ...settings, NODE_ENV: 'production' }))).not.toHaveProperty('devIssuer');
  });
});

describe('a person let in', () => {
  const marion: Granted = {
    person: { id: 'marion', name: 'Marion', roles: ['integrator'], operator: 'FR552100554' },
    role: 'integrator',
  };

  it('acts on behalf of its operator, and of no other', () => {
    expect(actorOf(marion)).toEqual({
      id: 'marion',
      role: 'integrator',
      name: 'Marion',
      onBehalfOf: 'FR552100554',
    });
    expect(mayActFor(marion, 'FR552100554')).toBe(true);
    expect(mayActFor(marion, 'FR123456789')).toBe(false);
  });
});
