import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { quietly } from './child.mjs';
import { installation, productNode } from './install.mjs';
import { ROOT } from './root.mjs';

/** The port that `npm start` takes when it is free (apps/launcher/src/options.ts). */
const USUAL_PORT = 7420;
const MEBIBYTE = 1024 * 1024;

const onPath = (program) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });

const answers = (url, usualPort) =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url.replace(/^[a-z+]+:/, 'http:'));
    const socket = connect({ host: hostname, port: Number(port) || usualPort, timeout: 3000 });
    const end = (result) => {
      socket.destroy();
      resolve(result);
    };
    socket
      .once('connect', () => end(true))
      .once('timeout', () => end(false))
      .once('error', () => end(false));
  });

const isFree = (port) =>
  new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

const ok = (says) => ({ state: 'ok', says });
const note = (says, without, todo) => ({ state: 'note', says, without, todo });
const missing = (says, without, todo) => ({ state: 'MISSING', says, without, todo });

const server = async (name, variable, usualPort) => {
  const url = process.env[variable];
  const shown = url.replace(/\/\/[^@/]*@/, '//');
  if (await answers(url, usualPort).catch(() => false)) return ok(`${shown} answers (${variable})`);
  return missing(`nothing answers at ${shown} (${variable})`, 'npm start', `start ${name} there, or unset ${variable}`);
};

const CHECKS = {
  node: async () => {
    const own = Number(process.versions.node.split('.')[0]);
    if (own < 20) return missing(`${process.version}`, 'everything', 'install Node 20 or later');
    if (installation() === 'missing') return ok(`${process.version} for the scripts; Node 26 comes with the packages`);
    try {
      const { output } = await quietly(productNode(), ['--version']);
      return ok(`${output.trim()} for the product`);
    } catch (error) {
      return missing(error.message, 'everything', 'npm rebuild node');
    }
  },
  npm: async () => {
    const { code, output } = await quietly('npm', ['--version']);
    if (code === 0) return ok(output.trim());
    return missing('npm is not on PATH', 'installing packages', 'install npm (it comes with Node)');
  },
  packages: async () => {
    const state = installation();
    if (state === 'current') return ok('node_modules is what package-lock.json names; the network is not needed');
    const { code } = await quietly('npm', ['ping', '--fetch-timeout=4000', '--fetch-retries=0']);
    if (code === 0) return note(`node_modules is ${state}`, undefined, 'nothing: the next start runs npm ci');
    return missing(
      `node_modules is ${state}, the npm registry does not answer`,
      'npm start',
      'go online for one start',
    );
  },
  sqlite: async () => {
    if (installation() === 'missing') return ok('comes with Node 26');
    const script =
      "console.log(new (require('node:sqlite').DatabaseSync)(':memory:').prepare('select sqlite_version() v').get().v)";
    const { code, output } = await quietly(productNode(), ['-e', script]);
    return code === 0 ? ok(output.trim()) : missing('node:sqlite does not load', 'npm start', 'npm rebuild node');
  },
  'event store': () =>
    process.env.ESDB_URL ? server('it', 'ESDB_URL', 2113) : ok('the embedded event node (ESDB_URL is not set)'),
  redis: () => {
    if (process.env.REDIS_URL) return server('Redis', 'REDIS_URL', 6379);
    const found = onPath('valkey-server') ?? onPath('redis-server');
    if (found) return ok(found);
    const unpacked = join(ROOT, '.data', 'tools', 'redis', 'usr', 'bin', 'redis-server');
    if (existsSync(unpacked)) return ok(`${unpacked} (unpacked earlier)`);
    if (onPath('apt-get') && onPath('dpkg')) {
      return note(
        'not here yet',
        undefined,
        'nothing: the next start unpacks it from the system packages, which takes the network once',
      );
    }
    return missing('none on PATH, and no apt-get to fetch one', 'npm start', 'brew install redis, or set REDIS_URL');
  },
  chromium: () => {
    const places = [
      process.env.CHROMIUM_PATH,
      '/usr/bin/chromium',
      onPath('chromium'),
      onPath('google-chrome'),
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ];
    const found = places.find((place) => place && existsSync(place));
    if (found) return ok(found);
    return note(
      'none found',
      'the browser tests, which npm test then skips',
      'apt-get install chromium, or set CHROMIUM_PATH',
    );
  },
  disk: () => {
    const { bavail, bsize } = statfsSync(ROOT);
    const free = Math.floor((bavail * bsize) / MEBIBYTE);
    if (free > 2048) return ok(`${Math.floor(free / 1024)} GiB free`);
    if (free > 512) return note(`${free} MiB free`, 'long runs: the log only grows', 'make room');
    return missing(`${free} MiB free`, 'npm start', 'make room: packages and a log take some 700 MiB');
  },
  port: async () => {
    if (await isFree(USUAL_PORT)) return ok(`${USUAL_PORT} is free`);
    return note(`${USUAL_PORT} is taken`, undefined, 'nothing: npm start takes the next free one, or say --port N');
  },
};

/** Says what is here, what is missing, what that disables and what to do. Exit code 0 when `npm start` would work. */
export const doctor = async () => {
  const blocked = [];
  for (const [name, check] of Object.entries(CHECKS)) {
    const { state, says, without, todo } = await check();
    console.log(`${state.padEnd(8)} ${name.padEnd(12)} ${says}`);
    if (without) console.log(`${' '.repeat(22)}disables: ${without}`);
    if (todo) console.log(`${' '.repeat(22)}to do: ${todo}`);
    if (state === 'MISSING') blocked.push(name);
  }
  console.log(blocked.length === 0 ? 'npm start would work.' : `npm start would not work: ${blocked.join(', ')}.`);
  return blocked.length === 0 ? 0 : 1;
};
