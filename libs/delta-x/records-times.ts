import { earliest, type Instant, type Text } from '#libs/kernel';
import type { RecordsEntry } from './circumstances.js';
import type { AlertAsSeen } from './during-alert.js';

interface Timed {
  readonly records: RecordsEntry;
  /** The instant of the entry. */
  readonly lodgedAt: Instant;
  readonly alert: AlertAsSeen;
}

/** An objection of the entry's: its field, what is wrong, what to do. */
export type Told = readonly [field: string, text: Text, todo?: Text];

export const missing = (field: string, en: string, fr: string): Told => [
  `records.${field}`,
  { en: `${en} is missing`, fr: `il manque ${fr}` },
];

/** From when an office can be told that an operator makes use of the facility: since the outage is known, planned ahead or not. */
export const noticeFrom = ({ knownAt, startedAt }: AlertAsSeen): Instant | undefined =>
  knownAt !== undefined && startedAt !== undefined ? earliest(knownAt, startedAt) : (knownAt ?? startedAt);

const informed = ({ records: { officeInformedAt }, lodgedAt, alert }: Timed): Told[] => {
  if (officeInformedAt === undefined)
    return [missing('officeInformedAt', 'when the office was informed', 'l’instant où le bureau a été informé')];
  const from = noticeFrom(alert);
  if (from !== undefined && officeInformedAt < from) {
    const text = {
      en: `the office is informed for this outage, which is known since ${from}`,
      fr: `le bureau est informé pour cette panne, connue depuis le ${from}`,
    };
    return [['records.officeInformedAt', text]];
  }
  if (officeInformedAt <= lodgedAt) return [];
  return [
    [
      'records.officeInformedAt',
      {
        en: `the office is informed first: ${officeInformedAt} is after the entry of ${lodgedAt}`,
        fr: `le bureau est informé au préalable : ${officeInformedAt} est postérieur à l’inscription du ${lodgedAt}`,
      },
    ],
  ];
};

const used = ({ records: { usedFrom }, lodgedAt }: Timed): Told[] => {
  if (usedFrom === undefined)
    return [
      missing('usedFrom', 'from when the goods are used', 'l’instant à partir duquel les marchandises sont utilisées'),
    ];
  if (lodgedAt <= usedFrom) return [];
  return [
    [
      'records.usedFrom',
      {
        en: `the entry comes before the goods are used: they were from ${usedFrom}, the entry is of ${lodgedAt}`,
        fr: `l’inscription précède l’utilisation des marchandises : utilisées dès ${usedFrom}, inscrites le ${lodgedAt}`,
      },
    ],
  ];
};

/** DX-12: the office is informed, then the entry is made, then the goods are used. */
export const timesTold = (entry: Timed): Told[] => [...informed(entry), ...used(entry)];
