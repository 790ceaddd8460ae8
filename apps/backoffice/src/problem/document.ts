import type { Objection, Text } from '#libs/kernel';
import { cite, citedRules, sourceOf } from '#libs/rules';
import type { Language } from './language.js';
import type { ProblemParts } from './problem.js';

export const PROBLEM_TYPE = 'https://reprise.example/problems/';

/** An objection as it is answered: in one language, with the rule's source. */
export interface ReportedObjection {
  readonly rule?: string;
  readonly source?: string;
  readonly section?: string;
  readonly field?: string;
  readonly text: string;
  readonly todo?: string;
}

type Reportable = { readonly [K in keyof Objection]: Objection[K] | undefined } & { readonly text: Text };

export const reportObjection = (objection: Reportable, language: Language): ReportedObjection => {
  const { rule, field, text, todo } = objection;
  const section = rule !== undefined && citedRules.includes(rule) ? cite(rule).section : undefined;
  return {
    ...(rule === undefined ? {} : { rule, source: sourceOf(rule).id }),
    ...(section === undefined ? {} : { section }),
    ...(field === undefined ? {} : { field }),
    text: text[language],
    ...(todo === undefined ? {} : { todo: todo[language] }),
  };
};

/** The problem document (RFC 9457) in one language. `instance` is the path asked for. */
export const problemDocument = (parts: ProblemParts, language: Language, instance: string): object => ({
  type: `${PROBLEM_TYPE}${parts.slug}`,
  title: parts.title[language],
  status: parts.status,
  ...(parts.detail ? { detail: parts.detail[language] } : {}),
  instance,
  ...(parts.errors ? { errors: parts.errors.map((e) => reportObjection(e, language)) } : {}),
  ...parts.members,
});
