export { cite, citedRules, type Citation } from './catalogue.js';
export { sourceOf, type SourceDocument } from './sources.js';
