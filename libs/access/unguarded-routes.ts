import { ROLES_METADATA } from './access.guard.js';

type ControllerClass = abstract new (...args: never[]) => unknown;

/** A route's path on its handler, as the framework leaves it there. */
const PATH_METADATA = 'path';

/** Every handler of the controllers as `Controller.method`, and whether it (or its class) says who may use it. */
export const routesOf = (controllers: readonly ControllerClass[]): { name: string; guarded: boolean }[] =>
  controllers.flatMap((controller) => {
    const methods = controller.prototype as Record<string, unknown>;
    return Object.getOwnPropertyNames(methods)
      .filter((name) => name !== 'constructor')
      .map((name) => ({ name, handler: methods[name] }))
      .filter(({ handler }) => typeof handler === 'function' && Reflect.hasMetadata(PATH_METADATA, handler))
      .map(({ name, handler }) => ({
        name: `${controller.name}.${name}`,
        guarded:
          Reflect.hasMetadata(ROLES_METADATA, handler as object) || Reflect.hasMetadata(ROLES_METADATA, controller),
      }));
  });

/** The routes that name neither roles nor `OpenToAll`: none, in an app that is whole. */
export const unguardedRoutes = (controllers: readonly ControllerClass[]): string[] =>
  routesOf(controllers)
    .filter((route) => !route.guarded)
    .map((route) => route.name);
