import { refuse, type Instant, type Text } from '#libs/kernel';
import type { Cancellation } from './cancellation.state.js';
import type { AlertAsSeen } from './during-alert.js';
import type { PaperSeen } from './paper-seen.js';

/** What must come before, and when it did. */
interface Since {
  readonly at: Instant;
  readonly what: Text;
}

/**
 * An act of a person or the service: neither of the future nor of before what it answers.
 * @throws Refusal DX-29, on the field
 */
export const inTime = (field: string, at: Instant, now: Instant, since: Since | undefined): void => {
  if (at > now) throw refuse('DX-29', { en: `${at} is in the future`, fr: `${at} est dans le futur` }, { field });
  if (since === undefined || at >= since.at) return;
  const { what } = since;
  throw refuse('DX-29', { en: `${what.en} later (${since.at})`, fr: `${what.fr} ensuite (${since.at})` }, { field });
};

/** Whoever means to lodge paper may ask for the cancellation before, once the outage has begun. */
export const sinceTheOutage = (alert: AlertAsSeen | undefined): Since | undefined =>
  alert?.startedAt && { at: alert.startedAt, what: { en: 'the outage began', fr: 'la panne a commencé' } };

/** With the paper that it doubles, the first one is to be cancelled. */
export const sinceThePaper = ({ lodged }: PaperSeen): Since | undefined =>
  lodged && { at: lodged.lodgedAt, what: { en: 'its paper was lodged', fr: 'son papier a été déposé' } };

export const sinceTheRequest = ({ requestedAt }: Cancellation): Since | undefined =>
  requestedAt && { at: requestedAt, what: { en: 'it was requested', fr: 'elle a été demandée' } };
