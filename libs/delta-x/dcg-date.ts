import { localTime, msBetween, plus, plusDays, startOfDay, type Instant } from '#libs/kernel';
import type { Globalisation } from './circumstances.js';
import { deltaXPolicy } from './delta-x.policy.js';

/** An unavailability that concerns the operator, over. */
export interface Outage {
  readonly alertId: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
}

interface Stretch {
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly alerts: readonly string[];
}

/** A date put off, and why. */
export interface DcgDate {
  readonly at: Instant;
  /** The alerts that put it off, in the order of the outages; none where it stands. */
  readonly alerts: readonly string[];
}

/** Outages by their start; those that overlap or touch are one unavailability. */
const stretchesOf = (outages: readonly Outage[]): readonly Stretch[] =>
  outages
    .toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : a.startedAt > b.startedAt ? 1 : 0))
    .reduce<readonly Stretch[]>((stretches, { alertId, startedAt, endedAt }) => {
      const last = stretches.at(-1);
      if (!last || last.endedAt < startedAt) return [...stretches, { startedAt, endedAt, alerts: [alertId] }];
      const joined = { ...last, alerts: [...last.alerts, alertId] };
      return [...stretches.slice(0, -1), endedAt > last.endedAt ? { ...joined, endedAt } : joined];
    }, []);

/** Whether any of it falls on one of the days before the date; the date's own day is none of them. */
const fallsBefore = ({ startedAt, endedAt }: Stretch, date: Instant): boolean => {
  const { dcgDays, zone } = deltaXPolicy(endedAt);
  const day = localTime(date, zone).date;
  return startOfDay(plusDays(day, -dcgDays), zone) < endedAt && startedAt < startOfDay(day, zone);
};

/**
 * DX-32: the date on which the DCG is to be validated, put off by the length of each unavailability that falls on the
 * three days before it: whole days of the calendar in the office's zone, D-3 to D-1. The fiche says "dans les 3 jours
 * précédant la date de validation", so that one which begins on the date itself moves nothing (an easing may), and one
 * that begins before counts whole. One after the other: each is looked at from the date that those before it have made,
 * so that the order in which they become known changes nothing.
 */
export const dcgDate = ({ dcgValidation }: Globalisation, outages: readonly Outage[]): DcgDate =>
  stretchesOf(outages).reduce<DcgDate>(
    ({ at, alerts }, stretch) =>
      fallsBefore(stretch, at)
        ? { at: plus(at, msBetween(stretch.startedAt, stretch.endedAt)), alerts: [...alerts, ...stretch.alerts] }
        : { at, alerts },
    { at: dcgValidation, alerts: [] },
  );

/** From one date to a later one; `undefined` where it stands. A date that was told is never taken back. */
export const dcgMove = (
  period: Globalisation,
  outages: readonly Outage[],
  told: Instant = period.dcgValidation,
): DcgMove | undefined => {
  const { at: to, alerts } = dcgDate(period, outages);
  if (to <= told) return undefined;
  return { reference: period.reference, from: told, to, outageMs: msBetween(told, to), alerts };
};

/** What an event says of it. */
export interface DcgMove {
  /** The period's. */
  readonly reference: string;
  readonly from: Instant;
  readonly to: Instant;
  /** By how much, milliseconds: the outages' length. */
  readonly outageMs: number;
  /** The alerts that it rests on; absent of moves of before, for the alert of the lodging. */
  readonly alerts?: readonly string[] | undefined;
}
