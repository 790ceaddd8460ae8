import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** Answered by a redirection: the same question, put to the audit. */
export class Elsewhere extends Error {
  override readonly name = 'Elsewhere';
  constructor(readonly location: string) {
    super(location);
  }
}

@Catch(Elsewhere)
export class ElsewhereFilter implements ExceptionFilter<Elsewhere> {
  catch({ location }: Elsewhere, host: ArgumentsHost): void {
    void host.switchToHttp().getResponse<FastifyReply>().code(307).header('location', location).send();
  }
}
