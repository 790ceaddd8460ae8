import { declarationStream, type DeclarationRow } from '#libs/delta-x';
import { instantOf } from '#libs/kernel';
import { targetDecider, type CampaignRow } from '#libs/reintegration';
import type { DispatcherDeps } from '../../../apps/reintegrator/src/dispatcher.js';

/** Machine times; the product's clock starts at the machine's `from` and runs `scale` times as fast. */
export interface BacklogOptions {
  readonly size: number;
  readonly from: number;
  readonly windowMs: number;
  readonly scale: number;
}

const OPERATORS = ['FR100000001', 'FR200000002', 'FR300000003'] as const;
const ALERT = 'bench';

/**
 * A campaign of any size in place of the log's views: what the dispatcher asks of them is worked out, not stored, so
 * that what is measured is the pacing. What has been started counts as accepted at once.
 */
export class Backlog {
  readonly starts: number[] = [];
  /** Started once more than was due. */
  doubled = 0;
  plans = 0;
  readonly #started = new Set<string>();
  readonly #next = new Map<string, number>(OPERATORS.map((operator) => [operator, 0]));

  constructor(private readonly options: BacklogOptions) {}

  get left(): number {
    return this.options.size - this.#started.size;
  }

  start(stream: string, at: number): void {
    if (this.#started.has(stream)) this.doubled += 1;
    this.#started.add(stream);
    this.starts.push(at);
  }

  readonly models: DispatcherDeps['models'] = {
    ready: () => true,
    stopped: () => false,
    target: () => undefined,
    campaigns: () => [this.#campaign()],
    operators: () => OPERATORS,
    ownDeadlines: () => [],
    early: () => [],
    chained: () => [],
    owed: (_alertId, operator, limit) => this.#owed(operator, limit),
    declaration: (stream) => row(OPERATORS[0], stream, this.#started.has(stream) ? 'accepted' : 'owed'),
  };

  readonly decisions: DispatcherDeps['decisions'] = {
    campaign: (_id, command) => {
      if (command.type === 'AdoptPlan') this.plans += 1;
      return Promise.resolve();
    },
    target: () => Promise.resolve(targetDecider.initial),
  };

  #owed(operator: string, limit: number): DeclarationRow[] {
    const place = OPERATORS.findIndex((name) => name === operator);
    const count = Math.floor((this.options.size - place + OPERATORS.length - 1) / OPERATORS.length);
    const found: DeclarationRow[] = [];
    let first = this.#next.get(operator) ?? 0;
    for (let i = first; i < count && found.length < limit; i += 1) {
      const reference = `P${String(i).padStart(8, '0')}`;
      if (!this.#started.has(declarationStream(operator, reference))) found.push(row(operator, reference, 'owed'));
      else if (i === first) first += 1;
    }
    this.#next.set(operator, first);
    return found;
  }

  #campaign(): CampaignRow {
    const { size, from, windowMs, scale } = this.options;
    const accepted = this.#started.size;
    const none = { held: 0, attempting: 0, acceptedLate: 0, refused: 0, failedAttempts: 0, doubles: 0 };
    return {
      alertId: ALERT,
      system: 'delta-x',
      status: accepted < size ? 'open' : 'completed',
      endedAt: instantOf(from),
      deadline: instantOf(from + windowMs * scale),
      counts: { ...none, owed: size, accepted },
      excluded: { 'evn-kept-in-stock-records': 0, 'goes-on-normally': 0 },
      refusedByCode: {},
      plans: [],
      actual: [],
    };
  }
}

const row = (operator: string, reference: string, status: 'owed' | 'accepted'): DeclarationRow => ({
  operator,
  reference,
  alertId: ALERT,
  status,
  attempts: 0,
  submission: 1,
  unsure: false,
  revision: '0',
});
