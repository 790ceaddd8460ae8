import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the clone, found from a source as well as from its compiled copy in dist/. @throws Error outside a clone */
export const projectRoot = (from: string = import.meta.dirname): string => {
  for (let at = from; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return at;
    if (at === dirname(at)) throw new Error(`no package.json above ${from}`);
  }
};
