import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openAccess, type Access } from '#libs/access';
import { alertCodec, alertView, ownOutageCodec, ownOutageView } from '#libs/alert';
import { declarationCodec, declarationView, importCodec, importView, manifestCodec, manifestView } from '#libs/delta-x';
import {
  connectEventStore,
  loadClock,
  openViews,
  runViews,
  type EventStore,
  type Log,
  type RunningViews,
  type Views,
} from '#libs/event-store';
import { documentCodec, documentView, numberCodec, numberView } from '#libs/fallback-documents';
import { formatPosition, instantOf, productTime, type ClockSegment, type Instant } from '#libs/kernel';
import { callsCodec, campaignCodec, campaignView, targetCodec, targetView } from '#libs/reintegration';
import { keyView } from './requests/key-view.js';
import type { Settings } from './settings.js';

/** Rows are folded anew when this changes: it is in the file's name. */
const READ_MODELS = 'backoffice-views.sqlite';

const clockOf = async (connectionString: string): Promise<readonly ClockSegment[]> => {
  const plain = connectEventStore({ connectionString });
  try {
    return await loadClock(plain);
  } finally {
    await plain.close();
  }
};

/** What lives as long as the process: the log, the read models that follow it, the product's clock, who may enter. */
export class Runtime {
  readonly #stopping = new AbortController();

  private constructor(
    readonly settings: Settings,
    readonly log: Log,
    readonly access: Access,
    readonly segments: readonly ClockSegment[],
    readonly store: EventStore,
    readonly views: Views,
  ) {
    this.running = runViews(store, views, { name: 'backoffice-views', signal: this.#stopping.signal, log });
    this.running.done.catch((error: unknown) => {
      if (!this.#stopping.signal.aborted) log.error({ err: error }, 'the read models stopped following');
    });
  }

  readonly running: RunningViews;

  /** @throws EventStoreUnavailable when the log can't be reached at all */
  static async open(settings: Settings, log: Log): Promise<Runtime> {
    const access = await openAccess(settings.access);
    const { dataDir, esdbUrl: connectionString, patienceMs } = settings;
    if (dataDir !== undefined) await mkdir(dataDir, { recursive: true });
    const clock = await clockOf(connectionString);
    const store = connectEventStore({ connectionString, clock, patienceMs, manyAppends: true });
    const views = openViews({
      file: dataDir === undefined ? ':memory:' : join(dataDir, READ_MODELS),
      views: [
        alertView,
        ownOutageView,
        declarationView,
        campaignView,
        manifestView,
        importView,
        targetView,
        documentView,
        numberView,
        keyView,
      ],
      codecs: [
        alertCodec,
        ownOutageCodec,
        declarationCodec,
        campaignCodec,
        manifestCodec,
        importCodec,
        targetCodec,
        callsCodec,
        documentCodec,
        numberCodec,
      ],
    });
    return new Runtime(settings, log, access, clock, store, views);
  }

  /** The product's clock. */
  now(): Instant {
    return productTime(this.segments, Date.now());
  }

  /** The machine's clock. */
  realNow(): Instant {
    return instantOf(Date.now());
  }

  /** Product seconds in a real one. */
  get scale(): number {
    return this.segments.at(-1)?.scale ?? 1;
  }

  /** How far the read models are, as it is answered; `"0"` before the first event. */
  get position(): string {
    const position = this.views.position;
    return position ? formatPosition(position) : '0';
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    await this.running.done.catch(() => undefined);
    this.views.close();
    await this.store.close();
  }
}
