import type { Objection, Text } from '#libs/kernel';

/** What a problem document is made of, in both languages until it is known who reads it (RFC 9457). */
export interface ProblemParts {
  readonly slug: string;
  readonly status: number;
  readonly title: Text;
  readonly detail?: Text;
  readonly errors?: readonly Objection[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the document. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/** A request that gets a problem document in place of its answer. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(readonly parts: ProblemParts) {
    super(parts.detail?.en ?? parts.title.en);
  }
}

const titles = {
  invalid: [400, 'The request is not valid', 'La requête n’est pas valide'],
  'idempotency-key-missing': [400, 'An Idempotency-Key is needed', 'Un en-tête Idempotency-Key est requis'],
  unauthenticated: [401, 'Who is asking is not known', 'Le demandeur n’est pas identifié'],
  'role-missing': [403, 'This is not for your role', 'Votre rôle ne le permet pas'],
  'not-found': [404, 'There is no such thing here', 'Ressource introuvable'],
  'method-not-allowed': [405, 'Not with this method', 'Méthode non permise'],
  conflict: [409, 'Things changed meanwhile', 'La situation a changé entre-temps'],
  'wrong-offset': [409, 'The import stands elsewhere', 'L’import en est à un autre endroit'],
  'precondition-failed': [412, 'Things are no longer as you saw them', 'La ressource a changé depuis votre lecture'],
  'too-large': [413, 'The request is too large', 'La requête est trop volumineuse'],
  'unsupported-media-type': [415, 'This form of content is not taken here', 'Ce type de contenu n’est pas accepté ici'],
  'not-importable': [422, 'The file can’t be imported', 'Le fichier ne peut pas être importé'],
  refused: [422, 'Refused', 'Refusé'],
  'idempotency-key-reused': [
    422,
    'This Idempotency-Key belongs to another request',
    'Cet en-tête Idempotency-Key appartient à une autre requête',
  ],
  'precondition-required': [428, 'Say which revision you saw', 'Indiquez la révision que vous avez lue'],
  internal: [500, 'Something went wrong here', 'Une erreur interne s’est produite'],
  'bad-gateway': [502, 'The service behind this address does not answer', 'Le service sous-jacent ne répond pas'],
  'event-store-unavailable': [503, 'The log does not answer', 'Le journal ne répond pas'],
  'not-there-yet': [503, 'This position is not reached yet', 'Cette position n’est pas encore atteinte'],
  rebuilding: [503, 'The read model is being rebuilt', 'Le modèle de lecture est en reconstruction'],
} as const satisfies Readonly<Record<string, readonly [number, string, string]>>;

export type ProblemSlug = keyof typeof titles;

/** A problem of a known kind, with what is particular to this case. */
export const problem = (
  slug: ProblemSlug,
  detail?: Text,
  more: Pick<ProblemParts, 'errors' | 'headers' | 'members'> = {},
): Problem => {
  const [status, en, fr] = titles[slug];
  return new Problem({ slug, status, title: { en, fr }, ...(detail ? { detail } : {}), ...more });
};

export const notFound = (en: string, fr: string): Problem => problem('not-found', { en, fr });

export const invalid = (field: string, en: string, fr: string): Problem =>
  problem('invalid', undefined, { errors: [{ field, text: { en, fr } }] });
