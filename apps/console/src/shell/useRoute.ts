import { readRoute, type Route } from './route.js';
import { useHash } from './useHash.js';

/** The route that the address names, as it changes. */
export const useRoute = (): Route => readRoute(useHash()[0]);
