import { CUSTOMS_REFUSAL, type ReceivedReintegration } from '#libs/customs-gateway';
import type { Instant } from '#libs/kernel';
import { refused, type RefusalVerdict } from './refusal.js';
import { isOver, type RegisteredDeclaration } from './register.js';
import type { AnnouncedOutage, Control, GlobalisationPeriod } from './service-records.js';

/** Where national practice differs by incident, what this system holds to. */
export interface Rules {
  /** `refused`: no LRN comes twice, whatever became of the first. */
  readonly lrnReuse: 'allowed' | 'refused';
  /** DX-33: mention 52000 stands beside 50000, or in its place. */
  readonly controlledMention: 'beside' | 'instead';
}

/** What the system knows of a declaration that is entered again. */
export interface Known {
  readonly now: Instant;
  /** Of the same operator and reference, the oldest first. */
  readonly sameReference: readonly RegisteredDeclaration[];
  /** Of the same operator and LRN. */
  readonly sameLrn: readonly RegisteredDeclaration[];
  readonly control: Control | undefined;
  readonly periods: readonly GlobalisationPeriod[];
  readonly announced: readonly AnnouncedOutage[];
  readonly rules: Rules;
}

type Check = (declaration: ReceivedReintegration, known: Known) => RefusalVerdict | undefined;

/** The words that stand for an assistance number in an outage of the administration (DX-04). */
const ADMINISTRATION_ALERT = 'Alerte CID';

/** DX-27: an outage of the administration has an announced beginning and end, and paper was lodged between them. */
const outsideTheOutage: Check = ({ assistance, clearedAt }, { announced }) => {
  if (assistance !== ADMINISTRATION_ALERT || announced.length === 0) return undefined;
  const within = announced.some(({ from, until }) => from <= clearedAt && (until === undefined || clearedAt <= until));
  if (within) return undefined;
  const reason = 'date de dédouanement hors de la panne annoncée / clearance date outside the outage announced';
  return refused(CUSTOMS_REFUSAL.rule, 'DX-27', 'clearedAt', reason);
};

/** DX-07, DX-20, DX-29: what was there before must be gone, and some of it never goes. */
const doublesTheFirst: Check = (_declaration, { sameReference }) => {
  const first = sameReference.find((d) => !isOver(d));
  if (!first) return undefined;
  const { number, state } = first;
  switch (state) {
    case 'bae-prov':
    case 'bae-def': {
      const reason = `BAE accordé avant la panne, n° ${number} / BAE granted before the outage, no ${number}`;
      return refused(CUSTOMS_REFUSAL.rule, 'DX-20', 'reference', reason);
    }
    case 'under-control':
    case 'credit-pending':
    case 'cash-payment': {
      const reason = `en cours de traitement par le service, n° ${number} / in the hands of the service, no ${number}`;
      return refused(CUSTOMS_REFUSAL.outOfSequence, 'DX-07', 'reference', reason);
    }
    default: {
      const reason = `première déclaration non annulée, n° ${number} / the first one is not cancelled, no ${number}`;
      return refused(CUSTOMS_REFUSAL.duplicateReference, 'DX-29', 'reference', reason);
    }
  }
};

const reusesAnLrn: Check = ({ reference }, { sameLrn, rules }) => {
  const taken = sameLrn.find((d) => rules.lrnReuse === 'refused' || (d.reference !== reference && !isOver(d)));
  if (!taken) return undefined;
  const reason = `LRN déjà utilisé, n° ${taken.number} / LRN already used, no ${taken.number}`;
  return refused(CUSTOMS_REFUSAL.duplicateReference, 'DX-29', 'lrn', reason);
};

/** DX-27, DX-33: 50000 always; 52000 once controlled goods are released, and nothing at all before. */
const lacksItsMention: Check = ({ mentions }, { control, rules }) => {
  if (control && control.releasedAt === undefined) {
    const reason = 'marchandise sous contrôle, sans mainlevée / goods under control, not released';
    return refused(CUSTOMS_REFUSAL.outOfSequence, 'DX-33', 'reference', reason);
  }
  if (control && !mentions.includes('52000')) {
    const reason = 'mention spéciale 52000 absente après contrôle / special mention 52000 is missing after a control';
    return refused(CUSTOMS_REFUSAL.missing, 'DX-33', 'specialMention', reason);
  }
  const instead = control !== undefined && rules.controlledMention === 'instead';
  if (instead && mentions.includes('50000')) {
    const reason = 'la mention 52000 remplace la mention 50000 / mention 52000 takes the place of 50000';
    return refused(CUSTOMS_REFUSAL.rule, 'DX-33', 'specialMention', reason);
  }
  if (instead || mentions.includes('50000')) return undefined;
  const reason = 'mention spéciale 50000 absente / special mention 50000 is missing';
  return refused(CUSTOMS_REFUSAL.missing, 'DX-27', 'specialMention', reason);
};

const isIn = ({ from, until }: GlobalisationPeriod, at: Instant): boolean => from <= at && at < until;

/** DX-32: a DSE of an operator with globalisation periods belongs to one of them, and comes before its end. */
const missesItsPeriod: Check = ({ kind, globalisationPeriod, clearedAt }, { periods, now }) => {
  const refusedFor = (code: string, reason: string): RefusalVerdict =>
    refused(code, 'DX-32', 'globalisationPeriod', reason);
  if (kind === 'DAU') {
    if (globalisationPeriod === undefined) return undefined;
    return refusedFor(CUSTOMS_REFUSAL.rule, 'période de globalisation pour un DAU / a globalisation period for a DAU');
  }
  // Of an operator whose periods nobody has entered nothing is known that could be held against it.
  if (periods.length === 0) return undefined;
  const named = periods.find((p) => p.reference === globalisationPeriod);
  if (globalisationPeriod !== undefined && !named)
    return refusedFor(CUSTOMS_REFUSAL.codelist, 'période de globalisation inconnue / unknown globalisation period');
  const period = named ?? periods.find((p) => isIn(p, clearedAt));
  if (!period) {
    return refusedFor(CUSTOMS_REFUSAL.missing, 'période de globalisation absente / globalisation period is missing');
  }
  if (!isIn(period, clearedAt)) {
    const reason = `dédouanement hors de la période ${period.reference} / cleared outside the period ${period.reference}`;
    return refusedFor(CUSTOMS_REFUSAL.rule, reason);
  }
  if (now <= period.until) return undefined;
  const reason = `période de globalisation close le ${period.until} / globalisation period over since ${period.until}`;
  return refusedFor(CUSTOMS_REFUSAL.rule, reason);
};

/** In this order; the first that objects decides. */
const CHECKS: readonly Check[] = [lacksItsMention, outsideTheOutage, doublesTheFirst, reusesAnLrn, missesItsPeriod];

/** What Delta X holds against a re-integration for what it knows beside the message. */
export const judgeStanding: Check = (declaration, known) => {
  for (const check of CHECKS) {
    const verdict = check(declaration, known);
    if (verdict) return verdict;
  }
  return undefined;
};
