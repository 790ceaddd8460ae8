import { isDate, localTime, type Instant, type Objection, type RuleId } from '#libs/kernel';
import type { RecordsBasis, RecordsEntry } from './circumstances.js';
import { isRestricted, type Consignment } from './consignment.js';
import type { ConsignmentType, DeclarationKind } from './delta-x.events.js';
import type { DeltaXPolicy } from './delta-x.policy.js';
import type { AlertAsSeen } from './during-alert.js';
import { missing, timesTold, type Told } from './records-times.js';
import { isUnknownOffice, officeAt, type OfficeRegister } from './offices.js';

/** The rule that an entry in the records rests on. */
export const recordsRule: Readonly<Record<RecordsBasis, RuleId>> = {
  aeo: 'DX-12',
  evn: 'DX-13',
  'evn-tracking': 'DX-03',
};

interface Entry {
  readonly records: RecordsEntry;
  readonly consignmentType: string;
  readonly declarationKind: string;
  /** The instant of the entry. */
  readonly lodgedAt: Instant;
  readonly alert: AlertAsSeen;
}

/** What the service may ask for at any time must be found somewhere, whatever the entry rests on. */
const availability = ({ availableAt = '' }: RecordsEntry): Told[] =>
  availableAt.trim() === ''
    ? [
        missing(
          'availableAt',
          'where the service finds the data at any time',
          'le lieu où le service trouve les données',
        ),
      ]
    : [];

/** DX-12: full data for clearance in one step (DAU), those of the simplified declaration in two steps (DSE). */
export const dataNeeded = (kind: string): 'full' | 'simplified' =>
  kind === ('DAU' satisfies DeclarationKind) ? 'full' : 'simplified';

const aeoTold = (entry: Entry, policy: DeltaXPolicy): Told[] => {
  const { records, declarationKind } = entry;
  const { aeo, dataHeld, regularises } = records;
  const needed = dataNeeded(declarationKind);
  const found: Told[] = [];
  if (!aeo || aeo.certificate.trim() === '') {
    found.push(missing('aeo', 'the AEO certificate', 'le certificat OEA'));
  } else if (!policy.aeoKinds.includes(aeo.kind)) {
    const kinds = policy.aeoKinds.join(', ');
    const text = {
      en: `only these may enter goods in their records: ${kinds}; not ${aeo.kind}`,
      fr: `seuls peuvent inscrire dans leurs écritures : ${kinds} ; non ${aeo.kind}`,
    };
    found.push(['records.aeo.kind', text, { en: 'lodge a manifest or a DAU', fr: 'déposez un manifeste ou un DAU' }]);
  }
  found.push(...timesTold(entry));
  if (dataHeld !== needed && !(needed === 'simplified' && dataHeld === 'full')) {
    const text =
      needed === 'full'
        ? {
            en: 'one-step clearance needs the whole of the DAU’s data in the records',
            fr: 'le dédouanement en 1 temps demande toutes les données du DAU dans les écritures',
          }
        : {
            en: 'two-step clearance needs the simplified declaration’s data in the records',
            fr: 'le dédouanement en 2 temps demande les données de la déclaration simplifiée dans les écritures',
          };
    found.push(['records.dataHeld', text]);
  }
  if (regularises !== true) {
    const text = {
      en: 'the commitment to regularise within 24 hours of the end of the alert is missing',
      fr: 'il manque l’engagement de régulariser dans les 24 heures suivant la fin de l’alerte',
    };
    found.push(['records.regularises', text]);
  }
  return found;
};

const arrangementTold = ({ records, lodgedAt }: Entry, policy: DeltaXPolicy, register: OfficeRegister): Told[] => {
  const { arrangement } = records;
  if (!arrangement || arrangement.reference.trim() === '')
    return [missing('arrangement', 'the local arrangement', 'l’arrangement local')];
  const found: Told[] = [];
  if (!/^[A-Z]{2}[A-Z0-9]{6}$/.test(arrangement.office) || isUnknownOffice(register, arrangement.office, lodgedAt)) {
    const text = {
      en: `there is no office ${arrangement.office}`,
      fr: `il n’existe pas de bureau ${arrangement.office}`,
    };
    found.push(['records.arrangement.office', text]);
  }
  const zone = officeAt(register, arrangement.office, lodgedAt)?.zone ?? policy.zone;
  if (!isDate(arrangement.agreedOn) || arrangement.agreedOn > localTime(lodgedAt, zone).date) {
    const text = {
      en: 'the arrangement is agreed on a day that is not after the entry, 2026-03-02',
      fr: 'l’arrangement est conclu un jour non postérieur à l’inscription, 2026-03-02',
    };
    found.push(['records.arrangement.agreedOn', text]);
  }
  return found;
};

const evnOnly = ({ consignmentType }: Entry): Told[] =>
  consignmentType === ('evn' satisfies ConsignmentType)
    ? []
    : [
        [
          'consignmentType',
          {
            en: 'without an AEO certificate only negligible values (EVN) are entered in the records',
            fr: 'sans certificat OEA, seuls les EVN s’inscrivent dans les écritures',
          },
          { en: 'lodge a manifest or a DAU for the others', fr: 'déposez un manifeste ou un DAU pour les autres' },
        ],
      ];

/** DX-03, DX-12, DX-13: what an entry in the records must show in place of paper. */
export const recordsObjections = (entry: Entry, policy: DeltaXPolicy, register: OfficeRegister): Objection[] => {
  const { basis } = entry.records;
  const told: Told[] =
    basis === 'aeo'
      ? aeoTold(entry, policy)
      : [...evnOnly(entry), ...(basis === 'evn-tracking' ? arrangementTold(entry, policy, register) : [])];
  return [...told, ...availability(entry.records)].map(([field, text, todo]) => ({
    rule: recordsRule[basis],
    field,
    text,
    ...(todo ? { todo } : {}),
  }));
};

/** DX-12: no goods under a prohibition or restriction; and for one-step clearance each datum of the DAU, the CN8 too. */
export const recordsLineObjections = (
  { basis }: RecordsEntry,
  kind: DeclarationKind,
  consignment: Consignment,
): Objection[] => {
  if (basis !== 'aeo') return [];
  const found: Objection[] = [];
  if (isRestricted(consignment)) {
    found.push({
      rule: 'DX-12',
      field: 'restricted_documents',
      text: {
        en: 'goods that need a document of public order are not entered in the records',
        fr: 'les marchandises qui exigent un document d’ordre public ne s’inscrivent pas dans les écritures',
      },
      todo: { en: 'lodge them on a manifest or a DAU', fr: 'déposez-les sur un manifeste ou un DAU' },
    });
  }
  if (dataNeeded(kind) === 'full' && consignment.cn8 === undefined) {
    found.push({
      rule: 'DX-12',
      field: 'cn8',
      text: {
        en: 'one-step clearance needs the CN8, whatever the value',
        fr: 'le dédouanement en 1 temps demande la NC8, quelle que soit la valeur',
      },
    });
  }
  return found;
};
