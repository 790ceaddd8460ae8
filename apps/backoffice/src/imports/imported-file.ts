import {
  checkLine,
  checkPriorLine,
  type AlertAsSeen,
  type DeclarationCommand,
  type CustomsRates,
  type ImportedFile,
  type LineObjection,
  type ManifestHeader,
  type ManifestMarks,
  type OfficeRegister,
} from '#libs/delta-x';
import type { Instant } from '#libs/kernel';
import type { NamedFirsts } from '../declarations/named-firsts.js';
import type { RawValues } from './line-reader.js';

/** What a good line comes to: a command on one declaration. */
export interface LineAct {
  readonly reference: string;
  readonly command: DeclarationCommand;
  readonly occurredAt: Instant;
}

export type JudgedLine =
  { readonly ok: true; readonly act: LineAct } | { readonly ok: false; readonly objections: readonly LineObjection[] };

/** A file of one kind: what it is about, and what becomes of its lines. */
export interface FileContent {
  readonly file: ImportedFile;
  readonly alertId: string;
  readonly operator: string;
  /** As things stand. Asked anew for each stretch: the alert may end meanwhile, the manifest be stamped. */
  judgeNow(): Promise<(raw: RawValues) => JudgedLine>;
}

/** What lines are judged by, read when it is asked for. */
interface Circumstances {
  readonly now: () => Instant;
  readonly alert: () => Promise<AlertAsSeen>;
}

interface ManifestCircumstances extends Circumstances {
  readonly manifest: () => Promise<ManifestMarks>;
  /** What lines name as their first, as the operator's list tells of it. */
  readonly firsts: Pick<NamedFirsts, 'fresh' | 'of'>;
}

/** Each line of a manifest is a lodging. */
export const manifestLines = (
  header: ManifestHeader,
  rates: CustomsRates,
  { now, alert: alertNow, manifest: manifestNow, firsts }: ManifestCircumstances,
): FileContent => ({
  file: { kind: 'manifest', manifestId: header.manifestId },
  alertId: header.alertId,
  operator: header.operator.eori,
  judgeNow: async () => {
    const [alert, manifest] = [await alertNow(), await manifestNow()];
    await firsts.fresh();
    const { alertId, operator } = header;
    return (raw) => {
      const checked = checkLine(raw, { at: header.lodgedAt, rates });
      if (!checked.ok) return checked;
      const { consignment, valueEur } = checked;
      const named = firsts.of({ operator: operator.eori, alertId, ...consignment });
      const judged = { header, manifest, consignment, valueEur, alert, named, now: now() };
      const command = { type: 'LodgeDeclaration', ...judged } as const;
      return { ok: true, act: { reference: consignment.reference, command, occurredAt: header.lodgedAt } };
    };
  },
});

/** Each line of the operator's list says how a declaration stood in Delta X when the outage met it. */
export const priorStates = (
  { alertId, operator }: { readonly alertId: string; readonly operator: string },
  { now, alert: alertNow, offices }: Circumstances & { readonly offices: OfficeRegister },
): FileContent => ({
  file: { kind: 'prior-states' },
  alertId,
  operator,
  judgeNow: async () => {
    const alert = await alertNow();
    return (raw) => {
      const at = now();
      const checked = checkPriorLine(raw, { alert, now: at, offices });
      if (!checked.ok) return checked;
      const { prior } = checked;
      const command = { type: 'RecordPriorState', operator, alertId, ...prior, now: at } as const;
      return { ok: true, act: { reference: prior.reference, command, occurredAt: at } };
    };
  },
});
