import { Injectable } from '@nestjs/common';
import { declarationView, type DeclarationRow } from '#libs/delta-x';
import type { Where } from '#libs/event-store';
import { earliest, epochMs, MINUTE, SECOND } from '#libs/kernel';
import type { Language } from '#libs/problem-details';
import { citedRules } from '#libs/rules';
import { Runtime } from '../runtime.js';
import type { AttentionGroup, Sample } from './attention-group.js';
import { concernOf, concernRule, CONCERNS, todos, type Concern } from './attention-texts.js';
import { Needed, type AttentionScope, type NeededLot } from './needed.js';
import { PapersWaitingFor } from './papers-waiting.js';

const SAMPLE = 5;
/** Sent for so long without an answer that somebody should look: on the product's clock, but never under `LEAST_REAL`. */
const UNANSWERED = 15 * MINUTE;
const LEAST_REAL = 30 * SECOND;

const isRule = (text: string): boolean =>
  (citedRules as readonly string[]).includes(text) || /^(EC|DX|EM)-\d{2}$/.test(text);

const sampleOf = (rows: readonly DeclarationRow[]): Sample[] =>
  rows.slice(0, SAMPLE).map(({ operator, reference }) => ({ operator, reference }));

/** What a group is told apart by: the code, the rule of the hold, the message; the rule where nothing else is said. */
const causeOf = (concern: Concern, detail: string): string =>
  concern === 'enter-anew' || detail === '' ? (concernRule[concern] ?? concern) : detail;

/** What needs a person, grouped by cause. */
@Injectable()
export class Attention {
  constructor(
    private readonly runtime: Runtime,
    private readonly needed: Needed,
    private readonly papers: PapersWaitingFor,
  ) {}

  groups(scope: AttentionScope, language: Language): AttentionGroup[] {
    const papers = this.papers.all(scope, SAMPLE).map(({ concern, count, sample }) => {
      const cause = concernRule[concern] ?? concern;
      return { cause, status: concern, count, sample, rule: cause, todo: todos[concern][language] };
    });
    const groups = [...this.#ofDeclarations(scope, language), ...this.#unanswered(scope, language), ...papers];
    return groups.toSorted((a, b) => CONCERNS.indexOf(a.status) - CONCERNS.indexOf(b.status));
  }

  #ofDeclarations(scope: AttentionScope, language: Language): AttentionGroup[] {
    const alike = new Map<string, { concern: Concern; cause: string; lots: NeededLot[] }>();
    for (const lot of this.needed.lots(scope)) {
      const concern = concernOf(lot.need);
      const cause = causeOf(concern, lot.detail);
      const key = `${concern} ${cause}`;
      const group = alike.get(key) ?? { concern, cause, lots: [] };
      group.lots.push(lot);
      alike.set(key, group);
    }
    return [...alike.values()].map(({ concern, cause, lots }) => {
      const rows = this.needed.some(lots, SAMPLE);
      const reason = concern === 'refused' || concern === 'accepted' ? rows[0]?.reason : undefined;
      const rule = isRule(cause) ? cause : concernRule[concern];
      const ends = lots.map(({ deadline }) => deadline).filter((at) => at !== undefined);
      const [first, ...more] = ends;
      return {
        cause,
        ...(reason === undefined ? {} : { reason }),
        status: concern,
        count: lots.reduce((sum, { count }) => sum + count, 0),
        sample: sampleOf(rows),
        ...(rule === undefined ? {} : { rule }),
        todo: todos[concern][language],
        ...(first === undefined ? {} : { deadline: more.reduce((a, b) => earliest(a, b), first) }),
      };
    });
  }

  #unanswered({ alertId, operator }: AttentionScope, language: Language): AttentionGroup[] {
    const { runtime } = this;
    const scope: Where = {
      ...(alertId === undefined ? {} : { alertId }),
      ...(operator === undefined ? {} : { operator }),
    };
    const before = epochMs(runtime.now()) - Math.max(UNANSWERED, LEAST_REAL * runtime.scale);
    const { rows } = runtime.views.query(declarationView, { where: { ...scope, status: 'attempting' }, limit: 1_000 });
    const late = rows.filter((row) => row.attemptedAt !== undefined && epochMs(row.attemptedAt) < before);
    if (late.length === 0) return [];
    const todo = todos.attempting[language];
    return [{ cause: 'unanswered', status: 'attempting', count: late.length, sample: sampleOf(late), todo }];
  }
}
