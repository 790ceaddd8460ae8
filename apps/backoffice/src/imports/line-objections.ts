import type { LineObjection } from '#libs/delta-x';
import { AS_UTF8 } from './csv-header.js';

/** What is wrong with a line before any rule looks at it. */
export const unreadable = {
  tooLong: (): LineObjection => ({
    text: { en: 'the line is longer than 1 MiB', fr: 'la ligne dépasse 1 Mio' },
    todo: { en: 'look for a missing line end or quote', fr: 'cherchez une fin de ligne ou un guillemet manquant' },
  }),
  notUtf8: (): LineObjection => ({
    text: { en: 'the line is not UTF-8', fr: 'la ligne n’est pas en UTF-8' },
    todo: AS_UTF8,
  }),
  openQuote: (): LineObjection => ({
    text: {
      en: 'a quote is opened and not closed on this line; a value holds no line break',
      fr: 'un guillemet est ouvert sans être fermé sur cette ligne ; une valeur ne contient pas de saut de ligne',
    },
  }),
  strayQuote: (): LineObjection => ({
    text: {
      en: 'a quote stands inside a value; double it and quote the value',
      fr: 'un guillemet figure dans une valeur ; doublez-le et mettez la valeur entre guillemets',
    },
  }),
  columns: (found: number, expected: number): LineObjection => ({
    text: {
      en: `${found} columns where the header names ${expected}`,
      fr: `${found} colonnes, l’en-tête en nomme ${expected}`,
    },
    todo: {
      en: 'quote a value that holds the separator, and check that every line is separated as the first is',
      fr: 'mettez entre guillemets une valeur qui contient le séparateur, et vérifiez que chaque ligne est séparée comme la première',
    },
  }),
  notJson: (): LineObjection => ({
    text: { en: 'the line is not one JSON object', fr: 'la ligne n’est pas un objet JSON' },
  }),
  unknownField: (field: string): LineObjection => ({
    field,
    text: { en: 'this field is not known here', fr: 'ce champ n’est pas connu ici' },
  }),
  notText: (field: string): LineObjection => ({
    field,
    text: { en: 'a text or a number is expected', fr: 'un texte ou un nombre est attendu' },
  }),
} as const;
