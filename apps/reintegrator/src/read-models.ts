import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { alertCodec, alertView, type AlertRow } from '#libs/alert';
import { declarationCodec, declarationView, manifestCodec, type DeclarationRow } from '#libs/delta-x';
import { instant, type Instant } from '#libs/kernel';
import {
  openViews,
  type Condition,
  runViews,
  ViewsRebuilding,
  type EventStore,
  type Log,
  type Page,
  type RunningViews,
  type Views,
} from '#libs/event-store';
import {
  campaignCodec,
  campaignView,
  targetCodec,
  targetView,
  type CampaignRow,
  type TargetRow,
} from '#libs/reintegration';
import { datedView, DcgPapers, dcgOf } from './dcg-papers.js';

/** Of an alert and an operator, in the index of what is due. */
const dueKey = (alertId: string, operator: string): string => `${alertId}/${operator}`;

/** Of what has a deadline of its own, in the order of these. */
const ownKey = (alertId: string, status: 'owed' | 'held', dueBy: string): string => `${alertId}/${status}/${dueBy}`;

/**
 * A first declaration whose end is waited for: requested of the service (DX-29), or anticipated, so that the system
 * deletes it when its delay ends (DX-31).
 */
const watched = ({ cancellation, anticipation }: DeclarationRow): 'requested' | 'lapsing' | null => {
  if (cancellation?.status === 'requested') return 'requested';
  const lapses = anticipation?.endsAt !== undefined && anticipation.status !== 'deleted';
  return cancellation?.status === 'due' && lapses ? 'lapsing' : null;
};

/**
 * The declarations, found by what is asked here alone: every further index would be kept up with every attempt and every
 * outcome. What is due is found in an index of its own, as fast among a million as among ten.
 */
const sendingView: typeof declarationView = {
  ...declarationView,
  version: declarationView.version * 100 + 4,
  columns: {
    status: (r) => r.status,
    cancellation: (r) => watched(r),
    due: (r) => (r.status === 'owed' && r.after === undefined ? dueKey(r.alertId, r.operator) : null),
    own: (r) =>
      r.dueBy !== undefined && r.after === undefined && (r.status === 'owed' || r.status === 'held')
        ? ownKey(r.alertId, r.status, r.dueBy)
        : null,
    chained: (r) => (r.after !== undefined && (r.status === 'owed' || r.status === 'held') ? r.alertId : null),
    dcg: (r) => (r.form === 'dau' ? dcgOf(r) : null),
    operator: (r) => (r.form === 'dau' && r.globalisation ? r.operator : null),
  },
  sparse: ['cancellation', 'due', 'own', 'chained', 'dcg', 'operator'],
  together: [],
};

/** The target as it is steered: what is observed of it, every few seconds, is of no use here. */
const steeredView: typeof targetView = {
  ...targetView,
  version: targetView.version * 100 + 1,
  prefixes: ['target-'],
};

/** When an alert's obligations may be sent, and by when. */
export interface Window {
  readonly releasedAt: NonNullable<AlertRow['endedAt']>;
  readonly deadline: NonNullable<AlertRow['deadline']>;
}

/** What the dispatcher and the submitter ask of the views. The file may vanish at any moment: it is folded anew. */
export class ReadModels {
  readonly #views: Views;
  #running: RunningViews | undefined;

