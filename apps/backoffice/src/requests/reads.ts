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

/** A read whose past can be told: `?asOf=` leads to the audit, or is answered here. */
export const HasPast = (told: 'by-the-audit' | 'here' = 'by-the-audit'): CustomDecorator => SetMetadata(PAST, told);

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
    if (asOf !== undefined) await this.#askThePast(request.url, asOf, context);
    if (minPosition !== undefined) await this.#reach(minPosition);
    return next.handle();
  }

  async #askThePast(url: string, asOf: string, context: ExecutionContext): Promise<void> {
    const told = this.reflector.getAllAndOverride<string | undefined>(PAST, [context.getHandler(), context.getClass()]);
    if (told === undefined)
      throw invalidField('asOf', { en: 'the past of this is not kept as a view', fr: 'aucune vue du passé ici' });
    const [instant, position] = [parseInstant(asOf), parsePosition(asOf)];
    if (instant === undefined && position === undefined) {
      throw invalidField('asOf', {
        en: 'an instant or a position is expected',
        fr: 'un instant ou une position est attendu',
      });
    }
    if (told === 'by-the-audit') throw new Elsewhere(url.replace(/^\/v1\//, '/audit/v1/views/'));
    const beyond = position
      ? !hasReached(await this.runtime.store.head(), position)
      : this.runtime.now() < (instant ?? '');
    if (beyond) throw invalidField('asOf', { en: 'that is still to come', fr: 'cela est encore à venir' });
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
