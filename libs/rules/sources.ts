import type { RuleId, Text } from '#libs/kernel';

/** One of the three documents that the product executes. */
export interface SourceDocument {
  readonly id: 'fr-ecs-bs/fiche-9' | 'fr-delta-x/fiche-5' | 'be-emcs/2024-C-34';
  readonly title: Text;
}

const sources: Readonly<Record<'EC' | 'DX' | 'EM', SourceDocument>> = {
  EC: {
    id: 'fr-ecs-bs/fiche-9',
    title: {
      en: 'French customs (DGDDI), sheet 9: fallback procedure at the office of exit, ECS-BS',
      fr: 'DGDDI, fiche 9 : procédure de secours au bureau de sortie, ECS-BS',
    },
  },
  DX: {
    id: 'fr-delta-x/fiche-5',
    title: {
      en: 'French customs (DGDDI), sheet 5 for operators: fallback procedure at export, Delta X',
      fr: 'DGDDI, fiche 5 opérateurs : procédure de secours à l’exportation, Delta X',
    },
  },
  EM: {
    id: 'be-emcs/2024-C-34',
    title: {
      en: 'Belgian customs and excise (AGDA), circular 2024/C/34: fallback procedure for EMCS',
      fr: 'AGDA, circulaire 2024/C/34 : procédure de secours EMCS',
    },
  },
};

/** The document that a rule comes from. */
export const sourceOf = (rule: RuleId): SourceDocument => sources[rule.slice(0, 2) as 'EC' | 'DX' | 'EM'];
