import { endOfDay, type Instant, type Objection } from '#libs/kernel';
import type { Globalisation } from './circumstances.js';

/** A period as it is given: days of the calendar. */
export interface GivenPeriod {
  readonly reference: string;
  /** The last day of the period. */
  readonly endsOn: string;
  /** The day on which the DCG is to be validated. */
  readonly dcgOn: string;
}

/** Its instants: a day counts to its end. */
export const globalisationOf = ({ reference, endsOn, dcgOn }: GivenPeriod, zone: string): Globalisation => ({
  reference,
  endsAt: endOfDay(endsOn, zone),
  dcgValidation: endOfDay(dcgOn, zone),
});

/** DX-32: a period is of simplified declarations, and its DCG is not validated before it ends. */
export const globalisationObjections = (
  period: Globalisation | undefined,
  kind: string,
  lodgedAt: Instant,
): Objection[] => {
  if (!period) return [];
  const object = (field: string, en: string, fr: string): Objection => ({
    rule: 'DX-32',
    field: `globalisation.${field}`,
    text: { en, fr },
  });
  const found: Objection[] = [];
  if (kind !== 'DSE') {
    found.push(
      object(
        'reference',
        'a globalisation period is of simplified declarations (DSE) only',
        'seules les déclarations simplifiées (DSE) ont une période de globalisation',
      ),
    );
  }
  if (period.reference.trim() === '') {
    found.push(object('reference', 'the period’s reference is missing', 'il manque la référence de la période'));
  }
  if (period.endsAt < lodgedAt) {
    found.push(object('endsOn', 'the period ended before the lodging', 'la période s’est terminée avant le dépôt'));
  }
  if (period.dcgValidation < period.endsAt) {
    found.push(
      object(
        'dcgOn',
        'the DCG is not validated before its period ends',
        'la DCG n’est pas validée avant la fin de sa période',
      ),
    );
  }
  return found;
};
