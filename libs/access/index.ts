export {
  ACCESS,
  AccessGuard,
  Caller,
  OpenToAll,
  RoleMissing,
  Roles,
  TokenInQuery,
  Unauthenticated,
} from './access.guard.js';
export { DEV_ISSUER, openDevIssuer, type DevIssuer, type IssuedToken } from './dev-issuer.js';
export { DEV_PERSONS, type DevPerson } from './dev-persons.js';
export { accessSettings, openAccess, type Access, type AccessSettings } from './open-access.js';
export { actorOf, isRole, mayActFor, type Granted, type Person } from './person.js';
export { AUDIENCE, createTokenVerifier, TokenRefused, type TokenVerifier } from './token-verifier.js';
export { routesOf, unguardedRoutes } from './unguarded-routes.js';
