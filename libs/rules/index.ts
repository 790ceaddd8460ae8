export { cite, citedRules, todoUnder, type Citation } from './catalogue.js';
export { sourceOf, type SourceDocument } from './sources.js';
