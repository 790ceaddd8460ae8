import { Refusal, refuse, type Instant } from '#libs/kernel';
import type { ObligationExcluded, ObligationOpened } from '#libs/reintegration';
import type { Anticipating } from './anticipation.state.js';
import { cancellationDue } from './cancellation.decider.js';
import { sameConsignment, type Consignment } from './consignment.js';
import type { DeclarationEvent } from './declaration.events.js';
import type { DeclarationLodged, ManifestHeader } from './delta-x.events.js';
import { deltaXPolicy } from './delta-x.policy.js';
import { alertObjections, type AlertAsSeen } from './during-alert.js';
import { eurText, exceedsEur } from './money.js';
import { priorOf, requirePaperAllowed, standsStill, type PriorStates } from './prior-state.js';
import type { PriorSeen } from './triage.js';

export type LodgeDeclaration = {
  readonly type: 'LodgeDeclaration';
  readonly header: ManifestHeader;
  readonly consignment: Consignment;
  /** Millionths of a euro, from `checkLine`. */
  readonly valueEur: bigint;
  readonly alert: AlertAsSeen;
  readonly now: Instant;
};

/** The paper, once there is one. */
export interface Lodging {
  readonly lodged?: DeclarationLodged['data'];
}

/** DX-22, DX-23: over the threshold it is owed; at or under it stays in the stock records. */
const obligation = (command: LodgeDeclaration, first: PriorSeen | undefined): ObligationOpened | ObligationExcluded => {
  const { header, consignment, valueEur } = command;
  const subject = {
    alertId: header.alertId,
    system: 'delta-x',
    operator: header.operator.eori,
    reference: consignment.reference,
  } as const;
  if (!exceedsEur(valueEur, deltaXPolicy(header.lodgedAt).evnUpToEur)) {
    return {
      type: 'ObligationExcluded',
      data: { ...subject, because: 'evn-kept-in-stock-records' },
      rules: ['DX-23'],
    };
  }
  if (first === undefined)
    return {
      type: 'ObligationOpened',
      data: { ...subject, holds: [] },
      rules: ['DX-21', 'DX-22'],
    };
  return {
    type: 'ObligationOpened',
    data: { ...subject, holds: ['cancel-first'] },
    rules: ['DX-21', 'DX-22', 'DX-29'],
  };
};

export const lodge = (command: LodgeDeclaration, state: Lodging & PriorStates & Anticipating): DeclarationEvent[] => {
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
        todo: {
          en: 'take the next number of your own series',
          fr: 'prenez le numéro suivant de votre série',
        },
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
  requirePaperAllowed(prior, state.anticipation, now);
  const first = standsStill(prior, state.anticipation) ? prior : undefined;
  const [late, ...more] = alertObjections(alert, header.lodgedAt, now, 'lodgedAt');
  if (late) throw new Refusal([late, ...more]);
  const due = obligation(command, first);
  if (header.consignmentType === 'evn' && due.type === 'ObligationOpened') {
    throw refuse(
      'DX-23',
      {
        en: `${eurText(valueEur)} EUR is no negligible value, and the manifest says EVN`,
        fr: `${eurText(valueEur)} EUR dépasse la valeur négligeable, et le manifeste indique EVN`,
      },
      {
        field: 'invoice_value',
        todo: {
          en: 'put it on a manifest of type “other”',
          fr: 'portez-le sur un manifeste de type « autre »',
        },
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
  if (!first) return [lodged, due];
  const about = {
    operator: operator.eori,
    reference: consignment.reference,
    alertId,
  };
  return [lodged, cancellationDue(about, first.known, officeOfClearance), due];
};

export const evolveLodging = <S extends Lodging>(state: S, event: DeclarationEvent): S =>
  event.type === 'DeclarationLodged' ? { ...state, lodged: event.data } : state;
