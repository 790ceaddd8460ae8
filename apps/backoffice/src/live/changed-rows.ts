import { alertView, type AlertRow } from '#libs/alert';
import { declarationView, manifestView, type DeclarationRow, type ManifestRow } from '#libs/delta-x';
import type { ViewOf, ViewsChanged } from '#libs/event-store';
import { documentView, numberView, shownDocument, type ShownDocument } from '#libs/fallback-documents';
import { campaignView, targetView, type CampaignRow, type TargetRow } from '#libs/reintegration';
import { joined } from '../declarations/joined.js';
import type { Runtime } from '../runtime.js';

/** Rows that changed since some position, as they stand now. */
export interface ChangedRows {
  readonly alerts: readonly AlertRow[];
  readonly campaigns: readonly CampaignRow[];
  readonly targets: readonly TargetRow[];
  readonly declarations: readonly DeclarationRow[];
  readonly manifests: readonly ManifestRow[];
  readonly documents: readonly ShownDocument[];
  /** Something changed that what needs a person turns on. */
  readonly concerns: boolean;
}

/** Of each kind; of more, the last. */
export const ROWS_SENT = 20;
/** Looked at, so that an operator with few of its own among many is told of them too. */
const LOOKED_AT = ROWS_SENT * 10;

const CONCERNED = [alertView, declarationView, manifestView, documentView, numberView].map(({ name }) => name);

export const changedRows = (runtime: Runtime, commits: readonly ViewsChanged[]): ChangedRows => {
  const keys = new Map<string, Set<string>>();
  for (const { view, key } of commits.flatMap(({ changes }) => changes)) {
    const known = keys.get(view) ?? new Set();
    // The last change of a row decides where it stands among the others.
    known.delete(key);
    keys.set(view, known.add(key));
  }
  const rows = <Row>(view: ViewOf<Row>): Row[] =>
    [...(keys.get(view.name) ?? [])]
      .slice(-LOOKED_AT)
      .map((key) => runtime.views.get(view, key))
      .filter((row) => row !== undefined);
  return {
    alerts: rows(alertView),
    campaigns: rows(campaignView),
    targets: rows(targetView),
    declarations: joined(runtime, rows(declarationView)),
    manifests: rows(manifestView),
    documents: rows(documentView).map((row) => shownDocument(row)),
    concerns: CONCERNED.some((name) => keys.has(name)),
  };
};

type OfOperator = 'declarations' | 'manifests' | 'documents';

/** What one reader is told of: an integrator its own operator's alone. */
export const rowsFor = (changed: ChangedRows, operator: string | undefined): Partial<Omit<ChangedRows, 'concerns'>> => {
  const own = <Row extends { readonly operator: string }>(rows: readonly Row[]): readonly Row[] =>
    rows.filter((row) => operator === undefined || row.operator === operator).slice(-ROWS_SENT);
  const { concerns: _concerns, ...rows } = changed;
  const mine: Pick<ChangedRows, OfOperator> = {
    declarations: own(rows.declarations),
    manifests: own(rows.manifests),
    documents: own(rows.documents),
  };
  return Object.fromEntries(Object.entries({ ...rows, ...mine }).filter(([, some]) => some.length > 0));
};
