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
import { invalidField, Problem, PROBLEMS, type ProblemSlug } from './problem.js';

const RETRY_SECONDS = '2';

const BY_STATUS: ReadonlyMap<number, ProblemSlug> = new Map([
  [400, 'invalid'],
  [401, 'unauthenticated'],
  [403, 'role-missing'],
  [404, 'not-found'],
  [405, 'method-not-allowed'],
  [413, 'too-large'],
  [415, 'unsupported-media-type'],
]);

const retry = { headers: { 'retry-after': RETRY_SECONDS } };

/** The status that the web server or the framework gives an error of its own; `undefined` where it gives none. */
const statusOf = (error: unknown): number | undefined => {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | undefined)?.statusCode;
  return typeof status === 'number' ? status : undefined;
};

const ofStatus = (error: unknown): Problem | undefined => {
  const status = statusOf(error);
  const slug = status === undefined ? undefined : BY_STATUS.get(status);
  if (!slug) return status !== undefined && status < 500 ? new Problem('invalid', PROBLEMS.invalid.title) : undefined;
  const said = error instanceof Error ? error.message : '';
  const { title } = PROBLEMS[slug];
  return new Problem(slug, said === '' ? title : { en: said, fr: title.fr }, { cause: error });
};

const stale = ({ expected, actual }: StaleRevision): Problem => {
  const [seen, now] = [String(expected), String(actual ?? '-')];
  const detail: Text = {
    en: `you saw revision ${seen}, it is at ${now} now: read it again`,
    fr: `vous aviez lu la révision ${seen}, elle est à ${now} : relisez-la`,
  };
  return new Problem('precondition-failed', detail, actual === undefined ? {} : { headers: { etag: `"${now}"` } });
};

/** What becomes of anything thrown while a request is answered. What nobody foresaw says nothing of its inside. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  if (error instanceof Refusal) {
    const [first] = error.objections;
    return new Problem('refused', first.text, { objections: error.objections });
  }
  if (error instanceof Unauthenticated) {
    const detail = { en: error.message, fr: 'un jeton d’accès valable est nécessaire' };
    return new Problem('unauthenticated', detail, { headers: { 'www-authenticate': 'Bearer realm="reprise"' } });
  }
  if (error instanceof RoleMissing) {
    const roles = error.needed.join(', ');
    return new Problem('role-missing', {
      en: `this needs one of the roles: ${roles}`,
      fr: `il faut l’un des rôles : ${roles}`,
    });
  }
  if (error instanceof StaleRevision) return stale(error);
  if (error instanceof WrongExpectedRevision) return new Problem('conflict', PROBLEMS.conflict.title, retry);
  if (error instanceof KeyReused) {
    return new Problem('idempotency-key-reused', PROBLEMS['idempotency-key-reused'].title);
  }
  if (error instanceof BadCursor) {
    return invalidField('cursor', { en: 'not a cursor of this list', fr: 'ce n’est pas un curseur de cette liste' });
  }
  if (error instanceof AppendTooLarge) return new Problem('too-large', PROBLEMS['too-large'].title);
  if (error instanceof EventStoreUnavailable) {
    return new Problem('event-store-unavailable', PROBLEMS['event-store-unavailable'].title, {
      ...retry,
      cause: error,
    });
  }
  if (error instanceof ViewsRebuilding) {
    return new Problem('rebuilding', PROBLEMS.rebuilding.title, { ...retry, cause: error });
  }
  return ofStatus(error) ?? new Problem('internal', PROBLEMS.internal.title, { cause: error });
};
