/** What is put on paper in a fallback, or in its place. */
export const PAPER_FORMS = ['manifest', 'dau', 'records'] as const;
export type PaperForm = (typeof PAPER_FORMS)[number];

/** What the page shows. It lives in the address, so that it can be kept, sent and gone back to. */
export type Route =
  | { readonly kind: 'board' }
  | { readonly kind: 'declaration'; readonly operator: string; readonly reference: string }
  | { readonly kind: 'alert'; readonly alertId: string }
  | { readonly kind: 'manifest'; readonly manifestId: string }
  | { readonly kind: 'manifests' }
  | { readonly kind: 'lodge'; readonly form: PaperForm }
  | { readonly kind: 'rules'; readonly rule: string | undefined }
  | { readonly kind: 'unknown' };

const BOARD: Route = { kind: 'board' };
const UNKNOWN: Route = { kind: 'unknown' };

const decoded = (part: string): string | undefined => {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
};

/** Reads the part of the address after `#`, up to what a list is asked for; nothing at all is the board. */
export const readRoute = (hash: string): Route => {
  const [, kind, ...rest] = hash.replace(/^#/, '').replace(/\?.*$/, '').split('/');
  const [first, second] = rest.map(decoded);
  switch (kind) {
    case 'declarations':
      return first && second ? { kind: 'declaration', operator: first, reference: second } : UNKNOWN;
    case 'alerts':
      return first ? { kind: 'alert', alertId: first } : UNKNOWN;
    case 'manifests':
      return first ? { kind: 'manifest', manifestId: first } : { kind: 'manifests' };
    case 'lodge':
      return { kind: 'lodge', form: PAPER_FORMS.find((form) => form === first) ?? 'manifest' };
    case 'rules':
      return { kind: 'rules', rule: first === '' ? undefined : first };
    default:
      return kind ? UNKNOWN : BOARD;
  }
};

const hash = (...parts: readonly string[]): string => `#/${parts.map(encodeURIComponent).join('/')}`;

export const BOARD_HASH = hash();
export const MANIFESTS_HASH = hash('manifests');
export const RULES_HASH = hash('rules');
export const declarationHash = (operator: string, reference: string): string =>
  hash('declarations', operator, reference);
export const alertHash = (alertId: string): string => hash('alerts', alertId);
export const manifestHash = (manifestId: string): string => hash('manifests', manifestId);
export const lodgeHash = (form: PaperForm): string => hash('lodge', form);
export const ruleHash = (rule: string): string => hash('rules', rule);
