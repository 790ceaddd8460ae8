import type { Instant, Objection, RuleId } from '#libs/kernel';
import type { Draft } from './draft.js';

export const objection = (
  rule: RuleId,
  field: string,
  en: string,
  fr: string,
  todo?: Objection['todo'],
): Objection => ({
  rule,
  field,
  text: { en, fr },
  ...(todo ? { todo } : {}),
});

/** A date on the paper lies in the alert and not in the future; `until` where it may not be later than another. */
export const inTime = (draft: Draft, rule: RuleId, field: string, at: Instant): Objection[] => {
  const { startedAt, facts } = draft;
  if (at > facts.now) return [objection(rule, field, `${at} is in the future`, `${at} est dans le futur`)];
  if (at < startedAt) {
    return [
      objection(
        rule,
        field,
        `before the alert started (${startedAt})`,
        `antérieur au début de l’alerte (${startedAt})`,
      ),
    ];
  }
  const { endedAt } = facts.alert;
  if (endedAt === undefined || at <= endedAt) return [];
  return [objection(rule, field, `after the alert ended (${endedAt})`, `postérieur à la fin de l’alerte (${endedAt})`)];
};
