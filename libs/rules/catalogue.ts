import type { RuleId, Text } from '#libs/kernel';
import { deltaXRules } from './delta-x.rules.js';
import { deltaXTodos } from './delta-x.todos.js';
import { numbered, type Entry } from './entry.js';
import { sourceOf, type SourceDocument } from './sources.js';

/** What is shown wherever a rule is cited. */
export interface Citation {
  readonly rule: RuleId;
  readonly document: SourceDocument;
  /** Where in the document, as it numbers its own parts. */
  readonly section: Text;
  readonly gist: Text;
}

const entries: Readonly<Record<RuleId, Entry>> = {
  'EC-03': [
    numbered('§3'),
    'The administration’s announcement starts the alert for every operator.',
    'L’annonce de l’administration ouvre l’alerte pour tous les opérateurs.',
  ],
  'EC-16': [
    numbered('§4'),
    'Re-integration within 24 hours of the end of the alert; the office may relax it.',
    'Réintégration dans les 24 heures suivant la fin de l’alerte ; le bureau peut assouplir.',
  ],
  'EM-03': [
    numbered('V.1'),
    'A planned unavailability is notified at least 24 hours before it begins.',
    'Une indisponibilité planifiée est notifiée au moins 24 heures à l’avance.',
  ],
  'EM-21': [
    numbered('IV.3'),
    'Data are introduced immediately once the system is back.',
    'Les données sont introduites immédiatement au retour du système.',
  ],
  ...deltaXRules,
};

/** @throws Error for a rule that the catalogue does not hold: a rule is never cited without its source */
export const cite = (rule: RuleId): Citation => {
  const entry = entries[rule];
  if (!entry) throw new Error(`rule ${rule} is not in the catalogue`);
  return { rule, document: sourceOf(rule), section: entry[0], gist: { en: entry[1], fr: entry[2] } };
};

const todos: Readonly<Record<RuleId, Text>> = {
  'EC-03': {
    en: 'check the announcement: a running alert holds for every operator',
    fr: 'vérifiez l’annonce : une alerte en cours vaut pour tous les opérateurs',
  },
  'EC-16': {
    en: 'ask the office to relax the deadline, and record it',
    fr: 'demandez un assouplissement du délai au bureau, et enregistrez-le',
  },
  'EM-03': {
    en: 'notify it at least 24 hours before it begins',
    fr: 'notifiez-la au moins 24 heures avant son début',
  },
  'EM-21': { en: 'send it at once, before anything else', fr: 'envoyez-la immédiatement, avant le reste' },
  ...deltaXTodos,
};

/** What a person does about a refusal under this rule. @throws Error for a rule that the catalogue does not hold */
export const todoUnder = (rule: RuleId): Text => {
  const todo = todos[rule];
  if (!todo) throw new Error(`rule ${rule} is not in the catalogue`);
  return todo;
};

export const citedRules = Object.keys(entries) as RuleId[];
