import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { call, query } from '../api/client.js';
import { ProblemError } from '../api/problem.js';
import type { StreamChange, StreamState } from '../api/rows.js';
import { useSession } from '../session/SessionContext.js';
import { heard, type ClockAnchor } from '../time/product-clock.js';
import { refreshFrom } from './query-refresh.js';
import { fromState, withChange, type LiveState } from './live-state.js';
import { openStream, type Connection } from './live-stream.js';

interface Live {
  readonly connection: Connection;
  readonly state: LiveState | undefined;
  readonly anchor: ClockAnchor | undefined;
}

const NOTHING: Live = { connection: { kind: 'connecting' }, state: undefined, anchor: undefined };
const LiveContext = createContext<Live | undefined>(undefined);

export const useLive = (): Live => {
  const live = use(LiveContext);
  if (!live) throw new Error('useLive outside of LiveProvider');
  return live;
};

/** `undefined` for a message that is not JSON: the next one, or a new connection, brings the page right. */
const parsed = (data: string): unknown => {
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return undefined;
  }
};

const probe = async (token: string): Promise<'answers' | 'unauthorised' | 'silent'> => {
  try {
    await call('/v1/clock', { token });
    return 'answers';
  } catch (error) {
    return error instanceof ProblemError && error.problem.status === 401 ? 'unauthorised' : 'silent';
  }
};

/** Holds the page's one live connection and what it has said. */
export const LiveProvider = ({ token, children }: { readonly token: string; readonly children: ReactNode }) => {
  const { refused } = useSession();
  const queries = useQueryClient();
  const [live, setLive] = useState<Live>(NOTHING);
  const onRefused = useRef(refused);
  useEffect(() => {
    onRefused.current = refused;
  }, [refused]);

  useEffect(() => {
    const refresh = refreshFrom(queries);
    const take = (type: 'state' | 'changed' | 'heartbeat', data: string): void => {
      const message = parsed(data) as Partial<StreamState & StreamChange> | undefined;
      const now = message?.now === undefined ? Number.NaN : Date.parse(message.now);
      setLive((before) => {
        const scale = message?.scale ?? before.anchor?.scale ?? 1;
        const anchor = Number.isNaN(now) ? before.anchor : heard(before.anchor, now, scale, performance.now());
        if (type === 'state') return { ...before, anchor, state: fromState(message as StreamState) };
        if (type === 'changed' && before.state && message)
          return { ...before, anchor, state: withChange(before.state, message as StreamChange) };
        return { ...before, anchor };
      });
      if (type === 'state') refresh.all();
      if (type === 'changed') refresh.changed(message ?? {});
    };
    const close = openStream({
      open: () => new EventSource(`/v1/stream${query({ access_token: token })}`),
      probe: () => probe(token),
      onMessage: take,
      onConnection: (connection) => setLive((before) => ({ ...before, connection })),
      onUnauthorised: () => onRefused.current(),
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      now: () => performance.now(),
      random: Math.random,
    });
    return () => {
      close();
      refresh.stop();
    };
  }, [token, queries]);

  const value = useMemo(() => live, [live]);
  return <LiveContext value={value}>{children}</LiveContext>;
};
