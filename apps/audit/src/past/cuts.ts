import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { follow, type EventStore, type Following, type FollowStatus } from '#libs/event-store';
import { comparePositions, formatPosition, type Instant, type Position } from '#libs/kernel';
import { invalidField, Problem } from '#libs/problem-details';
import { isPosition, type AsOf } from './as-of.js';
import { advance, isWithin, LogMarks, type Cut } from './log-marks.js';
import { PRODUCT_STREAMS } from './past-views.js';
import { EVENT_STORE, NOW } from '../tokens.js';

const future = (asked: string, last: string): Problem =>
  invalidField(
    'asOf',
    {
      en: `${asked} is still to come: the log ends at ${last}`,
      fr: `${asked} est encore à venir : le journal s’arrête à ${last}`,
    },
    { en: 'leave asOf out for how things stand now', fr: 'omettez asOf pour l’état actuel' },
  );

/** Finds where the past that is asked for ends in the log. */
@Injectable()
export class Cuts implements OnModuleInit, OnApplicationShutdown {
  readonly #marks = new LogMarks();
  readonly #stop = new AbortController();
  #following: Following | undefined;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(NOW) private readonly now: () => Instant,
  ) {}

  onModuleInit(): void {
    this.#following = follow(this.store, {
      name: 'audit-marks',
      prefixes: PRODUCT_STREAMS,
      signal: this.#stop.signal,
      handleBatch: (records) => {
        for (const { position, recordedAt } of records) this.#marks.observe({ position, recordedAt });
      },
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.#stop.abort();
    await this.#following?.done;
  }

  status(): FollowStatus | undefined {
    return this.#following?.status();
  }

  /**
   * The last event within `asOf`, or of the whole log. `undefined` where nothing was recorded yet.
   * @throws Problem for a past that is still to come
   */
  async at(asOf: AsOf | undefined): Promise<Cut | undefined> {
    const head = await this.store.head();
    if (asOf !== undefined) this.#refuseFuture(asOf, head);
    if (!head) return undefined;
    const end = asOf === undefined || (isPosition(asOf) && comparePositions(asOf, head) > 0) ? head : asOf;
    let cut = this.#marks.before(end);
    const range = { ...(cut ? { after: cut.position } : {}), until: isPosition(end) ? end : head };
    for await (const { position, recordedAt } of this.store.readAll({ ...range, prefixes: PRODUCT_STREAMS })) {
      const next = advance(cut, { position, recordedAt });
      if (!isWithin(next, end)) break;
      cut = next;
    }
    return cut;
  }

  /** When the log's first event of the product was recorded. */
  async beginning(): Promise<Instant | undefined> {
    for await (const record of this.store.readAll({ max: 1, prefixes: PRODUCT_STREAMS })) return record.recordedAt;
    return undefined;
  }

  /** The log is read at its head, so that nothing is waited for: a position beyond it is no position of this log. */
  async require(position: Position): Promise<void> {
    const head = await this.store.head();
    if (head && comparePositions(position, head) <= 0) return;
    const text = formatPosition(position);
    throw new Problem(
      'not-there-yet',
      { en: `the log has not reached ${text}`, fr: `le journal n’a pas atteint ${text}` },
      { headers: { 'retry-after': '2' } },
    );
  }

  #refuseFuture(asOf: AsOf, head: Position | undefined): void {
    if (!isPosition(asOf)) {
      const now = this.now();
      if (asOf > now) throw future(asOf, now);
      return;
    }
    if (!head || comparePositions(asOf, head) > 0) {
      throw future(formatPosition(asOf), head ? formatPosition(head) : '0');
    }
  }
}
