import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { call } from '../api/client.js';
import { ProblemError } from '../api/problem.js';
import type { DevPerson } from '../api/rows.js';
import { readClaims, type Claims } from './claims.js';

/** How one stands before the server: still asking, asked for a token, or somebody. */
export type Session =
  | { readonly kind: 'loading' | 'unreachable' }
  | { readonly kind: 'token-needed'; readonly refused: boolean }
  | { readonly kind: 'person'; readonly token: string; readonly claims: Claims; readonly person: string | undefined };

interface SessionAccess {
  readonly session: Session;
  /** The development persons; empty where a real issuer signs. */
  readonly persons: readonly DevPerson[];
  readonly actAs: (person: string) => void;
  readonly useToken: (token: string) => void;
  readonly leave: () => void;
  /** The server did not accept the token: fetches another where it may, else asks. */
  readonly refused: () => void;
}

const DEFAULT_PERSON = 'omar';
const STORED_PERSON = 'reprise.person';
const STORED_TOKEN = 'reprise.token';
const AGAIN_MS = 3_000;
const RENEW_BEFORE_MS = 60_000;
/** A token refused this soon after its issue is no matter of its age: asking for another at once would not end. */
const FRESH_MS = 5_000;
const SessionContext = createContext<SessionAccess | undefined>(undefined);

export const useSession = (): SessionAccess => {
  const access = use(SessionContext);
  if (!access) throw new Error('useSession outside of SessionProvider');
  return access;
};

const sessionOf = (token: string, person: string | undefined): Session => {
  const claims = readClaims(token);
  return claims ? { kind: 'person', token, claims, person } : { kind: 'token-needed', refused: true };
};

export const SessionProvider = ({ children }: { readonly children: ReactNode }) => {
  const [session, setSession] = useState<Session>({ kind: 'loading' });
  const [persons, setPersons] = useState<readonly DevPerson[]>([]);
  const [attempt, setAttempt] = useState(0);
  const issuedAt = useRef(Number.NEGATIVE_INFINITY);

  const actAs = useCallback((person: string) => {
    sessionStorage.setItem(STORED_PERSON, person);
    call<{ accessToken: string }>('/dev/token', { method: 'POST', body: { person } }).then(
      ({ body }) => {
        issuedAt.current = performance.now();
        setSession(sessionOf(body.accessToken, person));
      },
      () => setSession({ kind: 'unreachable' }),
    );
  }, []);

  useEffect(() => {
    let current = true;
    call<readonly DevPerson[]>('/dev/persons').then(
      ({ body }) => {
        if (!current) return;
        setPersons(body);
        const stored = sessionStorage.getItem(STORED_PERSON) ?? DEFAULT_PERSON;
        actAs((body.find(({ person }) => person === stored) ?? body[0])?.person ?? DEFAULT_PERSON);
      },
      (error: unknown) => {
        if (!current) return;
        const status = error instanceof ProblemError ? error.problem.status : 0;
        const stored = sessionStorage.getItem(STORED_TOKEN);
        if (status === 0 || status >= 500) setSession({ kind: 'unreachable' });
        else setSession(stored ? sessionOf(stored, undefined) : { kind: 'token-needed', refused: false });
      },
    );
    return () => {
      current = false;
    };
  }, [actAs, attempt]);

  useEffect(() => {
    if (session.kind !== 'unreachable') return undefined;
    const timer = setTimeout(() => setAttempt((n) => n + 1), AGAIN_MS);
    return () => clearTimeout(timer);
  }, [session]);

  useEffect(() => {
    if (session.kind !== 'person' || session.person === undefined) return undefined;
    const { person, claims } = session;
    if (claims.expiresAt === undefined) return undefined;
    const inMs = Math.min(2_147_000_000, Math.max(AGAIN_MS, claims.expiresAt - Date.now() - RENEW_BEFORE_MS));
    const timer = setTimeout(() => actAs(person), inMs);
    return () => clearTimeout(timer);
  }, [session, actAs]);

  const access = useMemo<SessionAccess>(
    () => ({
      session,
      persons,
      actAs,
      useToken: (token) => {
        sessionStorage.setItem(STORED_TOKEN, token.trim());
        setSession(sessionOf(token.trim(), undefined));
      },
      leave: () => {
        sessionStorage.removeItem(STORED_TOKEN);
        setSession({ kind: 'token-needed', refused: false });
      },
      refused: () => {
        if (session.kind !== 'person' || session.person === undefined)
          setSession({ kind: 'token-needed', refused: true });
        else if (performance.now() - issuedAt.current > FRESH_MS) actAs(session.person);
        else setSession({ kind: 'unreachable' });
      },
    }),
    [session, persons, actAs],
  );
  return <SessionContext value={access}>{children}</SessionContext>;
};
