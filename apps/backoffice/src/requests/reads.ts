import {
  Injectable,
  SetMetadata,
  type CallHandler,
  type CustomDecorator,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { hasReached } from '#libs/event-store';
import { parseInstant, parsePosition } from '#libs/kernel';
import { invalidField, Problem } from '#libs/problem-details';
import { Runtime } from '../runtime.js';
import { Elsewhere } from './elsewhere.filter.js';

const PAST = 'reprise:past-view';
const WAIT_MS = 5_000;

/** A read whose past the audit can tell: `?asOf=` leads there. */
export const HasPast = (): CustomDecorator => SetMetadata(PAST, true);

type Query = Readonly<Record<string, string | undefined>>;

/** What every read understands: `?minPosition=` waits for the log, `?asOf=` asks for the past. */
@Injectable()
export class Reads implements NestInterceptor {
  constructor(
    private readonly runtime: Runtime,
    private readonly reflector: Reflector,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (request.method !== 'GET') return next.handle();
    const { asOf, minPosition } = request.query as Query;
    if (asOf !== undefined) this.#toThePast(request.url, asOf, context);
    if (minPosition !== undefined) await this.#reach(minPosition);
    return next.handle();
  }

  #toThePast(url: string, asOf: string, context: ExecutionContext): never {
    const hasPast = this.reflector.getAllAndOverride<boolean | undefined>(PAST, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (hasPast !== true)
      throw invalidField('asOf', { en: 'the past of this is not kept as a view', fr: 'aucune vue du passé ici' });
    if (parseInstant(asOf) === undefined && parsePosition(asOf) === undefined) {
      throw invalidField('asOf', {
        en: 'an instant or a position is expected',
        fr: 'un instant ou une position est attendu',
      });
    }
    throw new Elsewhere(url.replace(/^\/v1\//, '/audit/v1/views/'));
  }

  async #reach(text: string): Promise<void> {
    const position = parsePosition(text);
    if (!position)
      throw invalidField('minPosition', {
        en: 'not a position of the log',
        fr: 'ce n’est pas une position du journal',
      });
    const { views, store, running } = this.runtime;
    if (hasReached(views.position, position)) return;
    const head = await store.head();
    if (hasReached(head, position) && (await running.waitFor(position, WAIT_MS))) return;
    throw new Problem('not-there-yet', undefined, { headers: { 'retry-after': '1' } });
  }
}
