import { relative } from 'node:path';
import type { Launched } from './launch.js';
import type { Options } from './options.js';

/** Where the event API describes itself, below the console's address. */
const API_DOCS = '/docs';

/** Every address of a running Reprise, as `--json` prints it. */
export interface Addresses {
  readonly ready: true;
  readonly console: string;
  readonly api: string;
  readonly apiDocs: string;
  readonly audit: string;
  readonly reintegrator: string;
  readonly simulator: string;
  readonly eventStore: string;
  readonly redis: string;
  readonly dataDir: string;
  readonly timeScale: number;
  readonly demo: boolean;
  readonly processes: Readonly<Record<string, number>>;
}

export const addressesOf = ({ url, pids }: Launched, options: Options): Addresses => {
  const front = url('backoffice');
  return {
    ready: true,
    console: front,
    api: front,
    apiDocs: new URL(API_DOCS, front).href,
    audit: url('audit'),
    reintegrator: url('reintegrator'),
    simulator: url('customs-simulator'),
    eventStore: url('event-node'),
    redis: url('redis'),
    dataDir: options.dataDir,
    timeScale: options.timeScale,
    demo: options.demo,
    processes: pids(),
  };
};

const withoutPassword = (url: string): string => url.replace(/\/\/[^@/]*@/, '//');

const here = (path: string): string => {
  const short = relative(process.cwd(), path);
  return short === '' || short.startsWith('..') ? path : short;
};

/** What a person needs to know once all is ready: eight lines, so that npm's own four make twelve. */
export const linesOf = (addresses: Addresses, options: Options): readonly string[] => [
  `Reprise is ready${addresses.demo ? '; open the page and the demo begins' : ''}: ${addresses.console}`,
  `  API          ${addresses.apiDocs}`,
  `  audit        ${addresses.audit}`,
  `  simulator    ${addresses.simulator}`,
  `  event store  ${withoutPassword(addresses.eventStore)} (${options.esdbUrl ? 'ESDB_URL' : 'embedded node'})`,
  `  redis        ${withoutPassword(addresses.redis)} (${options.redisUrl ? 'REDIS_URL' : 'private'})`,
  `  data         ${here(addresses.dataDir)}, logs in ${here(addresses.dataDir)}/logs, ${clockText(addresses.timeScale)}`,
  'Ctrl-C stops it; the next start on the same data goes on from there.',
];

const clockText = (scale: number): string =>
  scale === 1 ? 'the clock is real time' : `the clock runs ${scale} times as fast`;
