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
import { Refusal } from '#libs/kernel';
import { UploadBroken } from '../imports/import-run.js';
import { invalid, problem, Problem, type ProblemSlug } from './problem.js';

/** The server's own errors, by their status. */
const byStatus: Readonly<Record<number, ProblemSlug>> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'role-missing',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'too-large',
  415: 'unsupported-media-type',
};

const RETRY = { 'retry-after': '2' };

const statusOf = (error: unknown): number | undefined => {
  if (error instanceof HttpException) return error.getStatus();
  const given = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof given === 'number' ? given : undefined;
};

const frenchOf: Readonly<Record<number, string>> = {
  400: 'Le corps de la requête est illisible.',
  404: 'Aucune route à cette adresse.',
  413: 'Le corps dépasse la taille permise.',
  415: 'Envoyez du JSON (application/json), ou sur /v1/imports du CSV ou du NDJSON.',
};

/** The problem that an error of any layer means; `internal` for what nobody foresaw. */
export const asProblem = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  if (error instanceof Refusal) return problem('refused', undefined, { errors: error.objections });
  if (error instanceof Unauthenticated) {
    const detail = { en: error.message, fr: 'Un jeton valide est requis.' };
    return problem('unauthenticated', detail, { headers: { 'www-authenticate': 'Bearer realm="reprise"' } });
  }
  if (error instanceof RoleMissing) {
    const roles = error.needed.join(', ');
    return problem('role-missing', { en: `This needs one of: ${roles}.`, fr: `Rôles admis : ${roles}.` });
  }
  if (error instanceof KeyReused) return problem('idempotency-key-reused');
  if (error instanceof StaleRevision) {
    const actual = error.actual === undefined ? undefined : String(error.actual);
    const detail = {
      en: `You saw revision ${String(error.expected)}; it is at ${actual ?? 'none'} now. Read it again.`,
      fr: `Vous aviez lu la révision ${String(error.expected)} ; elle est à ${actual ?? 'aucune'}. Relisez-la.`,
    };
    return problem('precondition-failed', detail, actual === undefined ? {} : { headers: { etag: `"${actual}"` } });
  }
  if (error instanceof WrongExpectedRevision) return problem('conflict', undefined, { headers: RETRY });
  if (error instanceof EventStoreUnavailable) return problem('event-store-unavailable', undefined, { headers: RETRY });
  if (error instanceof ViewsRebuilding) return problem('rebuilding', undefined, { headers: RETRY });
  if (error instanceof BadCursor) {
    return invalid('cursor', 'not a cursor of this list', 'ce n’est pas un curseur de cette liste');
  }
  if (error instanceof UploadBroken) {
    return problem('invalid', { en: 'The upload broke off.', fr: 'L’envoi a été interrompu.' });
  }
  if (error instanceof AppendTooLarge) return problem('too-large');
  const status = statusOf(error);
  const slug = status === undefined ? undefined : byStatus[status];
  if (status === undefined || slug === undefined || !(error instanceof Error)) return problem('internal');
  return problem(slug, { en: error.message, fr: frenchOf[status] ?? error.message });
};
