import { refuse } from '#libs/kernel';
import type { ExclusionWithdrawn, ObligationExcluded } from '#libs/reintegration';
import type { DeclarationEvent } from './declaration.events.js';
import type { PriorState } from './prior-state.events.js';
import { hasBae, takesNoPaper } from './prior-state.js';

export type RecordPriorState = {
  readonly type: 'RecordPriorState';
  readonly operator: string;
  readonly reference: string;
  readonly alertId: string;
  readonly state: PriorState;
};

export interface PriorStates {
  /** What the operator's lists said, the last one last: one state for each outage. */
  readonly priors: readonly { readonly alertId: string; readonly state: PriorState }[];
}

/** What was said for that outage; failing that, what was said last. */
export const priorStateOf = ({ priors }: PriorStates, alertId: string): PriorState | undefined =>
  (priors.find((p) => p.alertId === alertId) ?? priors.at(-1))?.state;

export const recordPriorState = (
  command: RecordPriorState,
  state: PriorStates & { readonly lodged?: unknown },
): DeclarationEvent[] => {
  const before = state.priors.find((p) => p.alertId === command.alertId)?.state;
  if (before === command.state) return [];
  if (state.lodged !== undefined) {
    throw refuse(
      'DX-09',
      {
        en: 'paper is lodged for it already: record the state before the lodging',
        fr: 'un papier est déjà déposé : l’état s’enregistre avant le dépôt',
      },
      { field: 'reference' },
    );
  }
  const { operator, reference, alertId, state: prior } = command;
  const recorded: DeclarationEvent = {
    type: 'PriorStateRecorded',
    data: { operator, reference, alertId, state: prior },
    rules: hasBae(prior) ? ['DX-20'] : takesNoPaper(prior) ? ['DX-07'] : ['DX-07', 'DX-29'],
  };
  const wasExcluded = before !== undefined && hasBae(before);
  if (hasBae(prior) === wasExcluded) return [recorded];
  const data = { alertId, system: 'delta-x', operator, reference, because: 'goes-on-normally' } as const;
  const changed: ObligationExcluded | ExclusionWithdrawn = wasExcluded
    ? { type: 'ExclusionWithdrawn', data, rules: ['DX-20'] }
    : { type: 'ObligationExcluded', data, rules: ['DX-20'] };
  return [recorded, changed];
};

export const evolvePriorStates = <S extends PriorStates>(state: S, event: DeclarationEvent): S =>
  event.type === 'PriorStateRecorded'
    ? { ...state, priors: [...state.priors.filter((p) => p.alertId !== event.data.alertId), event.data] }
    : state;
