import { Injectable } from '@nestjs/common';
import { mayActFor } from '#libs/access';
import {
  alertCodec,
  alertDecider,
  alertView,
  type Alert,
  type AlertCommand,
  type AlertRow,
  type OtherAlert,
  type Scope,
} from '#libs/alert';
import { loadState } from '#libs/event-store';
import type { Instant } from '#libs/kernel';
import { Problem } from '#libs/problem-details';
import { requireIfMatch, type Asked } from '../requests/asked.js';
import { Decisions, type Outcome } from '../requests/decisions.js';
import { Runtime } from '../runtime.js';
import type { NoticeGiven } from './alerts.commands.js';
import { OwnOutages } from './own-outages.js';

const CATCH_UP_MS = 2_000;
/** Of alerts looked at: an operator with more outages than this has other worries. */
const MOST = 1_000;

export const alertStream = (alertId: string): string => `alert-${alertId}`;

/** Alerts as the log has them: the state to decide on, and the way for a command to it. */
@Injectable()
export class AlertLog {
  constructor(
    private readonly runtime: Runtime,
    private readonly decisions: Decisions,
    private readonly own: OwnOutages,
  ) {}

  async state(alertId: string): Promise<Alert> {
    const { state } = await loadState(this.runtime.store, alertStream(alertId), alertDecider, alertCodec);
    return state;
  }

  /**
   * The system's alerts that an operator's own outage turns on: those that run, and all of that operator's own. From
   * the read model, once it has caught up with the log.
   */
  async others(
    { system, scope }: Pick<NoticeGiven, 'system' | 'scope'>,
    except: string,
  ): Promise<readonly OtherAlert[]> {
    if (scope.kind !== 'operator') return [];
    const { store, running, views } = this.runtime;
    const head = await store.head();
    if (head) await running.waitFor(head, CATCH_UP_MS);
    const { rows: started } = views.query(alertView, { where: { system, status: 'started' }, limit: MOST });
    const { rows: own } = views.query(alertView, { where: { system, operator: scope.eori }, limit: MOST });
    return [...started, ...own]
      .filter(({ alertId }) => alertId !== except)
      .map(({ alertId, scope: of, startedAt, endedAt }) => ({ alertId, scope: of, startedAt, endedAt }));
  }

  /** An operator's own outage: registered among its others, then announced, as it is registered. */
  async announceOwn(
    asked: Asked,
    { system, impact, notice, scope }: NoticeGiven & { readonly scope: Extract<Scope, { kind: 'operator' }> },
    alertId: string,
    at: Instant,
  ): Promise<Outcome<AlertRow>> {
    const others = await this.others({ system, scope }, alertId);
    const { eori: operator, assistanceNumber } = scope;
    const outage = { alertId, system, operator, assistanceNumber, startedAt: at, announced: { impact, notice } };
    const { startedAt: announcedAt } = await this.own.register(asked, outage, others);
    const given = { alertId, system, scope, impact, notice };
    const command = { type: 'AnnounceAlert', ...given, announcedAt, others, now: this.runtime.now() } as const;
    return this.create(asked, alertId, command, announcedAt);
  }

  /** Carries a command out on a new alert, or on the one that a repeat of the request made. */
  async create(asked: Asked, alertId: string, command: AlertCommand, occurredAt: Instant): Promise<Outcome<AlertRow>> {
    return this.#carryOut(asked, alertId, command, occurredAt);
  }

  /** Of a planned outage of an operator's own: registered among its others before it starts. */
  async start(asked: Asked, alertId: string, startedAt: Instant, now: Instant): Promise<Outcome<AlertRow>> {
    const { state, revision } = await loadState(this.runtime.store, alertStream(alertId), alertDecider, alertCodec);
    const seen = revision !== undefined && asked.ifMatch === revision;
    if (seen && state.status === 'planned' && state.scope.kind === 'operator' && this.#mayChange(asked, state)) {
      const { system, scope } = state;
      const { eori: operator, assistanceNumber } = state.scope;
      const others = await this.others({ system, scope }, alertId);
      await this.own.register(asked, { alertId, system, operator, assistanceNumber, startedAt }, others);
    }
    return this.change(asked, alertId, { type: 'StartAlert', startedAt, now }, startedAt);
  }

  /** Carries a command out on an alert that is there. @throws Problem 404, 428; 403 for another operator's alert */
  async change(asked: Asked, alertId: string, command: AlertCommand, occurredAt: Instant): Promise<Outcome<AlertRow>> {
    const state = await this.state(alertId);
    if (state.status === 'none')
      throw new Problem('not-found', { en: `No alert ${alertId}.`, fr: `Aucune alerte ${alertId}.` });
    if (!this.#mayChange(asked, state)) {
      throw new Problem('role-missing', {
        en: 'An integrator changes only the alerts of its own operator.',
        fr: 'Un intégrateur ne modifie que les alertes de son propre opérateur.',
      });
    }
    return this.#carryOut(asked, alertId, command, occurredAt, requireIfMatch(asked));
  }

  #mayChange({ granted }: Asked, { scope }: Exclude<Alert, { status: 'none' }>): boolean {
    return granted.role !== 'integrator' || (scope.kind === 'operator' && mayActFor(granted, scope.eori));
  }

  async #carryOut(
    asked: Asked,
    alertId: string,
    command: AlertCommand,
    occurredAt: Instant,
    expectedRevision?: bigint,
  ): Promise<Outcome<AlertRow>> {
    const stream = alertStream(alertId);
    const executed = await this.decisions.carryOut({
      asked,
      stream,
      decider: alertDecider,
      codec: alertCodec,
      command,
      correlationId: alertId,
      occurredAt,
      ...(expectedRevision === undefined ? {} : { expectedRevision }),
    });
    return this.decisions.outcome(alertView, alertCodec, stream, executed);
  }
}
