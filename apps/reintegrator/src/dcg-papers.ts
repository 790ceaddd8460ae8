import { alertView, type AlertRow } from '#libs/alert';
import {
  declarationStream,
  manifestStream,
  manifestView,
  type DeclarationRow,
  type ManifestRow,
  type Outage,
} from '#libs/delta-x';
import type { Views, ViewOf, Where } from '#libs/event-store';
import type { Instant, Position } from '#libs/kernel';

/** When the DCG of its period is to be validated, as it was last put off (DX-32). */
export const dcgOf = ({ globalisation }: Pick<ManifestRow, 'globalisation'>): Instant | null =>
  globalisation ? (globalisation.movedTo ?? globalisation.dcgValidation) : null;

/** The manifests, found by the date of the DCG of their period. */
export const datedView: typeof manifestView = {
  ...manifestView,
  version: manifestView.version * 100 + 1,
  columns: { dcg: dcgOf, operator: (r) => r.operator },
  sparse: ['dcg'],
};

/** A paper whose DCG may be put off. */
export interface DatedPaper {
  readonly kind: 'manifest' | 'dau';
  readonly stream: string;
  readonly operator: string;
}

/** An alert that is over: since when it ran, and for whom; for everyone where no operator is named. */
interface EndedAlert {
  readonly startedAt: Instant;
  readonly operator?: string;
}

/** Papers and outages, as far as the dates of the DCG turn on them (DX-32). */
export class DcgPapers {
  constructor(
    private readonly views: Views,
    /** With a column `dcg` for what was lodged on a DAU of its own. */
    private readonly daus: ViewOf<DeclarationRow>,
    /** Waits until the views say what they would at a position of the log; false when that takes longer. */
    readonly reached: (position: Position, timeoutMs: number) => Promise<boolean>,
  ) {}

  ended(alertId: string): EndedAlert | undefined {
    const row = this.views.get(alertView, alertId);
    if (!row?.startedAt || !row.endedAt) return undefined;
    const { startedAt, scope } = row;
    return scope.kind === 'operator' ? { startedAt, operator: scope.eori } : { startedAt };
  }

  /** The outages of Delta X that are over and concern an operator: the administration's and its own. */
  outages(operator: string): readonly Outage[] {
    const where = { system: 'delta-x', status: 'ended' };
    return [...this.#all<AlertRow>(alertView, where)].flatMap(({ alertId, scope, startedAt, endedAt }) => {
      const concerned = scope.kind === 'everyone' || scope.eori === operator;
      return concerned && startedAt && endedAt ? [{ alertId, startedAt, endedAt }] : [];
    });
  }

  /** Papers of which the DCG is to be validated at an instant or after it; of one operator where it is named. */
  *dated(from: Instant, operator?: string): Generator<DatedPaper, void, undefined> {
    const where = { dcg: { gte: from }, ...(operator === undefined ? {} : { operator }) };
    for (const row of this.#all<ManifestRow>(datedView, where)) {
      yield { kind: 'manifest', stream: manifestStream(row.manifestId), operator: row.operator };
    }
    for (const row of this.#all(this.daus, where)) {
      yield { kind: 'dau', stream: declarationStream(row.operator, row.reference), operator: row.operator };
    }
  }

  *#all<Row>(view: ViewOf<Row>, where: Where): Generator<Row, void, undefined> {
    for (let after: string | undefined; ;) {
      const page = this.views.query(view, { where, limit: 500, ...(after === undefined ? {} : { after }) });
      yield* page.rows;
      if (page.next === undefined) return;
      after = page.next;
    }
  }
}
