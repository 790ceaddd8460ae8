import { HttpException } from '@nestjs/common';
import { RoleMissing, Unauthenticated } from '#libs/access';
import {
  AppendTooLarge,
  BadCursor,
  EventStoreUnavailable,
  KeyReused,
  StaleRevision,
  ViewsRebuilding,
  WrongExpectedRevision,
} from '#libs/event-store';
import { Refusal, type Text } from '#libs/kernel';
import { invalidField, Problem } from './problem.js';
import type { ProblemSlug } from './problems.js';

const RETRY = { 'retry-after': '2' };

/** What the web server and the framework refuse by themselves; their message is English. */
const BY_STATUS: ReadonlyMap<number, readonly [ProblemSlug, french: string]> = new Map([
  [400, ['invalid', 'La requête est illisible.']],
  [401, ['unauthenticated', 'Un jeton d’accès valable est nécessaire.']],
  [403, ['role-missing', 'Ceci n’est pas permis.']],
  [404, ['not-found', 'Aucune route à cette adresse.']],
  [405, ['method-not-allowed', 'Cette méthode n’est pas permise ici.']],
  [413, ['too-large', 'Le corps dépasse la taille permise.']],
  [415, ['unsupported-media-type', 'Ce type de contenu n’est pas accepté ici.']],
]);

/** The status that the web server or the framework gives an error of its own; `undefined` where it gives none. */
const statusOf = (error: unknown): number | undefined => {
  if (error instanceof HttpException) return error.getStatus();
  const given = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof given === 'number' ? given : undefined;
};

const ofStatus = (error: unknown): Problem => {
  const status = statusOf(error);
  if (status === undefined || status < 400 || status >= 500 || !(error instanceof Error)) {
    return new Problem('internal', undefined, { cause: error });
  }
  const [slug, fr] = BY_STATUS.get(status) ?? (['invalid', 'La requête n’est pas acceptée.'] as const);
  return new Problem(slug, error.message === '' ? undefined : { en: error.message, fr }, { cause: error });
};

const stale = ({ expected, actual }: StaleRevision): Problem => {
  const [seen, now] = [String(expected), actual === undefined ? undefined : String(actual)];
  const detail: Text = {
    en: `You saw revision ${seen}; it is at ${now ?? 'none'} now. Read it again.`,
    fr: `Vous aviez lu la révision ${seen} ; elle est à ${now ?? 'aucune'}. Relisez-la.`,
  };
  return new Problem('precondition-failed', detail, now === undefined ? {} : { headers: { etag: `"${now}"` } });
};

/** What becomes of anything thrown while a request is answered. What nobody foresaw says nothing of its inside. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  if (error instanceof Refusal) return new Problem('refused', undefined, { objections: error.objections });
  if (error instanceof Unauthenticated) {
    const detail = { en: error.message, fr: 'Un jeton d’accès valable est nécessaire.' };
    return new Problem('unauthenticated', detail, { headers: { 'www-authenticate': 'Bearer realm="reprise"' } });
  }
  if (error instanceof RoleMissing) {
    const roles = error.needed.join(', ');
    return new Problem('role-missing', { en: `This needs one of: ${roles}.`, fr: `Rôles admis : ${roles}.` });
  }
  if (error instanceof StaleRevision) return stale(error);
  if (error instanceof WrongExpectedRevision) return new Problem('conflict', undefined, { headers: RETRY });
  if (error instanceof KeyReused) return new Problem('idempotency-key-reused');
  if (error instanceof BadCursor) {
    return invalidField('cursor', { en: 'not a cursor of this list', fr: 'ce n’est pas un curseur de cette liste' });
  }
  if (error instanceof AppendTooLarge) return new Problem('too-large');
  if (error instanceof EventStoreUnavailable) {
    return new Problem('event-store-unavailable', undefined, { headers: RETRY, cause: error });
  }
  if (error instanceof ViewsRebuilding) return new Problem('rebuilding', undefined, { headers: RETRY, cause: error });
  return ofStatus(error);
};
