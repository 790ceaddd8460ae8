import {
  createParamDecorator,
  Inject,
  Injectable,
  SetMetadata,
  type CanActivate,
  type CustomDecorator,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Role } from '#libs/kernel';
import type { Access } from './open-access.js';
import type { Granted } from './person.js';
import { TokenRefused } from './token-verifier.js';

export const ROLES_METADATA = 'reprise:roles';
const QUERY_TOKEN_METADATA = 'reprise:token-in-query';
/** Injection token of what `openAccess` gives. */
export const ACCESS = Symbol('access');

/** The roles that may use a route. Every route has this or `OpenToAll`. */
export const Roles = (...roles: readonly [Role, ...Role[]]): CustomDecorator => SetMetadata(ROLES_METADATA, roles);
/** A route that asks for no token: health, the page itself, the development issuer. */
export const OpenToAll = (): CustomDecorator => SetMetadata(ROLES_METADATA, 'open');
/** Takes `?access_token=` as well: for EventSource, which can't set headers. */
export const TokenInQuery = (): CustomDecorator => SetMetadata(QUERY_TOKEN_METADATA, true);

/** No token, or none that holds: 401. */
export class Unauthenticated extends Error {
  override readonly name = 'Unauthenticated';
}

/** A person who may not: 403. */
export class RoleMissing extends Error {
  override readonly name = 'RoleMissing';
  constructor(readonly needed: readonly Role[]) {
    super(`this needs one of the roles ${needed.join(', ')}`);
  }
}

interface GuardedRequest {
  readonly headers: { readonly authorization?: string | undefined };
  readonly query?: unknown;
  granted?: Granted;
}

const BEARER = /^Bearer ([\w.~+/=-]+)$/i;

const tokenOf = (request: GuardedRequest, inQuery: boolean): string | undefined => {
  const header = BEARER.exec(request.headers.authorization ?? '')?.[1];
  if (header !== undefined || !inQuery) return header;
  const given = (request.query as Readonly<Record<string, unknown>> | undefined)?.['access_token'];
  return typeof given === 'string' && given !== '' ? given : undefined;
};

/** Lets in whom the route names, and leaves on the request who it is. A route that names nobody lets nobody in. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(ACCESS) private readonly access: Access,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const from = [context.getHandler(), context.getClass()];
    const roles = this.reflector.getAllAndOverride<readonly Role[] | 'open' | undefined>(ROLES_METADATA, from);
    if (roles === 'open') return true;
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    const inQuery = this.reflector.getAllAndOverride<boolean | undefined>(QUERY_TOKEN_METADATA, from) === true;
    const token = tokenOf(request, inQuery);
    if (token === undefined) throw new Unauthenticated('a bearer token is needed');
    const person = await this.access.verifier.verify(token).catch((error: unknown) => {
      throw error instanceof TokenRefused ? new Unauthenticated(error.message) : error;
    });
    const role = person.roles.find((r) => roles?.includes(r));
    if (!role) throw new RoleMissing(roles ?? []);
    request.granted = { person, role };
    return true;
  }
}

/** The person let in, as a handler's parameter. @throws Unauthenticated on a route open to all */
export const Caller = createParamDecorator((_: undefined, context: ExecutionContext): Granted => {
  const { granted } = context.switchToHttp().getRequest<GuardedRequest>();
  if (!granted) throw new Unauthenticated('this route knows no person');
  return granted;
});
