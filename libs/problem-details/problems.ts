import type { ProblemKind } from './problem-kind.js';
import { REQUEST_PROBLEMS } from './request-problems.js';
import { SERVER_PROBLEMS } from './server-problems.js';

/** What the `type` of a problem begins with; its slug follows. */
export const PROBLEM_BASE = 'https://reprise.example/problems/';

const problems = { ...REQUEST_PROBLEMS, ...SERVER_PROBLEMS };

/** The last part of a problem's `type`. */
export type ProblemSlug = keyof typeof problems;

/** Every problem that the product answers with. */
export const PROBLEMS: Readonly<Record<ProblemSlug, ProblemKind>> = problems;

export const PROBLEM_SLUGS = Object.keys(problems) as readonly ProblemSlug[];

/** Whether the text is the slug of a problem. */
export const isProblemSlug = (text: string): text is ProblemSlug => Object.hasOwn(problems, text);
