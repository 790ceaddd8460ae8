import { setTimeout as sleep } from 'node:timers/promises';
import type { System } from '#libs/alert';
import type { CustomsGateway } from '#libs/customs-gateway';
import { declarationCodec, declarationDecider, declarationStream, type DeclarationRow } from '#libs/delta-x';
import { commandIdOf, execute, ViewsRebuilding, type EventStore, type Log } from '#libs/event-store';
import { MINUTE, Refusal, SECOND } from '#libs/kernel';
import { seenOf, type Seen } from './cancellation-seen.js';
import { SYSTEM_ACTOR } from './outcomes.js';
import type { ProductClock } from './product-clock.js';
import type { ReadModels } from './read-models.js';
import type { CallSample, TargetControl } from './target-control.js';

export interface CancellationWatchDeps {
  readonly system: System;
  readonly store: EventStore;
  readonly gateway: Pick<CustomsGateway, 'statesOf'>;
  readonly models: Pick<ReadModels, 'ready' | 'stopped' | 'ceiling' | 'window' | 'cancellationsRequested'>;
  readonly clock: ProductClock;
  readonly target: Pick<TargetControl, 'allowed'>;
  readonly onTarget: (sample: CallSample) => void;
  readonly requestTimeoutMs: number;
  readonly codeVersion: string;
  readonly log: Log;
}

/** Of what the target may be asked for: re-integrations go first. */
const SHARE = 0.1;
/** Between two enquiries, of the product's clock; and of the machine's, however fast that runs. */
const GAP = 2 * SECOND;
const LEAST_GAP_MS = 20;
/** The same declaration is asked about again after this much of the product's clock, and then ever less often. */
const AGAIN = MINUTE;
const AGAIN_AT_MOST = 15 * MINUTE;
/** Between two looks at what is waiting, of the product's clock; and of the machine's, however fast or slow that runs. */
const LOOK = 30 * SECOND;
const LOOK_MS = { least: 500, most: 5_000 };
const PAGE = 200;

interface Asked {
  readonly times: number;
  /** Product milliseconds. */
  readonly nextAt: number;
}

/**
 * Asks Delta X, one at a time and gently, whether the first declarations are cancelled as requested, and records what it
 * says; the confirmed cancellation then frees the paper one (DX-29). What is waiting stands in the log: one who takes
 * over asks again, and the same answer is recorded once.
 */
export class CancellationWatch {
  readonly #asked = new Map<string, Asked>();

  constructor(private readonly deps: CancellationWatchDeps) {}

  /** Until the signal aborts. A turn that fails changes nothing. */
  async run(signal: AbortSignal): Promise<void> {
    this.#asked.clear();
    const idleMs = Math.min(LOOK_MS.most, Math.max(LOOK_MS.least, LOOK / this.deps.clock.scale));
    for (let over = signal.aborted; !over; over = await pause(idleMs, signal)) {
      try {
        await this.sweep(signal);
      } catch (error) {
        if (!(error instanceof ViewsRebuilding))
          this.deps.log.warn({ err: error }, 'the watch over cancellations missed a turn');
      }
    }
  }

  /** Once through all that are waiting; given up where the target does not answer. */
  async sweep(signal: AbortSignal): Promise<void> {
    const seen = new Set<string>();
    for (let cursor: string | undefined; ;) {
      if (!this.deps.models.ready()) return;
      const { rows, next } = this.deps.models.cancellationsRequested(PAGE, cursor);
      for (const row of rows) {
        const stream = declarationStream(row.operator, row.reference);
        seen.add(stream);
        if (!this.#mayAsk(row, stream)) continue;
        const answered = await this.#ask(row, stream, signal);
        if (!answered || (await pause(this.#gapMs(), signal))) return;
      }
      if (next === undefined) break;
      cursor = next;
    }
    for (const stream of this.#asked.keys()) if (!seen.has(stream)) this.#asked.delete(stream);
  }

  /** While its outage is over, its delay too if it was anticipated, the target up, and it was not asked about just now. */
  #mayAsk(row: DeclarationRow, stream: string): boolean {
    const { models, target, clock, system } = this.deps;
    if ((this.#asked.get(stream)?.nextAt ?? 0) > clock.nowMs()) return false;
    if (row.cancellation?.status === 'due' && (row.anticipation?.endsAt ?? clock.now()) > clock.now()) return false;
    return models.window(row.alertId) !== undefined && !models.stopped(system) && target.allowed(Date.now()) > 0;
  }

  /** Machine milliseconds. */
  #gapMs(): number {
    const { target, models, clock, system } = this.deps;
    const perSecond = Math.min(target.allowed(Date.now()), models.ceiling(system) ?? Infinity) * SHARE;
    return Math.max(LEAST_GAP_MS, Math.max(GAP, SECOND / perSecond) / clock.scale);
  }

  /** @returns whether there was an answer */
  async #ask(row: DeclarationRow, stream: string, signal: AbortSignal): Promise<boolean> {
    const { gateway, requestTimeoutMs, onTarget, clock, log } = this.deps;
    const { operator, reference, cancellation } = row;
    const since = Date.now();
    const answer = await gateway.statesOf({ operator, reference }, { timeoutMs: requestTimeoutMs, signal });
    if (signal.aborted || !cancellation) return false;
    const at = Date.now();
    if (answer.outcome === 'unavailable') {
      onTarget({ kind: answer.kind, at, retryAfterMs: answer.retryAfterMs });
      return false;
    }
    onTarget({ kind: 'answered', at, latencyMs: at - since });
    const declarations = answer.outcome === 'known' ? answer.declarations : [];
    const seen = seenOf(declarations, cancellation, clock.now());
    if (seen.kind === 'fact') await this.#record(row, stream, seen);
    else if (seen.kind === 'not-found') log.warn({ stream }, 'Delta X does not know what it was asked to cancel');
    const times = (this.#asked.get(stream)?.times ?? 0) + 1;
    this.#asked.set(stream, { times, nextAt: clock.nowMs() + Math.min(AGAIN_AT_MOST, AGAIN * 2 ** (times - 1)) });
    return true;
  }

  async #record(row: DeclarationRow, stream: string, { command, at }: Extract<Seen, { kind: 'fact' }>): Promise<void> {
    const { store, codeVersion, log } = this.deps;
    const request = String(row.cancellation?.requests ?? 0);
    try {
      const { events } = await execute(store, {
        stream,
        decider: declarationDecider,
        codec: declarationCodec,
        command,
        context: {
          // The same for every replica that sees it: a second one records it again as the same.
          commandId: commandIdOf(SYSTEM_ACTOR.id, `${stream}/${request}/${command.type}/${at}`, 'cancellation'),
          actor: SYSTEM_ACTOR,
          correlationId: row.alertId,
          occurredAt: at,
          codeVersion,
        },
      });
      log.info({ stream, events: events.map((event) => event.type) }, 'a cancellation was settled by asking');
    } catch (error) {
      // Settled by a person meanwhile: what they recorded stands.
      if (!(error instanceof Refusal)) throw error;
      log.info({ stream, err: error }, 'what Delta X says of a cancellation is not recorded');
    }
  }
}

/** @returns whether the signal cut it short */
const pause = async (ms: number, signal: AbortSignal): Promise<boolean> => {
  try {
    await sleep(ms, undefined, { signal });
    return false;
  } catch (error) {
    if (signal.aborted) return true;
    throw error;
  }
};
