import type { AlertRow } from '#libs/alert';
import type { DeclarationRow, DeclarationStatus, Need } from '#libs/delta-x';
import type { Role, Text } from '#libs/kernel';
import type { CampaignRow, Hold, TargetRow } from '#libs/reintegration';
import type { DocumentRow } from './document-rows.js';
import type { ManifestListed } from './manifest-rows.js';

export type { Impact, System } from '#libs/alert';
export type { AlertRow, CampaignRow, DeclarationRow, DeclarationStatus, Hold, Need, Role, TargetRow, Text };
export type PlanRow = CampaignRow['plans'][number];

/** Texts come in both languages from the log, in the asked one from a problem document. */
export type Localised = Text | string;

/** What needs a person: one cause, how many, some of them. */
export interface AttentionGroup {
  readonly cause: string;
  readonly reason?: Localised;
  /** `attempting`: unanswered for long; `accepted`: customs knows it twice. */
  readonly status: Concern;
  readonly count: number;
  readonly sample: readonly {
    readonly operator: string;
    readonly reference: string;
    /** Of a manifest's paper. */
    readonly manifestId?: string;
    /** A number without its document: there is nothing to open. */
    readonly numberOnly?: boolean;
  }[];
  readonly rule?: string;
  readonly deadline?: string;
}

export type Concern = 'attempting' | 'accepted' | 'stamp-awaited' | 'issue-unfinished' | Exclude<Need, 'doubled'>;

export interface StreamState {
  readonly position: string;
  readonly now: string;
  readonly scale: number;
  readonly alerts: readonly AlertRow[];
  readonly campaigns: readonly CampaignRow[];
  readonly targets: readonly TargetRow[];
  readonly attention: readonly AttentionGroup[];
}

export interface StreamChange {
  readonly position: string;
  readonly now: string;
  readonly alerts?: readonly AlertRow[];
  readonly campaigns?: readonly CampaignRow[];
  readonly targets?: readonly TargetRow[];
  readonly attention?: readonly AttentionGroup[];
  readonly declarations?: readonly DeclarationRow[];
  readonly manifests?: readonly ManifestListed[];
  readonly documents?: readonly DocumentRow[];
}

export interface DevPerson {
  readonly person: string;
  readonly name: string;
  readonly role: Role;
  readonly operator?: { readonly eori: string; readonly name: string };
}

export interface Page<Row> {
  readonly items: readonly Row[];
  readonly next?: string;
  readonly position: string;
}

/** What led to an event: an earlier one, the command that its actor gave, or something outside of the trail. */
export type CausedBy =
  | { readonly kind: 'event'; readonly recordedAt: string; readonly summary?: Text }
  | { readonly kind: 'command' }
  | { readonly kind: 'unknown' };

/** One event of a trail, as the audit tells it. */
export interface TrailItem {
  readonly position: string;
  readonly revision: number | string;
  readonly type: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly actor: { readonly id: string; readonly role: Role; readonly name?: string; readonly onBehalfOf?: string };
  readonly rules: readonly {
    readonly rule: string;
    readonly document: string | { readonly id: string; readonly title: Text };
    readonly section: Text;
    readonly gist: Text;
  }[];
  readonly causationId: string;
  readonly causedBy: CausedBy;
  readonly correlationId: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly summary: Text;
}

export interface Trail {
  readonly items: readonly TrailItem[];
  readonly position: string;
}

/** A row as it stood, and where the past that was shown ends. */
export interface AsOfRow {
  readonly asOf: { readonly position: string | null; readonly recordedAt: string | null };
  readonly [field: string]: unknown;
}
