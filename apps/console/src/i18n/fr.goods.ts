import type { enGoods } from './en.goods.js';

/** Ce que deviennent les marchandises, et ce qui a été saisi à leur sujet. */
export const frGoods: Readonly<Record<keyof typeof enGoods, string>> = {
  'list.noneSearched':
    'Aucune déclaration ne commence ainsi. La recherche porte sur le début des références, MRN, LRN et numéros, en majuscules ou minuscules : saisissez les premiers signes, tirets compris, ou cherchez par opérateur et état.',
  'announce.ownRule':
    'Une panne propre à l’opérateur repose sur sa demande d’assistance : son numéro figure sur chaque papier à la place de l’alerte de l’administration.',
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
  'act.release-office': 'Enregistrer la mainlevée',
  'actExplain.release-office':
    'Hors présentation dans les locaux de l’opérateur, le bureau donne la mainlevée. Son cachet sur le manifeste ou le DAU la vaut pour ce qui n’est pas sélectionné pour contrôle.',
  'act.release-after-control': 'Enregistrer la mainlevée',
  'actExplain.release-after-control':
    'Après un contrôle conforme, le service donne la mainlevée : la retenue de la réintégration est levée avec elle.',
  'act.withhold': 'Enregistrer la retenue définitive',
  'actExplain.withhold':
    'Le contrôle a relevé une irrégularité et le service ne donne pas mainlevée. Rien n’est réintégré, et plus rien n’est dû. Cela ne s’annule pas ici.',
  'actField.withhold.because': 'Ce qu’elles sont devenues',
  'actField.withhold.note': 'Référence de l’acte, ou ce qu’elles sont devenues',
  'actChoice.seized': 'Saisies',
  'actChoice.abandoned': 'Abandonnées',
  'actChoice.destroyed': 'Détruites',
  'actChoice.returned': 'Restituées à l’opérateur',
  'withheld.seized': 'Jamais : saisies par {office}, le {when}.',
  'withheld.abandoned': 'Jamais : abandonnées, enregistré par {office}, le {when}.',
  'withheld.destroyed': 'Jamais : détruites, enregistré par {office}, le {when}.',
  'withheld.returned': 'Jamais : restituées à l’opérateur par {office}, le {when}.',
  'withheld.other': 'Jamais : retenues par {office}, le {when}.',
  'status.not-released': 'Sans mainlevée',
  'clearance.amiss': 'Une irrégularité a été relevée : second contrôle, ou retenue définitive.',
  'clearance.releaseMissing': 'Réintégrée sans mainlevée enregistrée : demandez-la au bureau, puis enregistrez-la.',
  'exit.noProofYet':
    'Aucun IE599 n’est attendu : ce qui est saisi a posteriori n’est pas transmis à ECS. Le document cacheté fera preuve ; aucun n’est encore enregistré.',
};
