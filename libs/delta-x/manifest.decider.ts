import { Refusal, refuse, refuseState, type Decider, type Instant } from '#libs/kernel';
import type { ManifestHeader, ManifestLodged } from './delta-x.events.js';
import { alertObjections, type AlertAsSeen } from './during-alert.js';
import { headerObjections, type GivenHeader } from './header-check.js';

export interface LodgeManifest {
  readonly type: 'LodgeManifest';
  readonly header: GivenHeader;
  readonly alert: AlertAsSeen;
  readonly now: Instant;
}

export type Manifest = { readonly status: 'none' } | { readonly status: 'lodged'; readonly header: ManifestHeader };

const decide = (command: LodgeManifest, state: Manifest): ManifestLodged[] => {
  if (state.status === 'lodged')
    throw refuseState({ en: 'this manifest is lodged already', fr: 'ce manifeste est déjà déposé' });
  const { header, alert, now } = command;
  if (alert.scope.kind === 'operator' && alert.scope.eori !== header.operator.eori) {
    throw refuse(
      'DX-04',
      { en: 'this alert is another operator’s own', fr: 'cette alerte est propre à un autre opérateur' },
      { field: 'alertId' },
    );
  }
  const [first, ...more] = [
    ...headerObjections(header, alert),
    ...alertObjections(alert, header.lodgedAt, now, 'lodgedAt'),
  ];
  if (first) throw new Refusal([first, ...more]);
  return [{ type: 'ManifestLodged', data: header as ManifestHeader, rules: ['DX-04'] }];
};

export const manifestDecider: Decider<LodgeManifest, Manifest, ManifestLodged> = {
  initial: { status: 'none' },
  decide,
  evolve: (_state, event) => ({ status: 'lodged', header: event.data }),
};
