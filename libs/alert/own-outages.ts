import { z } from 'zod';
import { defineCodec, Refusal, zInstant, type Decider, type DomainEvent, type Instant, type View } from '#libs/kernel';
import { notInFuture, scopeIsComplete } from './alert.checks.js';
import { IMPACTS, SYSTEMS, type AlertEvent, type Impact, type Scope, type System } from './alert.events.js';
import { alertPolicy } from './alert.policy.js';
import { ownOutageObjections, type OtherAlert } from './own-outage.js';

/**
 * An operator's own outage begins: written before the alert itself, on the one stream of that operator and system, so
 * that of two at once only one begins. Where the alert was never written after it, it holds all that the alert needs.
 */
export type OwnOutageRegistered = DomainEvent<
  'OwnOutageRegistered',
  {
    readonly alertId: string;
    readonly system: System;
    readonly operator: string;
    readonly assistanceNumber: string;
    readonly startedAt: Instant;
    /** What the alert is announced with; absent where a planned one starts. */
    readonly announced?: { readonly impact: Impact; readonly notice: string } | undefined;
  }
>;

const registered = z.object({
  alertId: z.string(),
  system: z.enum(SYSTEMS),
  operator: z.string(),
  assistanceNumber: z.string(),
  startedAt: zInstant,
  announced: z.object({ impact: z.enum(IMPACTS), notice: z.string() }).optional(),
});

export const ownOutageCodec = defineCodec<OwnOutageRegistered>({
  OwnOutageRegistered: {
    stored: 'OwnOutageRegistered.v1',
    parse: (d) => registered.parse(d),
    personal: ['announced.notice'],
  },
});

export const ownOutagesStream = (system: System, operator: string): string => `own-outages-${system}-${operator}`;

export type OwnOutage = OwnOutageRegistered['data'];

/** The scope that its alert has. */
export const scopeOf = ({ operator, assistanceNumber }: OwnOutage): Extract<Scope, { kind: 'operator' }> => ({
  kind: 'operator',
  eori: operator,
  assistanceNumber,
});

/** @property others the system's other alerts, as far as they are known: what is registered and not seen begun runs */
export type RegisterOwnOutage = OwnOutage & { readonly others: readonly OtherAlert[]; readonly now: Instant };

const alertSeen = (outage: OwnOutage): OtherAlert => ({
  alertId: outage.alertId,
  scope: scopeOf(outage),
  startedAt: outage.startedAt,
});

/** DX-04: the own outages of one operator on one system, one at a time, each under its own assistance request. */
export const ownOutagesDecider: Decider<RegisterOwnOutage, readonly OwnOutage[], OwnOutageRegistered> = {
  initial: [],
  evolve: (state, { data }) => [...state, data],
  decide: ({ others, now, ...outage }, state) => {
    const { alertId, system, startedAt } = outage;
    if (state.some((one) => one.alertId === alertId)) return [];
    const { impact = 'general', notice = '' } = outage.announced ?? {};
    const asNotice = { alertId, system, scope: scopeOf(outage), impact, notice };
    scopeIsComplete(asNotice);
    const isRegistered = (other: OtherAlert): boolean => state.some((one) => one.alertId === other.alertId);
    const seen = others.filter((other) => other.startedAt !== undefined || !isRegistered(other));
    const unseen = state.filter((one) => !seen.some((other) => other.alertId === one.alertId));
    const [first, ...more] = ownOutageObjections(asNotice, startedAt, [...seen, ...unseen.map(alertSeen)]);
    if (first) throw new Refusal([first, ...more]);
    notInFuture(outage.announced ? 'announcedAt' : 'startedAt', startedAt, now);
    const { rule } = alertPolicy(system, startedAt).ownOutage ?? {};
    return [{ type: 'OwnOutageRegistered', data: outage, ...(rule === undefined ? {} : { rules: [rule] }) }];
  },
};

/** An own outage, and whether its alert runs or ever did. */
export interface OwnOutageRow {
  readonly alertId: string;
  readonly system: System;
  readonly operator: string;
  readonly status: 'registered' | 'begun';
}

export const ownOutageView: View<OwnOutageRow, OwnOutageRegistered | AlertEvent> = {
  name: 'own-outages',
  version: 1,
  prefixes: ['own-outages-', 'alert-'],
  project: ({ event }, read) => {
    const key = event.data.alertId;
    if (event.type === 'OwnOutageRegistered') {
      const { alertId, system, operator } = event.data;
      return [{ key, row: { alertId, system, operator, status: 'registered' } }];
    }
    const row = event.type === 'AlertStarted' ? read(key) : undefined;
    return row ? [{ key, row: { ...row, status: 'begun' } }] : [];
  },
  columns: { status: (r) => r.status },
};