  constructor(
    readonly store: EventStore,
    dataDir: string,
    readonly log: Log,
  ) {
    mkdirSync(dataDir, { recursive: true });
    this.#views = openViews({
      file: join(dataDir, 'reintegrator.sqlite'),
      views: [alertView, sendingView, datedView, campaignView, steeredView],
      codecs: [alertCodec, declarationCodec, manifestCodec, campaignCodec, targetCodec],
    });
  }

  start(signal: AbortSignal): Promise<void> {
    this.#running = runViews(this.store, this.#views, { name: 'reintegrator-views', signal, log: this.log });
    return this.#running.done;
  }

  ready(): boolean {
    return this.#running?.ready() ?? false;
  }

  /** What is asked of the views for the dates of the DCG (DX-32). */
  dcg(): DcgPapers {
    const running = this.#running;
    if (!running) throw new Error('the views are not followed yet');
    return new DcgPapers(this.#views, sendingView, (position, timeoutMs) => running.waitFor(position, timeoutMs));
  }

  lagMs(): number | undefined {
    return this.#running?.status().lagMs;
  }

  /** The campaigns of a system that are open, or have come to have work again. */
  campaigns(system: CampaignRow['system']): readonly CampaignRow[] {
    return this.#views.query(campaignView, { where: { system, status: ['open', 'completed'] }, limit: 1_000 }).rows;
  }

  /** Rows of an operator that are due now, in the order of their numbers. */
  owed(alertId: string, operator: string, limit: number): readonly DeclarationRow[] {
    const where = { due: dueKey(alertId, operator) };
    return this.#views.query(sendingView, { where, limit: Math.min(limit, 1_000) }).rows;
  }

  /** How many have which deadline of their own (DX-32). */
  ownDeadlines(
    alertId: string,
  ): readonly { readonly dueBy: Instant; readonly held: boolean; readonly count: number }[] {
    const counts = this.#views.countBy(sendingView, 'own', { own: { prefix: `${alertId}/` } });
    return [...counts].flatMap(([key, count]) => {
      const [status, dueBy] = String(key)
        .slice(alertId.length + 1)
        .split('/');
      return dueBy === undefined ? [] : [{ dueBy: instant(dueBy), held: status === 'held', count }];
    });
  }

  /** Those due now that have a deadline of their own, the earliest first. */
  early(alertId: string, limit: number): readonly DeclarationRow[] {
    const where = { own: { prefix: `${alertId}/owed/` } };
    return this.#views.query(sendingView, { where, orderBy: { column: 'own' }, limit: Math.min(limit, 1_000) }).rows;
  }

  /** Those that come after others, owed or held. */
  chained(alertId: string): readonly DeclarationRow[] {
    return this.#views.query(sendingView, { where: { chained: alertId }, limit: 1_000 }).rows;
  }

  /** Who has something due under an alert: from one to the next, not counted over all that is due. */
  operators(alertId: string): readonly string[] {
    const found: string[] = [];
    const first = (due: Condition): DeclarationRow | undefined =>
      this.#views.query(sendingView, { where: { due }, orderBy: { column: 'due' }, limit: 1 }).rows[0];
    let row = first({ gte: dueKey(alertId, '') });
    while (row?.alertId === alertId) {
      found.push(row.operator);
      row = first({ gt: dueKey(alertId, row.operator) });
    }
    return found;
  }

  target(system: CampaignRow['system']): TargetRow | undefined {
    return this.#views.get(steeredView, system);
  }

  /** Per second; `undefined` where nobody has set one. */
  ceiling(system: CampaignRow['system']): number | undefined {
    return this.target(system)?.ceiling?.perSecond;
  }

  /** Paused by a person, or down again: an alert of the whole system is running. */
  stopped(system: CampaignRow['system']): boolean {
    if (this.target(system)?.paused) return true;
    const running = this.#views.query(alertView, { where: { system, status: 'started' } }).rows;
    return running.some((alert) => alert.scope.kind === 'everyone');
  }

  /** Sendings whose outcome the log does not have. */
  attempting(limit: number): readonly DeclarationRow[] {
    return this.#views.query(sendingView, { where: { status: 'attempting' }, limit }).rows;
  }

  /** First declarations whose end is waited for: cancelled at the operator's request, or at the end of their delay. */
  cancellationsRequested(limit: number, cursor?: string): Page<DeclarationRow> {
    const where = { cancellation: ['requested', 'lapsing'] };
    return this.#views.query(sendingView, { where, limit, ...(cursor === undefined ? {} : { after: cursor }) });
  }

  declaration(key: string): DeclarationRow | undefined {
    return this.#views.get(sendingView, key);
  }

  /** `undefined` while the alert runs, and while the views are folded anew: nothing is sent then. */
  window(alertId: string): Window | undefined {
    try {
      const row = this.#views.get(alertView, alertId);
      return row?.endedAt && row.deadline ? { releasedAt: row.endedAt, deadline: row.deadline } : undefined;
    } catch (error) {
      if (error instanceof ViewsRebuilding) return undefined;
      throw error;
    }
  }

  close(): void {
    this.#views.close();
  }
}
