import type { Instant } from '#libs/kernel';
import type {
  Change,
  ControlKind,
  ControlResult,
  DauPresented,
  OnDeclaration,
  RectificationRecorded,
  ReleasedBy,
} from './clearance.events.js';
import type { DeclarationEvent } from './declaration.events.js';
import type { DeclarationLodged } from './delta-x.events.js';

/** Where a control stands. */
export interface Control {
  readonly selectedAt: Instant;
  readonly kind?: ControlKind;
  readonly result?: ControlResult;
  readonly controlledAt?: Instant;
}

/** How and when the goods were released or taken; absent of a line that its manifest's stamp released. */
export interface Release {
  readonly by: ReleasedBy | 'taken';
  readonly at: Instant;
  readonly office?: string;
}

/** An act of its own, after the re-integration (DX-28). */
export interface Rectification {
  readonly act: string;
  readonly at: Instant;
  readonly why: string;
  readonly changes: readonly Change[];
}

const rectificationOf = ({ act, rectifiedAt: at, why, changes }: RectificationRecorded['data']): Rectification => ({
  act,
  at,
  why,
  changes,
});

/** What happened to the goods since the lodging. Each is absent until it happens. */
export interface Clearing {
  readonly control?: Control;
  /** The goods were physically controlled: mention 52000 (DX-33). Stays, whatever was controlled later. */
  readonly controlled?: true;
  readonly release?: Release;
  /** No release will come (DX-33). */
  readonly withheld?: true;
  readonly visa?: { readonly office: string; readonly at: Instant };
  readonly rectifications?: readonly Rectification[];
  /** What a DAU bears beside the declaration's data. */
  readonly dau?: DauPresented['data'];
}

export const evolveClearing = <S extends Clearing>(state: S, event: DeclarationEvent): S => {
  switch (event.type) {
    case 'DauPresented':
      return { ...state, dau: event.data };
    case 'SelectedForControl':
      return { ...state, control: { selectedAt: event.data.selectedAt } };
    case 'ControlRecorded': {
      const { kind, result, controlledAt } = event.data;
      const selectedAt = state.control?.selectedAt ?? controlledAt;
      const control = { selectedAt, kind, result, controlledAt };
      return { ...state, control, ...(kind === 'physical' ? { controlled: true as const } : {}) };
    }
    case 'GoodsReleased': {
      const { by, releasedAt: at, office } = event.data;
      return { ...state, release: { by, at, office } };
    }
    case 'GoodsWithheld':
      return { ...state, withheld: true };
    case 'GoodsTaken':
      return { ...state, release: { by: 'taken', at: event.data.takenAt } };
    case 'ExitEndorsed':
      return { ...state, visa: { office: event.data.office, at: event.data.endorsedAt } };
    case 'RectificationRecorded':
      return { ...state, rectifications: [...(state.rectifications ?? []), rectificationOf(event.data)] };
    default:
      return state;
  }
};

/** Selected for control, and not let go since. */
export const isUnderControl = ({ control, release }: Clearing): boolean => control !== undefined && !release;

/** What an event of a declaration names. */
export const aboutOf = ({ alertId, operator, consignment }: DeclarationLodged['data']): OnDeclaration => ({
  alertId,
  operator: operator.eori,
  reference: consignment.reference,
});
