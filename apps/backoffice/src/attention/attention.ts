import { Injectable } from '@nestjs/common';
import { declarationView, type DeclarationRow } from '#libs/delta-x';
import type { Where } from '#libs/event-store';
import { epochMs, MINUTE, SECOND, type Text } from '#libs/kernel';
import type { Language } from '#libs/problem-details';
import { citedRules } from '#libs/rules';
import { Runtime } from '../runtime.js';

/** Things that need a person, alike in cause. */
export interface AttentionGroup {
  readonly cause: string;
  readonly reason?: string;
  readonly status: 'refused' | 'held' | 'attempting' | 'accepted';
  readonly count: number;
  readonly sample: readonly { readonly operator: string; readonly reference: string }[];
  readonly rule?: string;
  readonly todo: string;
}

export interface AttentionScope {
  readonly alertId?: string | undefined;
  /** Only this operator's. */
  readonly operator?: string | undefined;
}

const SAMPLE = 5;
/** Sent for so long without an answer that somebody should look: on the product's clock, but never under `LEAST_REAL`. */
const UNANSWERED = 15 * MINUTE;
const LEAST_REAL = 30 * SECOND;

const todos: Readonly<Record<AttentionGroup['status'], Text>> = {
  refused: {
    en: 'correct what customs names, then send it again',
    fr: 'corrigez ce que la douane signale, puis renvoyez',
  },
  held: {
    en: 'do what comes first (cancel the earlier declaration, end the control), then lift the hold',
    fr: 'faites le préalable (annuler la première déclaration, clore le contrôle), puis levez la retenue',
  },
  attempting: {
    en: 'sent and unanswered for long: ask the customs system',
    fr: 'envoyée et sans réponse depuis longtemps : interrogez le système douanier',
  },
  accepted: {
    en: 'customs knows it under two MRNs: have one cancelled',
    fr: 'la douane la connaît sous deux MRN : faites-en annuler un',
  },
};

const sampleOf = (rows: readonly DeclarationRow[]): AttentionGroup['sample'] =>
  rows.slice(0, SAMPLE).map(({ operator, reference }) => ({ operator, reference }));

/** What needs a person, grouped by cause. */
@Injectable()
export class Attention {
  constructor(private readonly runtime: Runtime) {}

  groups({ alertId, operator }: AttentionScope, language: Language): AttentionGroup[] {
    const scope: Where = {
      ...(alertId === undefined ? {} : { alertId }),
      ...(operator === undefined ? {} : { operator }),
    };
    return [
      ...this.#byCause('refused', scope, language),
      ...this.#byCause('held', scope, language),
      ...this.#unanswered(scope, language),
      ...this.#byCause('accepted', scope, language),
    ];
  }

  /** Accepted with a cause means a double: nothing else leaves one there. */
  #byCause(status: 'refused' | 'held' | 'accepted', scope: Where, language: Language): AttentionGroup[] {
    const where: Where = { ...scope, status, cause: { gte: '' } };
    const causes = this.runtime.views.countBy(declarationView, 'cause', where);
    return [...causes].map(([value, count]) => {
      const cause = String(value);
      const { rows } = this.runtime.views.query(declarationView, { where: { ...scope, status, cause }, limit: SAMPLE });
      const reason = rows[0]?.reason;
      const isRule = (citedRules as readonly string[]).includes(cause) || /^(EC|DX|EM)-\d{2}$/.test(cause);
      return {
        cause,
        ...(reason === undefined ? {} : { reason }),
        status,
        count,
        sample: sampleOf(rows),
        ...(isRule ? { rule: cause } : {}),
        todo: todos[status][language],
      };
    });
  }

  #unanswered(scope: Where, language: Language): AttentionGroup[] {
    const { runtime } = this;
    const before = epochMs(runtime.now()) - Math.max(UNANSWERED, LEAST_REAL * runtime.scale);
    const { rows } = runtime.views.query(declarationView, { where: { ...scope, status: 'attempting' }, limit: 1_000 });
    const late = rows.filter((row) => row.attemptedAt !== undefined && epochMs(row.attemptedAt) < before);
    if (late.length === 0) return [];
    const todo = todos.attempting[language];
    return [{ cause: 'unanswered', status: 'attempting', count: late.length, sample: sampleOf(late), todo }];
  }
}
