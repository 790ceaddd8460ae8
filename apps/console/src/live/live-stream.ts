/** How the stream stands, as the page says it. */
export type Connection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  | { readonly kind: 'waiting'; readonly retryAt: number; readonly attempt: number }
  | { readonly kind: 'trying'; readonly attempt: number };

/** What a browser's `EventSource` does, as far as it is needed here. */
export interface Source {
  addEventListener: (type: string, listener: (event: { readonly data?: unknown }) => void) => void;
  close: () => void;
}

export interface StreamDependencies {
  readonly open: () => Source;
  /** Asks the server over plain HTTP: an `EventSource` does not tell why it failed. */
  readonly probe: () => Promise<'answers' | 'unauthorised' | 'silent'>;
  readonly onMessage: (type: 'state' | 'changed' | 'heartbeat', data: string) => void;
  readonly onConnection: (connection: Connection) => void;
  readonly onUnauthorised: () => void;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly now: () => number;
  readonly random: () => number;
}

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;
/** The server sends heartbeats: a connection that is quiet for this long is a dead one. */
const SILENCE = 45_000;

/** Doubles from half a second to 15 s; up to a third less, so that many pages do not come back at the same instant. */
export const backOff = (attempt: number, random: number): number =>
  Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 1)) * (1 - random / 3);

/** One live connection at a time, brought back for ever with growing pauses. Returns what ends it. */
export const openStream = (d: StreamDependencies): (() => void) => {
  let source: Source | undefined;
  let cancelTimer = (): void => undefined;
  let attempt = 0;
  let closed = false;

  const drop = (): void => {
    cancelTimer();
    source?.close();
    source = undefined;
  };
  const wait = (): void => {
    drop();
    if (closed) return;
    attempt += 1;
    const ms = backOff(attempt, d.random());
    d.onConnection({ kind: 'waiting', retryAt: d.now() + ms, attempt });
    cancelTimer = d.after(ms, retry);
  };
  const retry = (): void => {
    d.onConnection({ kind: 'trying', attempt });
    void d.probe().then((answer) => {
      if (closed) return;
      if (answer === 'answers') connect();
      else if (answer === 'silent') wait();
      else d.onUnauthorised();
    });
  };
  const connect = (): void => {
    drop();
    const mine = d.open();
    source = mine;
    const watch = (): void => {
      cancelTimer();
      cancelTimer = d.after(SILENCE, wait);
    };
    for (const type of ['state', 'changed', 'heartbeat'] as const) {
      mine.addEventListener(type, (event) => {
        if (source !== mine) return;
        watch();
        if (type === 'state') {
          attempt = 0;
          d.onConnection({ kind: 'live' });
        }
        d.onMessage(type, typeof event.data === 'string' ? event.data : '');
      });
    }
    mine.addEventListener('error', () => {
      if (source === mine) wait();
    });
    watch();
  };

  d.onConnection({ kind: 'connecting' });
  connect();
  return () => {
    closed = true;
    drop();
  };
};
