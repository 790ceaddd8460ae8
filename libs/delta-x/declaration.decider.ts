import { Refusal, refuse, type Decider, type Instant } from '#libs/kernel';
import type { ObligationExcluded, ObligationOpened, ReintegrationEvent } from '#libs/reintegration';
import type { Consignment } from './consignment.js';
import type { DeclarationEvent, DeclarationLodged, ManifestHeader, PriorState } from './delta-x.events.js';
import { deltaXPolicy } from './delta-x.policy.js';
import { alertObjections, type AlertAsSeen } from './during-alert.js';
import { eurText, exceedsEur } from './money.js';

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
  readonly prior?: PriorState;
  readonly lodged?: DeclarationLodged['data'];
}

/** DX-07: these take no paper. The first two have their BAE, the others are in the hands of the service. */
const NO_PAPER: readonly PriorState[] = ['bae-prov', 'bae-def', 'under-control', 'credit-pending', 'cash-payment'];
const WITH_BAE: readonly PriorState[] = ['bae-prov', 'bae-def'];

const sameConsignment = (a: Consignment, b: Consignment): boolean => canonical(a) === canonical(b);
const canonical = (c: Consignment): string =>
  JSON.stringify([
    c.reference,
    c.packages,
    [c.consignor.name, c.consignor.address],
    [c.consignee.name, c.consignee.address],
    c.description,
    c.cn8 ?? '',
    c.procedure,
    c.grossMassKg,
    c.countryOfProvenance,
    c.invoiceValue,
    c.currency,
  ]);

const refusePaper = (state: PriorState): Refusal => {
  const todo = {
    en: 'go on with it in Delta X when the system is back',
    fr: 'poursuivez-la dans Delta X au retour du système',
  };
  return new Refusal([
    {
      rule: 'DX-07',
      field: 'reference',
      text: {
        en: `no paper for a declaration that is “${state}” in Delta X`,
        fr: `pas de dépôt papier pour une déclaration « ${state} » dans Delta X`,
      },
      todo,
    },
    {
      rule: 'DX-09',
      field: 'reference',
      text: {
        en: 'validated before the alert: a second lodging would double it',
        fr: 'validée avant l’alerte : un second dépôt ferait doublon',
      },
    },
  ]);
};

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
  if (state.prior !== undefined && NO_PAPER.includes(state.prior)) throw refusePaper(state.prior);
  const [late, ...more] = alertObjections(alert, header.lodgedAt, now, 'lodgedAt');
  if (late) throw new Refusal([late, ...more]);
  const due = obligation(command, state.prior);
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
  if (state.prior === command.state) return [];
  const { operator, reference, alertId, state: prior } = command;
  const recorded: DeclarationEvent = {
    type: 'PriorStateRecorded',
    data: { operator, reference, alertId, state: prior },
    rules: WITH_BAE.includes(prior) ? ['DX-20'] : ['DX-07'],
  };
  if (!WITH_BAE.includes(prior) || (state.prior !== undefined && WITH_BAE.includes(state.prior))) return [recorded];
  return [
    recorded,
    {
      type: 'ObligationExcluded',
      data: { alertId, system: 'delta-x', operator, reference, because: 'goes-on-normally' },
      rules: ['DX-20'],
    },
  ];
};

export const declarationDecider: Decider<DeclarationCommand, Declaration, DeclarationEvent | ReintegrationEvent> = {
  initial: {},
  decide: (command, state) =>
    command.type === 'LodgeDeclaration' ? lodge(command, state) : recordPrior(command, state),
  evolve: (state, event) => {
    switch (event.type) {
      case 'PriorStateRecorded':
        return { ...state, prior: event.data.state };
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
