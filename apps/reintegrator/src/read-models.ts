import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { alertCodec, alertView, type AlertRow } from '#libs/alert';
import { declarationCodec, declarationView, type DeclarationRow } from '#libs/delta-x';
import {
  openViews,
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
      views: [alertView, declarationView, campaignView, targetView],
      codecs: [alertCodec, declarationCodec, campaignCodec, targetCodec],
    });
  }

  start(signal: AbortSignal): Promise<void> {
    this.#running = runViews(this.store, this.#views, { name: 'reintegrator-views', signal, log: this.log });
    return this.#running.done;
  }

  ready(): boolean {
    return this.#running?.ready() ?? false;
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
    const where = { alertId, operator, status: 'owed' };
    return this.#views.query(declarationView, { where, limit: Math.min(limit, 1_000) }).rows;
  }

  /** Who has something due under an alert. */
  operators(alertId: string): readonly string[] {
    return [...this.#views.countBy(declarationView, 'operator', { alertId, status: 'owed' }).keys()].map(String);
  }

  target(system: CampaignRow['system']): TargetRow | undefined {
    return this.#views.get(targetView, system);
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
    return this.#views.query(declarationView, { where: { status: 'attempting' }, limit }).rows;
  }

  /** First declarations whose cancellation the operator has asked for, without an answer so far (DX-29). */
  cancellationsRequested(limit: number, cursor?: string): Page<DeclarationRow> {
    const where = { cancellation: 'requested' };
    return this.#views.query(declarationView, { where, limit, ...(cursor === undefined ? {} : { cursor }) });
  }

  declaration(key: string): DeclarationRow | undefined {
    return this.#views.get(declarationView, key);
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
