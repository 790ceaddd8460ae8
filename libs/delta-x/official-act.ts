import type { Instant, Objection, RuleId, Text } from '#libs/kernel';
import { isOffice } from './codes.js';
import { officeUnknown } from './form-check.js';
import type { OfficeRegister } from './offices.js';

/** A mark that an officer makes on paper: an office, a person, an instant. With one of them missing it is half a mark. */
export interface OfficialAct {
  readonly office: string;
  readonly officer: string;
  readonly at: Instant;
}

/** When something may have happened. */
export interface When {
  readonly rule: RuleId;
  /** It can't come before this: the lodging, the release. */
  readonly notBefore: Instant;
  readonly now: Instant;
  /** The field that names the instant. */
  readonly field: string;
}
/** What an act is judged by. */
export interface ActContext extends When {
  readonly offices: OfficeRegister;
}

const object = (rule: RuleId, field: string, text: Text): Objection => ({ rule, field, text });

/** An instant too early, or in the future. */
export const instantObjections = (at: Instant, { rule, notBefore, now, field }: When): Objection[] => {
  if (at > now) return [object(rule, field, { en: `${at} is in the future`, fr: `${at} est dans le futur` })];
  if (at >= notBefore) return [];
  return [object(rule, field, { en: `${at} is before ${notBefore}`, fr: `${at} est antérieur au ${notBefore}` })];
};

const malformed = (office: string, rule: RuleId): Objection => ({
  rule,
  field: 'office',
  text: { en: `${office} is no office code`, fr: `${office} n’est pas un code de bureau` },
  todo: { en: 'two letters and six characters, FR002650', fr: 'deux lettres et six caractères, FR002650' },
});

/** An office that acts is named by a code that is well formed, and exists (a French one; others by their shape alone). */
export const officeObjections = (office: string, at: Instant, register: OfficeRegister, rule: RuleId): Objection[] =>
  isOffice(office) ? officeUnknown('office', office, at, register, rule) : [malformed(office, rule)];

/** Half a stamp, an office that does not exist, an instant too early or in the future: each with its field. */
export const actObjections = ({ office, officer, at }: OfficialAct, { offices, ...when }: ActContext): Objection[] => {
  const { rule } = when;
  const found: Objection[] = [];
  if (office.trim() === '') {
    const text = { en: 'half a stamp: the office is missing', fr: 'cachet incomplet : il manque le bureau' };
    found.push(object(rule, 'office', text));
  } else {
    found.push(...officeObjections(office, at, offices, rule));
  }
  if (officer.trim() === '') {
    const text = {
      en: 'half a stamp: the officer’s signature is missing',
      fr: 'cachet incomplet : il manque la signature de l’agent',
    };
    found.push(object(rule, 'officer', text));
  }
  found.push(...instantObjections(at, when));
  return found;
};

/** The act of another office than the one it belongs to. */
export const otherOffice = (rule: RuleId, office: string, expected: string): Objection[] =>
  office === expected
    ? []
    : [
        object(rule, 'office', {
          en: `this is for ${expected}, not for ${office}`,
          fr: `cet acte relève de ${expected}, non de ${office}`,
        }),
      ];
