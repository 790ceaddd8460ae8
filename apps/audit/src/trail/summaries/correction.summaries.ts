import { isPersonalField, type CorrectedDatum, type TranscriptionCorrected } from '#libs/delta-x';
import type { Summaries } from './words.js';

/** Each datum with what was typed and what the paper says; of persons only that it was corrected. */
const dataOf = (changes: readonly CorrectedDatum[]): string =>
  changes
    .map(({ field, typed = '–', corrected = '–' }) =>
      isPersonalField(field) ? field : `${field} (${typed} → ${corrected})`,
    )
    .join(', ');

/** DX-28: what was typed wrong from the paper. */
export const correctionSummaries: Summaries<TranscriptionCorrected> = {
  TranscriptionCorrected: ({ changes }) => ({
    en: `Corrected as the paper says: ${dataOf(changes)}; the paper itself is unchanged`,
    fr: `Saisie corrigée d’après le papier : ${dataOf(changes)} ; le papier lui-même est inchangé`,
  }),
};
