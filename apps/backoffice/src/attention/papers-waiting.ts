import { Injectable } from '@nestjs/common';
import type { Where } from '#libs/event-store';
import { documentView, numberView } from '#libs/fallback-documents';
import { epochMs, MINUTE, SECOND } from '#libs/kernel';
import { Runtime } from '../runtime.js';
import type { Sample } from './attention-group.js';
import type { AttentionScope } from './needed.js';

/** Papers that wait for the same, and some of them. */
export interface PapersWaiting {
  readonly concern: 'stamp-awaited' | 'issue-unfinished';
  readonly count: number;
  readonly sample: readonly Sample[];
}

/** A paper takes a moment to be made: on the product's clock, but never under `LEAST_REAL`. */
const UNFINISHED = MINUTE;
const LEAST_REAL = 30 * SECOND;
const MOST = 500;

const shownNumber = (number: number): string => `n° ${String(number).padStart(6, '0')}`;

/** DX-05, DX-06: papers that are not yet what they have to be. */
@Injectable()
export class PapersWaitingFor {
  constructor(private readonly runtime: Runtime) {}

  all(scope: AttentionScope, most: number): readonly PapersWaiting[] {
    return [this.#stamps(scope, most), this.#unfinished(scope, most)].filter(({ count }) => count > 0);
  }

  #stamps({ alertId, operator }: AttentionScope, most: number): PapersWaiting {
    const { views } = this.runtime;
    const where: Where = {
      validity: 'awaiting-stamp',
      ...(alertId === undefined ? {} : { alertId }),
      ...(operator === undefined ? {} : { operator }),
    };
    const { rows } = views.query(documentView, { where, limit: most });
    const sample = rows.map(({ operator: of, number, reference, manifestId }) => ({
      operator: of,
      reference: reference ?? shownNumber(number),
      ...(manifestId === undefined ? {} : { manifestId }),
    }));
    return { concern: 'stamp-awaited', count: views.count(documentView, where), sample };
  }

  /** A number knows no alert: where only one alert is asked about, nothing is said of them. */
  #unfinished({ alertId, operator }: AttentionScope, most: number): PapersWaiting {
    const { views, scale } = this.runtime;
    const before = epochMs(this.runtime.now()) - Math.max(UNFINISHED, LEAST_REAL * scale);
    const where: Where = { status: 'taken', ...(operator === undefined ? {} : { operator }) };
    const taken = alertId === undefined ? views.query(numberView, { where, limit: MOST }).rows : [];
    const late = taken.filter(({ takenAt }) => epochMs(takenAt) < before);
    const sample = late.slice(0, most).map(({ operator: of, number }) => {
      return { operator: of, reference: shownNumber(number), numberOnly: true };
    });
    return { concern: 'issue-unfinished', count: late.length, sample };
  }
}
