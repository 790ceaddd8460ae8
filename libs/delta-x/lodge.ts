import { Refusal, type Instant, type Objection, type RuleId, type Text } from '#libs/kernel';
import type { Anticipating } from './anticipation.state.js';
import type { DauPresented } from './clearance.events.js';
import type { Clearing } from './clearance.state.js';
import type { Consignment } from './consignment.js';
import type { Correcting } from './correction.state.js';
import type { DeclarationEvent } from './declaration.events.js';
import type { DeclarationLodged, ManifestHeader } from './delta-x.events.js';
import { alertObjections, type AlertAsSeen } from './during-alert.js';
import { closedObjections } from './manifest-closed.js';
import type { ManifestMarks } from './manifest-line.js';
import { eurText } from './money.js';
import { firstOfPaper, type NamedFirst } from './named-first.js';
import { isOwed, owedAtLodging } from './owed-at-lodging.js';
import type { PriorStates } from './prior-state.js';
import { recordsLineObjections, recordsRule } from './records-entry.js';
import { differences } from './same-paper.js';

export type LodgeDeclaration = {
  readonly type: 'LodgeDeclaration';
  readonly header: ManifestHeader;
  /** How its manifest stands, as the caller has just read it. */
  readonly manifest?: ManifestMarks | undefined;
  readonly consignment: Consignment;
  /** Millionths of a euro, from `checkLine`. */
  readonly valueEur: bigint;
  readonly alert: AlertAsSeen;
  /** How the declaration stands that the line names as its first, read by the caller; absent where no list tells of it. */
  readonly named?: NamedFirst | undefined;
  readonly now: Instant;
};

/** The paper, once there is one. */
export interface Lodging {
  readonly lodged?: DeclarationLodged['data'];
}

/** What a lodging is judged by, beside the paper itself. */
export type Judged = Lodging & PriorStates & Anticipating & Correcting & Pick<Clearing, 'dau'>;

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
  /** How the declaration stands that the paper names as its first, where a list tells of it. */
  readonly named?: NamedFirst | undefined;
  /** Of a DAU: what it bears, recorded beside the lodging. */
  readonly presented?: DauPresented['data'] | undefined;
}

const where = ({ form, manifestId }: DeclarationLodged['data']): Text => {
  if (form === 'records') {
    const entry = manifestId ?? '';
    return { en: `entry in the records ${entry}`, fr: `inscription dans les écritures ${entry}` };
  }
  return manifestId === undefined
    ? { en: 'a DAU', fr: 'un DAU' }
    : { en: `manifest ${manifestId}`, fr: `manifeste ${manifestId}` };
};

/** DX-05, DX-28: one number, one paper, and its data stand: what differs is named, so that none of it is lost unsaid. */
const taken = (lodged: DeclarationLodged['data'], reference: string, differing: readonly string[]): Refusal => {
  const on = where(lodged);
  const fields = differing.join(', ');
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
        en: `the data stand as lodged, and these differ: ${fields}; a correction is a later act of its own`,
        fr: `les données restent celles du dépôt, et celles-ci diffèrent : ${fields} ; une rectification est un acte ultérieur`,
      },
      todo: {
        en: 'if it is the same declaration: correct it where it was typed otherwise than its paper says; what the paper says is rectified once it is re-integrated',
        fr: 's’il s’agit de la même déclaration : corrigez-la si la saisie diffère du papier ; ce que dit le papier se rectifie une fois qu’elle est réintégrée',
      },
    },
  ]);
};

/** What a paper of negligible values does not take (DX-03, DX-13, DX-23). */
export const notNegligible = (rule: RuleId, valueEur: bigint): Objection => ({
  rule,
  field: 'invoice_value',
  text: {
    en: `${eurText(valueEur)} EUR is no negligible value, and the manifest says EVN`,
    fr: `${eurText(valueEur)} EUR dépasse la valeur négligeable, et le manifeste indique EVN`,
  },
  todo: { en: 'put it on a manifest of type “other”', fr: 'portez-le sur un manifeste de type « autre »' },
});

const dauPresented = (data: DauPresented['data']): DauPresented => ({
  type: 'DauPresented',
  data,
  rules: data.copy3WithGoods ? ['DX-05', 'DX-06', 'DX-11'] : ['DX-05', 'DX-06'],
});

/** Records a paper and what follows from it; the same paper twice is one lodging. */
export const lodgePaper = (paper: Paper, state: Judged): DeclarationEvent[] => {
  const { data, valueEur, alert, now, evnOnly, objections, presented } = paper;
  const { consignment, alertId, operator, lodgedAt, globalisation } = data;
  if (state.lodged) {
    const { lodged, asTyped = lodged, dau } = state;
    const [differing = [], ...before] = [lodged, asTyped].map((known) =>
      differences({ lodged: known, presented: dau }, { lodged: data, presented }),
    );
    // What was sent first comes again as it was, whatever was corrected of it since.
    if ([differing, ...before].some((found) => found.length === 0)) return [];
    throw taken(state.lodged, consignment.reference, differing);
  }
  const { reference } = consignment;
  const naming = { alertId, operator: operator.eori, reference, names: consignment.first, named: paper.named, now };
  const { first, told } = firstOfPaper(naming, state);
  const [fault, ...more] = [
    ...objections,
    ...alertObjections(alert, lodgedAt, now, 'lodgedAt'),
    ...(evnOnly !== undefined && isOwed(valueEur, lodgedAt) ? [notNegligible(evnOnly, valueEur)] : []),
  ];
  if (fault) throw new Refusal([fault, ...more]);
  const office = data.officeOfClearance;
  const owed = { alertId, operator: operator.eori, reference, office, lodgedAt, dueBy: globalisation?.endsAt };
  const lodged: DeclarationEvent = {
    type: 'DeclarationLodged',
    data: { ...data, valueEur: eurText(valueEur) },
    rules: [...paper.rules, 'DX-28'],
  };
  return [...told, lodged, ...(presented ? [dauPresented(presented)] : []), ...owedAtLodging(owed, valueEur, first)];
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
export const lodge = (command: LodgeDeclaration, state: Judged): DeclarationEvent[] => {
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
      named: command.named,
      now,
      evnOnly: header.consignmentType === 'evn' ? evnRule : undefined,
      objections: [
        ...closedObjections(command.manifest ?? {}),
        ...(records ? recordsLineObjections(records, kind, consignment) : []),
      ],
      rules: [rule],
    },
    state,
  );
};

export const evolveLodging = <S extends Lodging>(state: S, event: DeclarationEvent): S =>
  event.type === 'DeclarationLodged' ? { ...state, lodged: event.data } : state;
