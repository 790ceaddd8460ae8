import { randomUUID } from 'node:crypto';
import { httpCustomsGateway } from '#libs/customs-gateway';
import {
  Fenced,
  loadClock,
  openCheckpoint,
  openEventStore,
  type EventStore,
  type Following,
  type Log,
} from '#libs/event-store';
import { followAlerts } from './campaign-reactor.js';
import { Dispatcher } from './dispatcher.js';
import { Outcomes } from './outcomes.js';
import { ProductClock } from './product-clock.js';
import { ReadModels } from './read-models.js';
import { recover } from './recovery.js';
import type { Settings } from './settings.js';
import { SlotQueue } from './slot-queue.js';
import { Submission } from './submission.js';
import { TargetHealth } from './target-health.js';

const SYSTEM = 'delta-x';
const CHECKPOINT_EVERY_MS = 250;
const RECOVER_EVERY_MS = 1_000;

/** Everything that this replica does, wired together; `stop` ends it in order and leaves nothing half written. */
export class Reintegrator {
  readonly #abort = new AbortController();
  #running: Promise<unknown> = Promise.resolve();
  #reactor: Following | undefined;
  /** Another instance has taken over the decisions; this one still submits what it is given. */
  #fenced = false;

  private constructor(
    readonly store: EventStore,
    readonly clock: ProductClock,
    readonly models: ReadModels,
    readonly queue: SlotQueue,
    readonly dispatcher: Dispatcher,
    readonly health: TargetHealth,
    private readonly submission: Submission,
    private readonly settings: Settings,
    private readonly instance: string,
    private readonly log: Log,
  ) {}

  static async open(settings: Settings, log: Log): Promise<Reintegrator> {
    const { esdbUrl, redisUrl, dataDir, codeVersion, requestTimeoutMs, lateSlotMs } = settings;
    const instance = randomUUID();
    const store = await openEventStore({ connectionString: esdbUrl });
    const clock = new ProductClock(await loadClock(store));
    const models = new ReadModels(store, dataDir, log);
    const health = new TargetHealth();
    const submission = new Submission({
      store,
      clock,
      gateway: httpCustomsGateway({ url: settings.customsDeltaXUrl, timeoutMs: requestTimeoutMs }),
      outcomes: new Outcomes({ store, clock, instance, codeVersion, log }),
      window: (alertId) => models.window(alertId),
      requestTimeoutMs,
      onTarget: (answer) => {
        health.note(answer);
      },
      log,
    });
    const queue = new SlotQueue({
      redisUrl,
      target: SYSTEM,
      concurrency: settings.concurrency,
      lateSlotMs,
      run: (stream, slotAt) => submission.run(stream, slotAt),
      log,
    });
    const { margin, tickMs } = settings;
    const dispatcher = new Dispatcher({
      system: SYSTEM,
      store,
      models,
      queue,
      health,
      clock,
      margin,
      tickMs,
      lateSlotMs,
      instance,
      codeVersion,
      log,
    });
    return new Reintegrator(store, clock, models, queue, dispatcher, health, submission, settings, instance, log);
  }

  async start(): Promise<void> {
    const { codeVersion, requestTimeoutMs } = this.settings;
    const { signal } = this.#abort;
    const checkpoint = await openCheckpoint(this.store, {
      consumer: 'campaign-reactor',
      instance: this.instance,
      codeVersion,
      everyMs: CHECKPOINT_EVERY_MS,
    });
    this.#reactor = followAlerts({
      store: this.store,
      checkpoint,
      targets: [SYSTEM],
      codeVersion,
      signal,
      log: this.log,
    });
    const deciding = AbortSignal.any([signal, this.#whenFenced(this.#reactor)]);
    this.queue.start();
    const recovery = { models: this.models, submission: this.submission, clock: this.clock, log: this.log };
    this.#running = Promise.all([
      this.models.start(signal),
      this.dispatcher.run(deciding),
      recover({ ...recovery, abandonedAfterMs: requestTimeoutMs + 2_000, everyMs: RECOVER_EVERY_MS }, signal),
    ]);
  }

  ready(): boolean {
    return this.models.ready();
  }

  status() {
    const { handed, plan } = this.dispatcher.status();
    return {
      role: this.#fenced ? 'submitter' : 'dispatcher',
      target: { system: SYSTEM, ...this.health.status() },
      queue: { ...this.queue.status(), handed },
      plan: plan ? { madeAt: new Date(plan.madeAt).toISOString(), work: plan.work, curve: plan.curve } : null,
      reactor: this.#reactor?.status().state ?? 'starting',
      lagMs: this.models.lagMs() ?? null,
    };
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.queue.close();
    await this.#running;
    this.models.close();
    await this.store.close();
  }

  #whenFenced(reactor: Following): AbortSignal {
    const fenced = new AbortController();
    reactor.done.catch((error: unknown) => {
      if (error instanceof Fenced) this.#fenced = true;
      this.log.warn({ err: error }, 'another instance decides now; this one only submits');
      fenced.abort();
    });
    return fenced.signal;
  }
}
