import { Injectable } from '@nestjs/common';
import { alertView, type AlertRow } from '#libs/alert';
import { declarationView, manifestView, needsFrom, type DeclarationRow, type Need, type NeedsLot } from '#libs/delta-x';
import type { Where } from '#libs/event-store';
import { earliest, epochMs, HOUR, type Instant } from '#libs/kernel';
import { Runtime } from '../runtime.js';

export interface AttentionScope {
  readonly alertId?: string | undefined;
  /** Only this operator's. */
  readonly operator?: string | undefined;
}

/** Declarations of one operator and alert that need the same, now. */
export interface NeededLot {
  readonly need: Need;
  readonly detail: string;
  readonly count: number;
  /** What finds them, by an index. */
  readonly where: Where;
  /** The end of the time that a person has for it, where one runs. */
  readonly deadline?: Instant;
}

/** So long before the end of the window a control that is not over needs somebody: it holds the sending (DX-33). */
const CONTROL_NEAR = 6 * HOUR;
/** So long before its own deadline what is not sent yet needs somebody (DX-32). */
const OWN_NEAR = 24 * HOUR;

interface Seen {
  readonly lot: NeedsLot;
  readonly column: string;
  readonly count: number;
}

/** What a lot turns on beside itself. */
interface Circumstances {
  readonly now: Instant;
  readonly alert: AlertRow | undefined;
}

const near = (deadline: Instant | undefined, now: Instant, ms: number): boolean =>
  deadline !== undefined && epochMs(deadline) - epochMs(now) <= ms;

const deadlineOf = (need: Need, { open, dueBy }: NeedsLot, { alert }: Circumstances): Instant | undefined => {
  if (need === 'own-deadline') return dueBy;
  if (!open || need === 'release-awaited') return undefined;
  const window = alert?.deadline;
  return window === undefined || dueBy === undefined ? (window ?? dueBy) : earliest(window, dueBy);
};

/**
 * What declarations need of a person. One look at one index counts them all, however many there are; it is looked anew
 * once the read models have moved on.
 */
@Injectable()
export class Needed {
  #seen: { readonly position: string; readonly all: readonly Seen[] } | undefined;

  constructor(private readonly runtime: Runtime) {}

  lots({ alertId, operator }: AttentionScope): readonly NeededLot[] {
    const now = this.runtime.now();
    const alerts = new Map<string, AlertRow | undefined>();
    const alertOf = (id: string): AlertRow | undefined => {
      if (!alerts.has(id)) alerts.set(id, this.runtime.views.get(alertView, id));
      return alerts.get(id);
    };
    return this.#all()
      .filter(({ lot }) => alertId === undefined || lot.alertId === alertId)
      .filter(({ lot }) => operator === undefined || lot.operator === operator)
      .flatMap((seen) => this.#neededOf(seen, { now, alert: alertOf(seen.lot.alertId) }));
  }

  /** Some of them, each lot by its index. */
  some(lots: readonly NeededLot[], limit: number): readonly DeclarationRow[] {
    const rows: DeclarationRow[] = [];
    for (const { where } of lots) {
      if (rows.length >= limit) break;
      rows.push(...this.runtime.views.query(declarationView, { where, limit: limit - rows.length }).rows);
    }
    return rows;
  }

  #all(): readonly Seen[] {
    const { position, views } = this.runtime;
    if (this.#seen?.position === position) return this.#seen.all;
    const counted = views.countBy(declarationView, 'needs', { needs: { gte: '' } });
    const all = [...counted].map(([value, count]) => {
      const column = String(value);
      return { column, lot: needsFrom(column), count };
    });
    this.#seen = { position, all };
    return all;
  }

  #neededOf({ lot, column, count }: Seen, circumstances: Circumstances): NeededLot[] {
    return lot.needs
      .map(([need, detail]) => {
        const deadline = deadlineOf(need, lot, circumstances);
        const found = {
          need,
          detail,
          count,
          where: { needs: column },
          ...(deadline === undefined ? {} : { deadline }),
        };
        return this.#now(found, lot, circumstances);
      })
      .filter((found) => found.count > 0);
  }

  /** Those of a lot that need it at this instant. */
  #now(found: NeededLot, lot: NeedsLot, { now, alert }: Circumstances): NeededLot {
    const { views } = this.runtime;
    const none = { ...found, count: 0 };
    const ended = alert?.status === 'ended';
    switch (found.need) {
      case 'message-owed':
        return ended ? found : none;
      case 'enter-anew': {
        if (!ended || found.detail === 'deleted') return ended ? found : none;
        const where = { ...found.where, anticipationEndsAt: { lte: now } };
        return { ...found, where, count: views.count(declarationView, where) };
      }
      case 'control-unreleased':
        return lot.open && near(found.deadline, now, CONTROL_NEAR) ? found : none;
      case 'release-awaited': {
        const manifest = lot.manifestId === undefined ? undefined : views.get(manifestView, lot.manifestId);
        // Out of hours its stamp releases no restricted line (DX-14).
        return manifest?.stamp && manifest.stamp.unrestrictedOnly !== true ? none : found;
      }
      case 'own-deadline':
        return near(lot.dueBy, now, OWN_NEAR) ? found : none;
      default:
        return found;
    }
  }
}
