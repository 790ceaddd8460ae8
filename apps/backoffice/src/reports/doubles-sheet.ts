import type { Appearance, AppearanceKind, DoubleKey, DoublePair, DoublesChecked } from '#libs/delta-x';
import type { Text } from '#libs/kernel';
import type { Sheet } from './sheet.js';

/** A pair; or, last of all, what was looked at and up to where. */
export type DoublesLine =
  | { readonly kind: 'pair'; readonly pair: DoublePair }
  | { readonly kind: 'checked'; readonly checked: DoublesChecked; readonly found: number; readonly position: string };

const keyText: Readonly<Record<DoubleKey, Text>> = {
  reference: { en: 'reference', fr: 'référence' },
  lrn: { en: 'LRN', fr: 'LRN' },
  number: { en: 'number', fr: 'numéro' },
};
const appearanceText: Readonly<Record<AppearanceKind, Text>> = {
  'pre-outage': { en: 'in Delta X before the outage', fr: 'dans Delta X avant la panne' },
  paper: { en: 'on paper', fr: 'sur papier' },
  're-sent': { en: 'sent again', fr: 'réintégrée' },
};

const summary = ({ checked, found, position }: Extract<DoublesLine, { kind: 'checked' }>): Text => ({
  en: `pairs: ${found}; declarations: ${checked.declarations} (before the outage ${checked.preOutage}, on paper ${checked.paper}, sent again ${checked.reSent}); LRNs: ${checked.lrns}; numbers: ${checked.numbers}; papers compared with the declaration they name: ${checked.firstNamed}, by their reference alone: ${checked.firstUnnamed}; log position ${position}`,
  fr: `paires : ${found} ; déclarations : ${checked.declarations} (avant la panne ${checked.preOutage}, sur papier ${checked.paper}, réintégrées ${checked.reSent}) ; LRN : ${checked.lrns} ; numéros : ${checked.numbers} ; papiers comparés à la déclaration qu’ils nomment : ${checked.firstNamed}, par leur seule référence : ${checked.firstUnnamed} ; position du journal ${position}`,
});

type Of = (pair: DoublePair) => Appearance;
const side = (name: 'first' | 'second', title: Text, of: Of): Sheet<DoublesLine>['columns'] => [
  {
    id: name,
    title,
    cell: (line, language) => (line.kind === 'pair' ? appearanceText[of(line.pair).as][language] : undefined),
  },
  {
    id: `${name}_reference`,
    title: { en: `${title.en}: reference`, fr: `${title.fr} : référence` },
    cell: (line) => (line.kind === 'pair' ? of(line.pair).reference : undefined),
  },
  {
    id: `${name}_number`,
    title: { en: `${title.en}: number`, fr: `${title.fr} : numéro` },
    cell: (line) => (line.kind === 'pair' ? of(line.pair).number : undefined),
  },
];

/** Each pair of appearances of the same goods, with what keeps it from doubling (DX-29). */
export const DOUBLES_SHEET: Sheet<DoublesLine> = {
  title: { en: 'Doubles', fr: 'Doublons' },
  columns: [
    {
      id: 'outcome',
      title: { en: 'Outcome', fr: 'Résultat' },
      cell: (line) => (line.kind === 'pair' ? line.pair.outcome : line.kind),
    },
    {
      id: 'operator',
      title: { en: 'Operator', fr: 'Opérateur' },
      cell: (line) => (line.kind === 'pair' ? line.pair.first.operator : undefined),
    },
    {
      id: 'same',
      title: { en: 'The same', fr: 'Donnée commune' },
      cell: (line, language) => (line.kind === 'pair' ? keyText[line.pair.by][language] : undefined),
    },
    {
      id: 'value',
      title: { en: 'Value', fr: 'Valeur' },
      cell: (line) => (line.kind === 'pair' ? line.pair.value : undefined),
    },
    ...side('first', { en: 'First', fr: 'Première' }, (pair) => pair.first),
    ...side('second', { en: 'Second', fr: 'Seconde' }, (pair) => pair.second),
    {
      id: 'rules',
      title: { en: 'Rules', fr: 'Règles' },
      cell: (line) => (line.kind === 'pair' ? line.pair.rules.join(' ') : 'DX-29'),
    },
    {
      id: 'text',
      title: { en: 'What was done', fr: 'Suite donnée' },
      cell: (line, language) => (line.kind === 'pair' ? line.pair.text : summary(line))[language],
    },
  ],
};
