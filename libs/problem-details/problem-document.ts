import type { Objection } from '#libs/kernel';
import { cite, citedRules, sourceOf, todoUnder } from '#libs/rules';
import type { Language } from './language.js';
import type { Problem } from './problem.js';
import { PROBLEM_BASE, PROBLEMS } from './problems.js';

/** One point of a problem: the field, and the rule with its source where a rule decides. */
export interface ProblemPoint {
  readonly rule?: string;
  readonly source?: string;
  /** Absent for a rule that the catalogue does not hold: an older version may have applied it. */
  readonly section?: string;
  readonly field?: string;
  readonly text: string;
  /** The objection's own, else what its rule asks for; absent where no rule decides and nothing nearer is known. */
  readonly todo?: string;
}

/** RFC 9457. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly instance: string;
  /** What to do about a problem of this kind. */
  readonly todo: string;
  readonly errors?: readonly ProblemPoint[];
  readonly [member: string]: unknown;
}

/** An objection, also one read back from where it was kept, with its absent parts present and undefined. */
type Reportable = { readonly [K in keyof Objection]: Objection[K] | undefined } & Pick<Objection, 'text'>;

/** An objection in one language, with the document and section of its rule, and what to do about it. */
export const pointOf = ({ rule, field, text, todo }: Reportable, language: Language): ProblemPoint => {
  const cited = rule !== undefined && citedRules.includes(rule) ? rule : undefined;
  const next = todo ?? (cited && todoUnder(cited));
  return {
    ...(rule === undefined ? {} : { rule, source: sourceOf(rule).id }),
    ...(cited === undefined ? {} : { section: cite(cited).section[language] }),
    ...(field === undefined ? {} : { field }),
    text: text[language],
    ...(next === undefined ? {} : { todo: next[language] }),
  };
};

/** @param instance the path that was asked for, without its query (a token may stand there) */
export const documentOf = (problem: Problem, language: Language, instance: string): ProblemDocument => ({
  type: `${PROBLEM_BASE}${problem.slug}`,
  title: PROBLEMS[problem.slug].title[language],
  status: problem.status,
  ...(problem.detail ? { detail: problem.detail[language] } : {}),
  instance,
  todo: PROBLEMS[problem.slug].todo[language],
  ...(problem.objections.length === 0 ? {} : { errors: problem.objections.map((o) => pointOf(o, language)) }),
  ...problem.members,
});
