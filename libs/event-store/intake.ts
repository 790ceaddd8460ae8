import { EventStoreUnavailable } from './event-store.port.js';
import { errorType } from './failures.js';

/** How long a stream that isn't there is given to end its call: its end follows the answer at once. Milliseconds. */
const NOT_FOUND_ENDS_MS = 250;

/** What is used of a stream of the client's (its types don't follow exact optional properties). */
interface Source {
  readonly readableLength: number;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  removeAllListeners(event: string): unknown;
  read(): unknown;
  resume(): unknown;
}

/** Something told beside the chunks (a checkpoint, caught up), in its place among them. */
interface Mark<M> {
  readonly after: number;
  readonly mark: M;
}

export type Taken<T, M> = { readonly kind: 'chunk'; readonly chunk: T } | { readonly kind: 'mark'; readonly mark: M };

/**
 * Takes an object stream of the client one chunk at a time and in order.
 *
 * The client tells of checkpoints and of having caught up when it *parses* them, while up to a buffer's length of
 * earlier events wait unread; taken at once they would say that events are handled which are not. So each mark waits
 * for the chunks before it. An error may come after the last chunk was taken: the listener stays on for good, for a
 * stream without one ends the process.
 */
export class Intake<T, M = never> {
  readonly #stream: Source;
  readonly #cancel: () => Promise<void>;
  readonly #marks: Mark<M>[] = [];
  #taken = 0;
  #failure: unknown;
  #failed = false;
  #ended = false;
  #cancelled = false;
  #wake: () => void = () => undefined;

  constructor(stream: Source, cancel: () => Promise<void>) {
    this.#stream = stream;
    this.#cancel = cancel;
    stream.on('error', (error: unknown) => {
      if (!this.#failed) this.#failure = error;
      this.#failed = true;
      this.#wake();
    });
    const ended = () => {
      this.#ended = true;
      this.#wake();
    };
    stream.on('end', ended);
    stream.on('close', ended);
    stream.on('readable', () => {
      this.#wake();
    });
  }

  /** Chunks given so far. */
  get taken(): number {
    return this.#taken;
  }

  mark(mark: M): void {
    this.#marks.push({ after: this.#taken + this.#stream.readableLength, mark });
    this.#wake();
  }

  /**
   * `undefined` at the end of the stream, or once the signal has aborted.
   * @param waitMs bound on the wait for one chunk: the client's reads have no deadline of their own
   */
  async next({ waitMs, signal }: { waitMs?: number; signal?: AbortSignal } = {}): Promise<Taken<T, M> | undefined> {
    for (;;) {
      if (signal?.aborted) return undefined;
      const mark = this.#marks[0];
      if (mark && mark.after <= this.#taken) {
        this.#marks.shift();
        return { kind: 'mark', mark: mark.mark };
      }
      const chunk = this.#stream.read() as T | null;
      if (chunk !== null) {
        this.#taken += 1;
        return { kind: 'chunk', chunk };
      }
      if (this.#failed) throw this.#failure;
      if (this.#ended) return undefined;
      await this.#wait(waitMs, signal);
    }
  }

  /**
   * Lets a call that ends by itself do so, what is still to come being dropped: a call broken off is a stream reset, and
   * an HTTP/2 server ends the whole connection, everybody's calls with it, when it counts too many of them.
   * @param withinMs after which it is cancelled all the same
   */
  async leave(withinMs: number): Promise<void> {
    const until = Date.now() + withinMs;
    try {
      while (!this.#cancelled) {
        const waitMs = until - Date.now();
        if (waitMs <= 0 || !(await this.next({ waitMs }))) break;
      }
    } catch {
      // Failed, or not ended in time: either way over.
    }
    this.cancel();
  }

  /** Ends the call on the server too, unless it has ended; what is still to come is dropped. */
  cancel(): void {
    if (this.#ended || this.#cancelled) return;
    this.#cancelled = true;
    const cancel = () => {
      this.#cancel().catch(() => undefined);
    };
    // The client then stops reading just before the end, and nothing but a cancel lets go of the call.
    if (errorType(this.#failure) === 'stream-not-found') setTimeout(cancel, NOT_FOUND_ENDS_MS).unref();
    else if (!this.#failed) cancel();
    // Read on: a call whose end nobody reads is one that disposing of the client waits for.
    this.#stream.removeAllListeners('readable');
    this.#stream.resume();
  }

  async #wait(waitMs: number | undefined, signal: AbortSignal | undefined): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const woken = Promise.withResolvers<undefined>();
    const wake = () => {
      woken.resolve(undefined);
    };
    this.#wake = wake;
    signal?.addEventListener('abort', wake, { once: true });
    if (waitMs !== undefined) {
      timer = setTimeout(() => {
        woken.reject(new EventStoreUnavailable(`the store sent nothing for ${String(waitMs)} ms`));
      }, waitMs);
    }
    try {
      await woken.promise;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', wake);
      this.#wake = () => undefined;
    }
  }
}
