import type { enGoods } from './en.goods.js';

/** Ce que deviennent les marchandises, et ce qui a été saisi à leur sujet. */
export const frGoods: Readonly<Record<keyof typeof enGoods, string>> = {
  'act.correct': 'Corriger la saisie',
  'actExplain.correct':
    'Le papier fait foi : les données sont ramenées à ce qu’il dit, et jugées comme au dépôt. Ce que dit le papier lui-même ne se modifie pas ici : c’est une rectification, une fois la déclaration réintégrée. Un document déjà imprimé reste tel quel.',
  'actField.correct.changes': 'Ce que dit le papier',
  'actField.correct.evidence': 'Preuve : quel document, à quel endroit',
  'correct.title': 'Saisie d’après le papier',
  'correct.done': 'Saisie corrigée d’après le papier : {fields}. Dernière correction le {when}.',
  'correct.refused':
    'La douane l’a refusée. Si la saisie diffère du papier, corrigez-la ici, puis renvoyez la déclaration.',
  'correct.open': 'Rien n’en figure encore dans Delta X : une saisie qui diffère du papier peut être corrigée.',
  'correct.corrected': 'Sur le papier (vide s’il n’indique rien)',
  'correct.typed': 'Saisi : {value}',
  'correct.article': 'article n° {n}',
};
