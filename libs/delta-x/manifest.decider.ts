import { Refusal, refuse, refuseState, type Decider, type Instant } from '#libs/kernel';
import { dcgMove, type Outage } from './dcg-date.js';
import type { ManifestHeader } from './delta-x.events.js';
import { alertObjections, type AlertAsSeen } from './during-alert.js';
import { headerObjections, type GivenHeader } from './header-check.js';
import { stamp, type LodgedManifest, type StampManifest } from './manifest.acts.js';
import { endorse, type EndorseManifest } from './manifest.visa.js';
import type { DcgDateMoved, ManifestEvent } from './manifest.events.js';
import { STARTING_OFFICES, type OfficeRegister } from './offices.js';
import { recordsRule } from './records-entry.js';

export interface LodgeManifest {
  readonly type: 'LodgeManifest';
  readonly header: GivenHeader;
  readonly alert: AlertAsSeen;
  readonly now: Instant;
  /** The offices that exist; those to start with when absent. */
  readonly offices?: OfficeRegister;
}
/** Outages have ended: what they mean for the DCG of the period (DX-32). */
export interface MoveDcgDate {
  readonly type: 'MoveDcgDate';
  /** All that are over and concern the operator, whatever alert the manifest was lodged in. */
  readonly outages: readonly Outage[];
}
export type ManifestCommand = LodgeManifest | StampManifest | EndorseManifest | MoveDcgDate;

export type Manifest =
  { readonly status: 'none' } | ({ readonly status: 'lodged'; readonly dcgMovedTo?: Instant } & LodgedManifest);

const dcgMoved = (header: ManifestHeader, outages: readonly Outage[], told?: Instant): DcgDateMoved[] => {
  const { globalisation, manifestId, alertId, operator } = header;
  const move = globalisation && dcgMove(globalisation, outages, told);
  if (!move) return [];
  return [{ type: 'DcgDateMoved', data: { manifestId, alertId, operator: operator.eori, ...move }, rules: ['DX-32'] }];
};

const lodge = (command: LodgeManifest): ManifestEvent[] => {
  const { header, alert, now, offices = STARTING_OFFICES } = command;
  if (alert.scope.kind === 'operator' && alert.scope.eori !== header.operator.eori) {
    throw refuse(
      'DX-04',
      { en: 'this alert is another operator’s own', fr: 'cette alerte est propre à un autre opérateur' },
      { field: 'alertId' },
    );
  }
  const [first, ...more] = [
    ...headerObjections(header, { alert, now, offices }),
    ...alertObjections(alert, header.lodgedAt, now, 'lodgedAt'),
  ];
  if (first) throw new Refusal([first, ...more]);
  const data = header as ManifestHeader;
  const { alertId, startedAt, endedAt } = alert;
  // Entered after the end of the alert: nobody will tell it of the end any more.
  const moved =
    startedAt === undefined || endedAt === undefined ? [] : dcgMoved(data, [{ alertId, startedAt, endedAt }]);
  const rule = data.form === 'records' && data.records ? recordsRule[data.records.basis] : 'DX-04';
  return [{ type: 'ManifestLodged', data, rules: [rule] }, ...moved];
};

const decide = (command: ManifestCommand, state: Manifest): ManifestEvent[] => {
  if (command.type === 'LodgeManifest') {
    if (state.status === 'none') return lodge(command);
    throw refuseState({ en: 'this manifest is lodged already', fr: 'ce manifeste est déjà déposé' });
  }
  if (state.status === 'none')
    throw refuseState({ en: 'this manifest is not lodged', fr: 'ce manifeste n’est pas déposé' });
  switch (command.type) {
    case 'StampManifest':
      return stamp(command, state);
    case 'EndorseManifest':
      return endorse(command, state);
    case 'MoveDcgDate':
      return dcgMoved(state.header, command.outages, state.dcgMovedTo);
  }
};

const evolve = (state: Manifest, event: ManifestEvent): Manifest => {
  if (event.type === 'ManifestLodged') return { status: 'lodged', header: event.data };
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'ManifestStamped': {
      const { office, stampedAt, selected, covers, unrestrictedOnly } = event.data;
      return {
        ...state,
        stamp: {
          office,
          stampedAt,
          selected,
          ...(covers && { covers }),
          ...(unrestrictedOnly && { unrestrictedOnly }),
        },
      };
    }
    case 'ManifestEndorsed': {
      const { office, endorsedAt, only, covers } = event.data;
      return {
        ...state,
        visas: [...(state.visas ?? []), { office, endorsedAt, ...(only && { only }), ...(covers && { covers }) }],
      };
    }
    case 'DcgDateMoved':
      return { ...state, dcgMovedTo: event.data.to };
  }
};

export const manifestDecider: Decider<ManifestCommand, Manifest, ManifestEvent> = {
  initial: { status: 'none' },
  decide,
  evolve,
};
