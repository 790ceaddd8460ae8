import {
  CUSTOMS_REFUSAL,
  type EarlierAcceptance,
  type ReceivedReintegration,
  type XmlFault,
} from '#libs/customs-gateway';
import { judgeArticles } from './judge-articles.js';
import { judgeStanding, type Known } from './judge-standing.js';
import { refused, type RefusalVerdict } from './refusal.js';

export type Verdict = { readonly accepted: true } | RefusalVerdict;

/**
 * DX-23, DX-26 to DX-29: what Delta X holds against a well-formed re-integration.
 * @param first the re-integration of the same reference that was accepted already
 */
export const judge = (
  declaration: ReceivedReintegration,
  known: Known & { readonly first: EarlierAcceptance | undefined },
): Verdict => {
  const { mode, clearedAt } = declaration;
  const { now, first } = known;
  if (mode !== 'validated') {
    return refused(
      CUSTOMS_REFUSAL.rule,
      'DX-26',
      'envelopeMode',
      'enveloppe en mode anticipé / envelope in anticipated mode',
    );
  }
  if (clearedAt >= now) {
    const reason = `date de dédouanement postérieure à ${now} / clearance date later than ${now}`;
    return refused(CUSTOMS_REFUSAL.rule, 'DX-27', 'clearedAt', reason);
  }
  const ofArticles = judgeArticles(declaration);
  if (ofArticles) return ofArticles;
  if (first) {
    const reason = `déclaration déjà acceptée, MRN ${first.mrn} / declaration already accepted, MRN ${first.mrn}`;
    return { ...refused(CUSTOMS_REFUSAL.duplicateReference, 'DX-29', 'reference', reason), first };
  }
  return judgeStanding(declaration, known) ?? { accepted: true };
};

/** What is said of a message that the schema does not accept; its first fault decides. */
export const judgeFaults = ([fault]: readonly XmlFault[]): RefusalVerdict => ({
  accepted: false,
  code: fault?.missing ? CUSTOMS_REFUSAL.missing : CUSTOMS_REFUSAL.invalid,
  reason: `message non conforme / invalid message: ${fault?.message ?? ''}`,
  ...(fault?.path !== undefined && { field: fault.path }),
});

/** The message id is known, and came with other content the first time. */
export const REUSED_MESSAGE_ID: RefusalVerdict = {
  accepted: false,
  code: CUSTOMS_REFUSAL.duplicateMessage,
  field: '/reintegration/messageId',
  reason: 'identifiant de message déjà utilisé pour un autre contenu / message id already used for other content',
};
