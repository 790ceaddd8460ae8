import { Refusal, refuse, type Decider, type Instant } from '#libs/kernel';
import type { ExclusionWithdrawn, ObligationExcluded, ObligationOpened, ReintegrationEvent } from '#libs/reintegration';
import { sameConsignment, type Consignment } from './consignment.js';
import type { DeclarationEvent, DeclarationLodged, ManifestHeader, PriorState } from './delta-x.events.js';
import { deltaXPolicy } from './delta-x.policy.js';
import { alertObjections, type AlertAsSeen } from './during-alert.js';
import { eurText, exceedsEur } from './money.js';
import { hasBae, refusePaper, takesNoPaper } from './prior-state.js';

export type LodgeDeclaration = {
  readonly type: 'LodgeDeclaration';
  readonly header: ManifestHeader;
  readonly consignment: Consignment;
  /** Millionths of a euro, from `checkLine`. */
  readonly valueEur: bigint;
  readonly alert: AlertAsSeen;
  readonly now: Instant;
};
export type RecordPriorState = {
  readonly type: 'RecordPriorState';
  readonly operator: string;
  readonly reference: string;
  readonly alertId: string;
  readonly state: PriorState;
};
export type DeclarationCommand = LodgeDeclaration | RecordPriorState;

export interface Declaration {
  /** What the operator's lists said, the last one last: one state for each outage. */
  readonly priors: readonly { readonly alertId: string; readonly state: PriorState }[];
  readonly lodged?: DeclarationLodged['data'];
}

/** What was said for that outage; failing that, what was said last. */
const priorOf = ({ priors }: Declaration, alertId: string): PriorState | undefined =>
  (priors.find((p) => p.alertId === alertId) ?? priors.at(-1))?.state;

/** DX-22, DX-23: over the threshold it is owed; at or under it stays in the stock records. */
const obligation = (
  command: LodgeDeclaration,
  prior: PriorState | undefined,
): ObligationOpened | ObligationExcluded => {
  const { header, consignment, valueEur } = command;
  const subject = {
    alertId: header.alertId,
    system: 'delta-x',
    operator: header.operator.eori,
    reference: consignment.reference,
  } as const;
  if (!exceedsEur(valueEur, deltaXPolicy(header.lodgedAt).evnUpToEur)) {
    return { type: 'ObligationExcluded', data: { ...subject, because: 'evn-kept-in-stock-records' }, rules: ['DX-23'] };
  }
  if (prior === undefined)
    return { type: 'ObligationOpened', data: { ...subject, holds: [] }, rules: ['DX-21', 'DX-22'] };
  return {
    type: 'ObligationOpened',
    data: { ...subject, holds: ['cancel-first'] },
    rules: ['DX-21', 'DX-22', 'DX-29'],
  };
};

const lodge = (command: LodgeDeclaration, state: Declaration): DeclarationEvent[] => {
  const { header, consignment, valueEur, alert, now } = command;
  if (state.lodged) {
    if (state.lodged.manifestId === header.manifestId && sameConsignment(state.lodged.consignment, consignment))
      return [];
    throw new Refusal([
      {
        rule: 'DX-05',
        field: 'reference',
        text: {
          en: `${consignment.reference} is lodged already (manifest ${state.lodged.manifestId})`,
          fr: `${consignment.reference} est déjà déposé (manifeste ${state.lodged.manifestId})`,
        },
        todo: { en: 'take the next number of your own series', fr: 'prenez le numéro suivant de votre série' },
      },
      {
        rule: 'DX-28',
        text: {
          en: 'the data stand as lodged; a correction is a later act of its own',
          fr: 'les données restent celles du dépôt ; une rectification est un acte ultérieur',
        },
      },
    ]);
  }
  const prior = priorOf(state, header.alertId);
  if (prior !== undefined && takesNoPaper(prior)) throw refusePaper(prior);
  const [late, ...more] = alertObjections(alert, header.lodgedAt, now, 'lodgedAt');
  if (late) throw new Refusal([late, ...more]);
  const due = obligation(command, prior);
  if (header.consignmentType === 'evn' && due.type === 'ObligationOpened') {
    throw refuse(
      'DX-23',
      {
        en: `${eurText(valueEur)} EUR is no negligible value, and the manifest says EVN`,
        fr: `${eurText(valueEur)} EUR dépasse la valeur négligeable, et le manifeste indique EVN`,
      },
      {
        field: 'invoice_value',
        todo: { en: 'put it on a manifest of type “other”', fr: 'portez-le sur un manifeste de type « autre »' },
      },
    );
  }
  const {
    manifestId,
    alertId,
    operator,
    declarationKind,
    assistance,
    mentions,
    officeOfClearance,
    officeOfExit,
    lodgedAt,
  } = header;
  const lodged: DeclarationLodged = {
    type: 'DeclarationLodged',
    data: {
      manifestId,
      alertId,
      operator,
      kind: declarationKind,
      assistance,
      mentions,
      officeOfClearance,
      officeOfExit,
      lodgedAt,
      consignment,
      valueEur: eurText(valueEur),
    },
    rules: ['DX-04', 'DX-28'],
  };
  return [lodged, due];
};

const recordPrior = (command: RecordPriorState, state: Declaration): DeclarationEvent[] => {
  const before = state.priors.find((p) => p.alertId === command.alertId)?.state;
  if (before === command.state) return [];
  if (state.lodged) {
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

export const declarationDecider: Decider<DeclarationCommand, Declaration, DeclarationEvent | ReintegrationEvent> = {
  initial: { priors: [] },
  decide: (command, state) =>
    command.type === 'LodgeDeclaration' ? lodge(command, state) : recordPrior(command, state),
  evolve: (state, event) => {
    switch (event.type) {
      case 'PriorStateRecorded':
        return { ...state, priors: [...state.priors.filter((p) => p.alertId !== event.data.alertId), event.data] };
      case 'DeclarationLodged':
        return { ...state, lodged: event.data };
      default:
        return state;
    }
  },
};

/** The stream of a declaration: the operator and the number of its own series make it unique (DX-05). */
export const declarationStream = (operator: string, reference: string): string =>
  `declaration-${operator}-${reference}`;
