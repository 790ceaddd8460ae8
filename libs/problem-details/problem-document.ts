import type { Objection } from '#libs/kernel';
import { cite, citedRules } from '#libs/rules';
import type { Language } from './language.js';
import { PROBLEMS, type Problem } from './problem.js';

export const PROBLEM_BASE = 'https://reprise.example/problems/';

/** One point of a problem: the field, and the rule with its source where a rule decides. */
export interface ProblemPoint {
  readonly rule?: string;
  readonly source?: string;
  readonly section?: string;
  readonly field?: string;
  readonly text: string;
  readonly todo?: string;
}

/** RFC 9457. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly errors?: readonly ProblemPoint[];
  readonly [member: string]: unknown;
}

/** An objection in one language, with the document and section of its rule. */
export const pointOf = ({ rule, field, text, todo }: Objection, language: Language): ProblemPoint => {
  const citation = rule !== undefined && citedRules.includes(rule) ? cite(rule) : undefined;
  return {
    ...(rule === undefined ? {} : { rule }),
    ...(citation ? { source: citation.document.id, section: citation.section } : {}),
    ...(field === undefined ? {} : { field }),
    text: text[language],
    ...(todo === undefined ? {} : { todo: todo[language] }),
  };
};

/** @param instance the path that was asked for, without its query (a token may stand there) */
export const documentOf = (problem: Problem, language: Language, instance: string): ProblemDocument => ({
  type: `${PROBLEM_BASE}${problem.slug}`,
  title: PROBLEMS[problem.slug].title[language],
  status: problem.status,
  detail: problem.detail[language],
  instance,
  ...(problem.objections.length === 0 ? {} : { errors: problem.objections.map((o) => pointOf(o, language)) }),
  ...problem.members,
});
