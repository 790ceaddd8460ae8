export { languageOf, type Language } from './language.js';
export { documentOf, pointOf, PROBLEM_BASE, type ProblemDocument, type ProblemPoint } from './problem-document.js';
export { problemOf } from './problem-of.js';
export { ProblemFilter } from './problem.filter.js';
export { invalidField, Problem, PROBLEMS, type ProblemMore, type ProblemSlug } from './problem.js';
