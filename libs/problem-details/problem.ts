import type { Objection, Text } from '#libs/kernel';

interface Kind {
  readonly status: number;
  readonly title: Text;
}

/** Every problem the product answers with: the last part of its `type`, its status, its title. */
export const PROBLEMS = {
  invalid: { status: 400, title: { en: 'The request is not valid', fr: 'La requête n’est pas valide' } },
  'idempotency-key-missing': {
    status: 400,
    title: { en: 'An Idempotency-Key header is needed', fr: 'L’en-tête Idempotency-Key est nécessaire' },
  },
  unauthenticated: { status: 401, title: { en: 'Who is asking?', fr: 'Qui fait cette demande ?' } },
  'role-missing': { status: 403, title: { en: 'Your role does not allow it', fr: 'Votre rôle ne le permet pas' } },
  'not-found': { status: 404, title: { en: 'There is no such thing', fr: 'Cela n’existe pas' } },
  'method-not-allowed': { status: 405, title: { en: 'Not a method of this resource', fr: 'Méthode non permise ici' } },
  conflict: {
    status: 409,
    title: { en: 'Somebody else changed it meanwhile', fr: 'Modifié entre-temps par quelqu’un d’autre' },
  },
  'wrong-offset': {
    status: 409,
    title: { en: 'The upload goes on at another offset', fr: 'L’envoi reprend à un autre décalage' },
  },
  'precondition-failed': {
    status: 412,
    title: { en: 'It is no longer what you have seen', fr: 'Ce n’est plus ce que vous avez vu' },
  },
  'too-large': { status: 413, title: { en: 'The request is too large', fr: 'La requête est trop volumineuse' } },
  'unsupported-media-type': {
    status: 415,
    title: { en: 'This content type is not taken here', fr: 'Ce type de contenu n’est pas accepté ici' },
  },
  refused: { status: 422, title: { en: 'Refused', fr: 'Refusé' } },
  'not-importable': {
    status: 422,
    title: { en: 'The file can’t be imported', fr: 'Le fichier ne peut pas être importé' },
  },
  'idempotency-key-reused': {
    status: 422,
    title: {
      en: 'The idempotency key was used for another request',
      fr: 'La clé d’idempotence a servi à une autre requête',
    },
  },
  'precondition-required': {
    status: 428,
    title: { en: 'An If-Match header is needed', fr: 'L’en-tête If-Match est nécessaire' },
  },
  internal: { status: 500, title: { en: 'Something went wrong here', fr: 'Une erreur est survenue de notre côté' } },
  'bad-gateway': {
    status: 502,
    title: { en: 'A part of the product does not answer', fr: 'Un élément du produit ne répond pas' },
  },
  'event-store-unavailable': {
    status: 503,
    title: { en: 'The event store does not answer', fr: 'Le journal des événements ne répond pas' },
  },
  rebuilding: {
    status: 503,
    title: { en: 'The read model is being rebuilt', fr: 'Le modèle de lecture est en reconstruction' },
  },
  'not-there-yet': {
    status: 503,
    title: { en: 'Not there yet: ask again', fr: 'Pas encore disponible : redemandez' },
  },
} as const satisfies Readonly<Record<string, Kind>>;

export type ProblemSlug = keyof typeof PROBLEMS;

export interface ProblemMore {
  /** What is wrong, point by point. */
  readonly objections?: readonly Objection[];
  /** Further headers of the answer, `retry-after` for one. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the document (RFC 9457, section 3.2): the right offset, say. */
  readonly members?: Readonly<Record<string, string | number>>;
  readonly cause?: unknown;
}

/** Thrown by whoever answers a request; shown as a problem document in the reader's language. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly objections: readonly Objection[];
  readonly headers: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, string | number>>;

  constructor(
    readonly slug: ProblemSlug,
    readonly detail: Text,
    { objections = [], headers = {}, members = {}, cause }: ProblemMore = {},
  ) {
    super(detail.en, cause === undefined ? undefined : { cause });
    this.status = PROBLEMS[slug].status;
    this.objections = objections;
    this.headers = headers;
    this.members = members;
  }
}

/** A request that can't be taken because of one field. */
export const invalidField = (field: string, text: Text, todo?: Text): Problem =>
  new Problem('invalid', text, { objections: [{ field, text, ...(todo ? { todo } : {}) }] });
