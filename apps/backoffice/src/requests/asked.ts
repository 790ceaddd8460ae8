import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { actorOf, Unauthenticated, type Granted } from '#libs/access';
import { commandIdOf } from '#libs/event-store';
import type { Actor } from '#libs/kernel';
import { pathOf, Problem } from '#libs/problem-details';

/** A change asked for: by whom, and what recognises it when it comes twice. */
export interface Asked {
  readonly granted: Granted;
  readonly actor: Actor;
  readonly idempotencyKey: string;
  readonly commandId: string;
  readonly requestHash: string;
  /** The revision in If-Match; `undefined` without one. */
  readonly ifMatch: bigint | undefined;
}

const KEY = /^[\x21-\x7e]{1,200}$/;
const ETAG = /^"(\d{1,18})"$/;

/** JSON with its keys in order: the same request whatever order its fields came in. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, v: unknown) =>
    typeof v === 'object' && v !== null && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  );

const isStream = (body: unknown): boolean => typeof body === 'object' && body !== null && 'pipe' in body;

const requestHash = ({ method, url, body }: FastifyRequest): string => {
  const what = isStream(body) ? [method, url] : [method, pathOf(url), canonical(body ?? null)];
  return createHash('sha256').update(JSON.stringify(what)).digest('hex');
};

/** @throws Problem without an Idempotency-Key, or with an If-Match that is no revision */
export const askedOf = (request: FastifyRequest & { granted?: Granted }): Asked => {
  const { granted } = request;
  if (!granted) throw new Unauthenticated('this route knows no person');
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !KEY.test(key)) {
    throw new Problem('idempotency-key-missing', {
      en: 'Send the header Idempotency-Key: up to 200 visible ASCII characters, new for each thing you want done.',
      fr: 'Envoyez l’en-tête Idempotency-Key : 200 caractères ASCII visibles au plus, nouveaux pour chaque opération.',
    });
  }
  const match = request.headers['if-match'];
  const revision = match === undefined ? undefined : ETAG.exec(match)?.[1];
  if (match !== undefined && revision === undefined) {
    throw new Problem('precondition-failed', {
      en: 'If-Match takes one ETag as it was answered: "3".',
      fr: 'If-Match attend un ETag tel qu’il a été répondu : "3".',
    });
  }
  const actor = actorOf(granted);
  return {
    granted,
    actor,
    idempotencyKey: key,
    commandId: commandIdOf(actor.id, key, 'request'),
    requestHash: requestHash(request),
    ifMatch: revision === undefined ? undefined : BigInt(revision),
  };
};

/** The change asked for, as a handler's parameter. */
export const Change = createParamDecorator((_: undefined, context: ExecutionContext): Asked =>
  askedOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** The id of what a request creates: the same for the same person and key, so that a repeat finds it. */
export const createdId = (asked: Asked, kind: string): string =>
  commandIdOf(asked.actor.id, asked.idempotencyKey, `new ${kind}`);

/** @throws Problem 428 when the revision seen is not said */
export const requireIfMatch = ({ ifMatch }: Asked): bigint => {
  if (ifMatch !== undefined) return ifMatch;
  throw new Problem('precondition-required', {
    en: 'Send If-Match with the ETag of what you read.',
    fr: 'Envoyez If-Match avec l’ETag de ce que vous avez lu.',
  });
};
