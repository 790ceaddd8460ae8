import { Refusal, refuse, refuseState, type Instant } from '#libs/kernel';
import type { ControlKind, ControlResult } from './clearance.events.js';
import { aboutOf, type Clearing } from './clearance.state.js';
import type { DeclarationEvent } from './declaration.events.js';
import type { DeclarationLodged } from './delta-x.events.js';
import type { Lodging } from './lodge.js';
import { actObjections, otherOffice } from './official-act.js';
import { STARTING_OFFICES, type OfficeRegister } from './offices.js';
import { placeUnderControl, type Owing } from './owing.js';

/** What every act on a declaration is judged by. */
export interface ActCommon {
  readonly now: Instant;
  readonly offices?: OfficeRegister;
  /** When its manifest's stamp released it, read by the caller from the manifest; absent where none did. */
  readonly manifestReleasedAt?: Instant | undefined;
  /** The visa that it left with as a line of its manifest, read likewise. */
  readonly manifestVisa?: { readonly office: string; readonly at: Instant } | undefined;
}
export type SelectForControl = {
  readonly type: 'SelectForControl';
  readonly office: string;
  readonly officer: string;
  readonly at: Instant;
  /** Selected as a line of this manifest. */
  readonly ofManifest?: string | undefined;
} & ActCommon;
export type RecordControl = {
  readonly type: 'RecordControl';
  readonly kind: ControlKind;
  readonly result: ControlResult;
  readonly officer: string;
  readonly at: Instant;
  readonly note?: string | undefined;
} & ActCommon;

/** @throws Refusal when nothing was lodged */
export const requireLodged = ({ lodged }: Lodging): DeclarationLodged['data'] => {
  if (lodged) return lodged;
  throw refuseState({ en: 'nothing was lodged under this number', fr: 'rien n’a été déposé sous ce numéro' });
};

export const throwFirst = (objections: readonly Refusal['objections'][number][]): void => {
  const [first, ...more] = objections;
  if (first) throw new Refusal([first, ...more]);
};

/** DX-33: what the service has withheld it neither controls again nor releases here. */
export const refuseWithheld = (): Refusal =>
  refuse('DX-33', {
    en: 'the service has withheld these goods: no release comes',
    fr: 'le service a retenu définitivement ces marchandises : aucune mainlevée ne viendra',
  });

/** The service picks the goods for control, before their release. */
export const selectForControl = (
  command: SelectForControl,
  state: Lodging & Clearing & Owing,
): readonly DeclarationEvent[] => {
  const lodged = requireLodged(state);
  const { office, officer, at, ofManifest, now, offices = STARTING_OFFICES, manifestReleasedAt } = command;
  if (ofManifest !== undefined && lodged.manifestId !== ofManifest) {
    throw refuseState({ en: 'it is no line of this manifest', fr: 'cet envoi n’est pas une ligne de ce manifeste' });
  }
  // Asked for again: it is selected already, or this very selection has had its control.
  if (state.control && (!state.release || state.control.selectedAt === at)) return [];
  if (state.release ?? manifestReleasedAt) {
    throw refuse('DX-15', {
      en: 'the goods are released: it is too late to select them for control here',
      fr: 'la mainlevée est donnée : il est trop tard pour sélectionner cet envoi ici',
    });
  }
  throwFirst([
    ...actObjections({ office, officer, at }, { rule: 'DX-33', notBefore: lodged.lodgedAt, now, offices, field: 'at' }),
    ...(office.trim() === '' ? [] : otherOffice('DX-33', office, lodged.officeOfClearance)),
  ]);
  const selected: DeclarationEvent = {
    type: 'SelectedForControl',
    data: { ...aboutOf(lodged), office, officer, selectedAt: at },
    rules: ['DX-33'],
  };
  return [selected, ...placeUnderControl(state)];
};

/** What the control was and found; the goods stay under control until they are released. */
export const recordControl = (command: RecordControl, state: Lodging & Clearing): readonly DeclarationEvent[] => {
  const lodged = requireLodged(state);
  const { kind, result, officer, at, note, now, offices = STARTING_OFFICES } = command;
  const { control, release, withheld } = state;
  if (!control) {
    throw refuse('DX-33', {
      en: 'it was not selected for control',
      fr: 'cet envoi n’est pas sélectionné pour contrôle',
    });
  }
  if (control.kind === kind && control.result === result && control.controlledAt === at) return [];
  if (withheld) throw refuseWithheld();
  if (release) {
    throw refuse('DX-33', {
      en: 'released already: the control is over',
      fr: 'mainlevée déjà donnée : le contrôle est terminé',
    });
  }
  const mark = { office: lodged.officeOfClearance, officer, at };
  throwFirst(actObjections(mark, { rule: 'DX-33', notBefore: control.selectedAt, now, offices, field: 'at' }));
  const said = note === undefined || note.trim() === '' ? {} : { note };
  return [
    {
      type: 'ControlRecorded',
      data: { ...aboutOf(lodged), kind, result, officer, controlledAt: at, ...said },
      rules: ['DX-33'],
    },
  ];
};
