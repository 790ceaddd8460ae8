import { randomUUID } from 'node:crypto';
import { httpCustomsGateway } from '#libs/customs-gateway';
import { loadClock, openCheckpoint, openEventStore, type EventStore, type Log } from '#libs/event-store';
import { CallNews } from './call-news.js';
import { followAlerts } from './campaign-reactor.js';
import { CancellationWatch } from './cancellation-watch.js';
import { DcgReactor } from './dcg-reactor.js';
import { Decisions } from './decisions.js';
import { Dispatcher } from './dispatcher.js';
import { seekLeadership } from './leadership.js';
import { Outcomes } from './outcomes.js';
import { ProductClock } from './product-clock.js';
import { ReadModels } from './read-models.js';
import { recover } from './recovery.js';
import type { Settings } from './settings.js';
import { SlotQueue } from './slot-queue.js';
import { Submission } from './submission.js';
import { TargetControl, type CallSample } from './target-control.js';
import { TargetObserver } from './target-observer.js';

const SYSTEM = 'delta-x';
const CHECKPOINT_EVERY_MS = 250;
const RECOVER_EVERY_MS = 1_000;

interface Parts {
  readonly store: EventStore;
  readonly clock: ProductClock;
  readonly models: ReadModels;
  readonly queue: SlotQueue;
  readonly news: CallNews;
  readonly dispatcher: Dispatcher;
  readonly decisions: Decisions;
  readonly target: TargetControl;
  readonly observer: TargetObserver;
  readonly submission: Submission;
  readonly watch: CancellationWatch;
  readonly settings: Settings;
  readonly instance: string;
  readonly log: Log;
}

/** Everything that this replica does, wired together; `stop` ends it in order and leaves nothing half written. */
export class Reintegrator {
  readonly #abort = new AbortController();
  #running: Promise<unknown> = Promise.resolve();
  #epoch: number | undefined;

  private constructor(private readonly parts: Parts) {}

  static async open(settings: Settings, log: Log): Promise<Reintegrator> {
    const { esdbUrl, redisUrl, dataDir, codeVersion, requestTimeoutMs, lateSlotMs, margin, tickMs } = settings;
    const instance = randomUUID();
    const store = await openEventStore({ connectionString: esdbUrl, manyAppends: true });
    const clock = new ProductClock(await loadClock(store));
    const models = new ReadModels(store, dataDir, log);
    const target = new TargetControl(clock.scale);
    const observer = new TargetObserver({ system: SYSTEM, store, clock, instance, codeVersion, log });
    const gateway = httpCustomsGateway({ url: settings.customsDeltaXUrl, timeoutMs: requestTimeoutMs });
    // Learnt where the rate is known: by the replica that dispatches.
    const learn = (sample: CallSample): void => {
      if (!dispatcher.leads()) return;
      target.note(sample, dispatcher.rate());
      observer.note(sample);
    };
    const news = new CallNews({ redisUrl, target: SYSTEM, heard: learn, log });
    const onTarget = (sample: CallSample): void => {
      if (dispatcher.leads()) learn(sample);
      else news.tell(sample);
    };
    const submission = new Submission({
      store,
      clock,
      gateway,
      outcomes: new Outcomes({ store, clock, instance, codeVersion, log }),
      window: (alertId) => models.window(alertId),
      requestTimeoutMs,
      onTarget,
      log,
    });
    const queue = new SlotQueue({
      redisUrl,
      target: SYSTEM,
      concurrency: settings.concurrency,
      lateSlotMs,
      run: (stream, slotAt) => submission.run(stream, slotAt),
      epoch: () => models.target(SYSTEM)?.dispatcher?.epoch ?? 0,
      open: () => !models.stopped(SYSTEM) && target.allowed(Date.now()) > 0,
      log,
    });
    const decisions = new Decisions({ store, clock, instance, codeVersion });
    const shared = { models, target, observer, decisions, clock, log };
    const dispatcher = new Dispatcher({ ...shared, system: SYSTEM, queue, margin, tickMs, lateSlotMs });
    const asking = { store, gateway, onTarget, requestTimeoutMs, codeVersion };
    const watch = new CancellationWatch({ ...shared, ...asking, system: SYSTEM });
    return new Reintegrator({ ...shared, store, queue, news, dispatcher, submission, watch, settings, instance });
  }

  start(): void {
    const { queue, models, instance, log } = this.parts;
    const { signal } = this.#abort;
    queue.start();
    const lease = { redis: queue.commands, key: `reprise:lease:${SYSTEM}`, instance, log };
    this.#running = Promise.all([
      models.start(signal),
      seekLeadership({ ...lease, lead: (leading) => this.#lead(leading) }, signal),
    ]);
  }

  ready(): boolean {
    return this.parts.models.ready();
  }

  status() {
    const { handed, course } = this.parts.dispatcher.status();
    return {
      role: this.#epoch === undefined ? 'submitter' : 'dispatcher',
      epoch: this.#epoch ?? null,
      target: { system: SYSTEM, ...this.parts.target.status(Date.now()) },
      queue: { ...this.parts.queue.status(), handed },
      plan: course
        ? { madeAt: new Date(course.madeAt).toISOString(), work: course.work, curve: course.plan.curve }
        : null,
      lagMs: this.parts.models.lagMs() ?? null,
    };
  }

  async stop(): Promise<void> {
    const { queue, news, models, store } = this.parts;
    this.#abort.abort();
    await this.#running;
    await queue.close();
    news.close();
    models.close();
    await store.close();
  }

  /** Takes the epoch in the log, then decides, dispatches, recovers and watches until somebody else does. */
  async #lead(signal: AbortSignal): Promise<void> {
    const { decisions, dispatcher, observer, models, submission, watch, clock, store, settings, instance, log } =
      this.parts;
    const { codeVersion, requestTimeoutMs } = settings;
    const { epoch } = await decisions.target({ type: 'TakeDispatch', system: SYSTEM, instance });
    this.#epoch = epoch;
    const heldUntil = await observer.begin();
    const consumer = { instance, codeVersion, everyMs: CHECKPOINT_EVERY_MS };
    const checkpoint = await openCheckpoint(store, { ...consumer, consumer: 'campaign-reactor' });
    const reactor = followAlerts({ store, checkpoint, targets: [SYSTEM], codeVersion, signal, log });
    const dates = await openCheckpoint(store, { ...consumer, consumer: 'dcg-reactor' });
    const dcg = new DcgReactor({ store, papers: models.dcg(), checkpoint: dates, codeVersion, signal, log }).follow();
    const recovery = { models, submission, clock, log, everyMs: RECOVER_EVERY_MS };
    try {
      await Promise.all([
        reactor.done,
        dcg.done,
        dispatcher.run(epoch, signal, heldUntil),
        observer.run(epoch, signal),
        watch.run(signal),
        recover({ ...recovery, abandonedAfterMs: requestTimeoutMs + 2_000 }, signal),
      ]);
    } finally {
      this.#epoch = undefined;
    }
  }
}
