import type { ImportEvent } from '#libs/delta-x';
import type { Summaries } from './words.js';

/** What happened to a file taken in, in a line: what its lines cite as their cause. */
export const importSummaries: Summaries<ImportEvent> = {
  ImportStarted: ({ file }) =>
    file.kind === 'prior-states'
      ? {
          en: 'A list of what stood in the system was taken in',
          fr: 'Reprise d’une liste de ce qui figurait au système',
        }
      : { en: 'A file of the manifest was taken in', fr: 'Reprise d’un fichier du manifeste' },
  ImportProgressed: ({ line }) => ({
    en: `File taken in up to line ${String(line)}`,
    fr: `Fichier repris jusqu’à la ligne ${String(line)}`,
  }),
  ImportCompleted: ({ lines, accepted, unchanged, rejected }) => ({
    en: `File taken in: ${String(lines)} lines, ${String(accepted)} taken, ${String(unchanged)} unchanged, ${String(rejected)} rejected`,
    fr: `Fichier repris : ${String(lines)} lignes, ${String(accepted)} reprises, ${String(unchanged)} inchangées, ${String(rejected)} rejetées`,
  }),
};
