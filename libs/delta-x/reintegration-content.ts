import type { FurtherArticle } from './article.js';
import type { DeclarationLodged } from './delta-x.events.js';
import { deltaXPolicy, type DeltaXPolicy } from './delta-x.policy.js';

/** The content of a re-integrated declaration, whatever message carries it. */
export type ReintegrationContent = ReturnType<typeof reintegrationContent>;

/** What is known of a declaration beside its paper. */
export interface Beside {
  /** The goods were physically controlled (DX-33). */
  readonly controlled?: boolean | undefined;
  /** Its local reference number, where that is another than its number. */
  readonly lrn?: string | undefined;
}

/** DX-27, DX-33: what was lodged, with the fallback's mention, and the control's beside it or in its place. */
const mentionsOf = (
  { mentions }: DeclarationLodged['data'],
  controlled: boolean,
  { fallbackMention, controlMention }: DeltaXPolicy,
): readonly string[] => {
  const { code, place } = controlMention;
  const fallback = mentions.includes(fallbackMention) ? mentions : [fallbackMention, ...mentions];
  if (!controlled || fallback.includes(code)) return fallback;
  return place === 'beside' ? [...fallback, code] : fallback.map((m) => (m === fallbackMention ? code : m));
};

const sent = ({ cn8, valueEur: _ours, restrictedDocuments: _onPaper, ...article }: FurtherArticle) => ({
  ...article,
  ...(cn8 === undefined ? {} : { cn8 }),
});

/**
 * What is sent of a declaration lodged on paper: validated, never anticipated (DX-26); with mention 50000 and the real
 * date of clearance, the paper's or the entry's in the records (DX-27); and the data as lodged, every article in the
 * order of the paper, whatever is known by now (DX-28).
 */
export const reintegrationContent = (
  lodged: DeclarationLodged['data'],
  beside: Beside = {},
  policy: DeltaXPolicy = deltaXPolicy(lodged.lodgedAt),
) => {
  const { reference, cn8, restrictedDocuments: _onPaper, first: _ours, ...consignment } = lodged.consignment;
  const { furtherArticles = [] } = lodged;
  return {
    mode: 'validated' as const,
    kind: lodged.kind,
    operator: lodged.operator,
    reference,
    lrn: beside.lrn ?? reference,
    officeOfClearance: lodged.officeOfClearance,
    officeOfExit: lodged.officeOfExit,
    clearedAt: lodged.lodgedAt,
    clearanceBasis: lodged.form === 'records' ? ('records' as const) : ('paper' as const),
    mentions: mentionsOf(lodged, beside.controlled === true, policy),
    assistance: lodged.assistance,
    ...(lodged.globalisation === undefined ? {} : { globalisationPeriod: lodged.globalisation.reference }),
    consignment: { ...consignment, ...(cn8 === undefined ? {} : { cn8 }) },
    ...(furtherArticles.length === 0 ? {} : { furtherArticles: furtherArticles.map(sent) }),
  };
};
