export { languageOf, type Language } from './language.js';
export { documentOf, pointOf, type ProblemDocument, type ProblemPoint } from './problem-document.js';
export type { ProblemKind } from './problem-kind.js';
export { problemOf } from './problem-of.js';
export { ProblemFilter } from './problem.filter.js';
export { invalidField, Problem, type ProblemMore } from './problem.js';
export { isProblemSlug, PROBLEM_BASE, PROBLEM_SLUGS, PROBLEMS, type ProblemSlug } from './problems.js';
export { pathOf, sendProblem } from './send-problem.js';
export { validationPipe } from './validation.js';
