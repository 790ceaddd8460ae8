import { Refusal, type Instant, type Objection, type RuleId } from '#libs/kernel';
import type { Anticipating } from './anticipation.state.js';
import { sameArticles } from './article.js';
import { sameConsignment, type Consignment } from './consignment.js';
import type { DeclarationEvent } from './declaration.events.js';
import type { DeclarationLodged, ManifestHeader } from './delta-x.events.js';
import { alertObjections, type AlertAsSeen } from './during-alert.js';
import { eurText } from './money.js';
import { firstInDeltaX, isOwed, owedAtLodging } from './owed-at-lodging.js';
import type { PriorStates } from './prior-state.js';
import { recordsLineObjections, recordsRule } from './records-entry.js';

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

/** One paper of whatever form, ready to be judged. */
export interface Paper {
  readonly data: Omit<DeclarationLodged['data'], 'valueEur'>;
  readonly valueEur: bigint;
  readonly alert: AlertAsSeen;
  readonly now: Instant;
  /** The rule that takes negligible values only; absent where any value is taken. */
  readonly evnOnly?: RuleId | undefined;
  /** What the form itself objects to. */
  readonly objections: readonly Objection[];
  readonly rules: readonly RuleId[];
  /** What is recorded beside the lodging. */
  readonly beside?: readonly DeclarationEvent[];
}

const isSame = (lodged: DeclarationLodged['data'], { data }: Paper): boolean =>
  lodged.manifestId === data.manifestId &&
  (data.manifestId !== undefined || lodged.lodgedAt === data.lodgedAt) &&
  sameConsignment(lodged.consignment, data.consignment) &&
  sameArticles(lodged, data);

const taken = ({ form, manifestId }: DeclarationLodged['data'], reference: string): Refusal => {
  const where =
    manifestId === undefined
      ? { en: 'a DAU', fr: 'un DAU' }
      : { en: `manifest ${manifestId}`, fr: `manifeste ${manifestId}` };
  const entered = {
    en: `entry in the records ${manifestId ?? ''}`,
    fr: `inscription dans les écritures ${manifestId ?? ''}`,
  };
  const on = form === 'records' ? entered : where;
  return new Refusal([
    {
      rule: 'DX-05',
      field: 'reference',
      text: { en: `${reference} is lodged already (${on.en})`, fr: `${reference} est déjà déposé (${on.fr})` },
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
};

const notNegligible = (rule: RuleId, valueEur: bigint): Objection => ({
  rule,
  field: 'invoice_value',
  text: {
    en: `${eurText(valueEur)} EUR is no negligible value, and the manifest says EVN`,
    fr: `${eurText(valueEur)} EUR dépasse la valeur négligeable, et le manifeste indique EVN`,
  },
  todo: { en: 'put it on a manifest of type “other”', fr: 'portez-le sur un manifeste de type « autre »' },
});

/** Records a paper and what follows from it; the same paper twice is one lodging. */
export const lodgePaper = (paper: Paper, state: Lodging & PriorStates & Anticipating): DeclarationEvent[] => {
  const { data, valueEur, alert, now, evnOnly, objections, beside = [] } = paper;
  const { consignment, alertId, operator, lodgedAt, globalisation } = data;
  if (state.lodged) {
    if (isSame(state.lodged, paper)) return [];
    throw taken(state.lodged, consignment.reference);
  }
  const first = firstInDeltaX(state, alertId, now);
  const [fault, ...more] = [
    ...objections,
    ...alertObjections(alert, lodgedAt, now, 'lodgedAt'),
    ...(evnOnly !== undefined && isOwed(valueEur, lodgedAt) ? [notNegligible(evnOnly, valueEur)] : []),
  ];
  if (fault) throw new Refusal([fault, ...more]);
  const { reference } = consignment;
  const office = data.officeOfClearance;
  const owed = { alertId, operator: operator.eori, reference, office, lodgedAt, dueBy: globalisation?.endsAt };
  const lodged: DeclarationEvent = {
    type: 'DeclarationLodged',
    data: { ...data, valueEur: eurText(valueEur) },
    rules: [...paper.rules, 'DX-28'],
  };
  return [lodged, ...beside, ...owedAtLodging(owed, valueEur, first)];
};

/** Only what was said is kept of it: a paper of the plainest kind stays as short as it was. */
const circumstancesOf = (header: ManifestHeader): Partial<DeclarationLodged['data']> => {
  const { form, presentation, transit, singleTransportContract, centralised, globalisation } = header;
  return {
    ...(form === undefined || form === 'manifest' ? {} : { form }),
    ...(presentation === undefined ? {} : { presentation }),
    ...(transit === undefined ? {} : { transit }),
    ...(singleTransportContract ? { singleTransportContract } : {}),
    ...(centralised === undefined ? {} : { centralised }),
    ...(globalisation === undefined ? {} : { globalisation }),
  };
};

/** A line of a manifest, or goods of an entry in the records: DX-04, DX-12, DX-28. */
export const lodge = (command: LodgeDeclaration, state: Lodging & PriorStates & Anticipating): DeclarationEvent[] => {
  const { header, consignment, valueEur, alert, now } = command;
  const { manifestId, alertId, operator, declarationKind: kind, assistance, mentions, records } = header;
  const { officeOfClearance, officeOfExit, lodgedAt } = header;
  const rule = records ? recordsRule[records.basis] : 'DX-04';
  const evnRule = records && records.basis !== 'aeo' ? rule : 'DX-23';
  return lodgePaper(
    {
      data: {
        manifestId,
        alertId,
        operator,
        kind,
        assistance,
        mentions,
        officeOfClearance,
        officeOfExit,
        lodgedAt,
        consignment,
        ...circumstancesOf(header),
      },
      valueEur,
      alert,
      now,
      evnOnly: header.consignmentType === 'evn' ? evnRule : undefined,
      objections: records ? recordsLineObjections(records, kind, consignment) : [],
      rules: [rule],
    },
    state,
  );
};

export const evolveLodging = <S extends Lodging>(state: S, event: DeclarationEvent): S =>
  event.type === 'DeclarationLodged' ? { ...state, lodged: event.data } : state;
