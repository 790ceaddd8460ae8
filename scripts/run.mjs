// The first script of a fresh clone: runs on Node 20 with nothing installed. It brings node_modules to the lock,
// goes on under the Node found there, builds what has changed and runs the command. A new command is a line in COMMANDS.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { runChecks } from './checks.mjs';
import { openly } from './child.mjs';
import { doctor } from './doctor.mjs';
import { ensureInstalled, productNode } from './install.mjs';
import { ROOT } from './root.mjs';
import { test } from './test.mjs';

/** Runs a compiled program in this process. It ends the process itself, or is done when its work is. */
const compiled =
  (path, ...first) =>
  async (args) => {
    await ensureBuilt();
    const main = join(ROOT, 'dist', path);
    if (!existsSync(main))
      throw new Error(`${path.replace(/\.js$/, '.ts')} does not exist, so this command has nothing to run.`);
    process.argv = [process.execPath, main, ...first, ...args];
    await import(pathToFileURL(main).href);
    return undefined;
  };

/** A heavy suite, left out of `npm test` or short in it. Its own options (`--obligations 100000`) reach it as SCALE_OBLIGATIONS. */
const suite = (name, own, args) => {
  process.env.SUITE = name;
  const rest = [];
  for (const given = args[Symbol.iterator](), next = () => given.next().value; ;) {
    const arg = next();
    if (arg === undefined) break;
    const [, option, value] = /^--([a-z]+)(?:=(.*))?$/.exec(arg) ?? [];
    if (own.includes(option)) process.env[`${name}_${option}`.toUpperCase()] = value ?? next() ?? '';
    else rest.push(arg);
  }
  return test([`test/${name}`, ...rest]);
};

const COMMANDS = {
  start: {
    about: 'start Reprise (--port, --data DIR, --no-demo, --time-scale N, --json)',
    run: compiled('apps/launcher/src/main.js', 'start'),
  },
  test: { about: 'build, check types and dependencies, run every spec', run: test },
  'test:scale': {
    about: 'many obligations in real time (--obligations 10000, --rate 80): memory, Redis, nothing late or doubled',
    run: (args) => suite('scale', ['obligations', 'rate'], args),
  },
  'test:faults': {
    about: 'several dispatchers: which of them leads, takeovers, what each learns from the calls of the others',
    run: (args) => suite('faults', [], args),
  },
  'test:commands': {
    about: 'every command of the README, as small as it goes',
    run: (args) => suite('commands', [], args),
  },
  'test:virtual': {
    about: 'thousands of campaigns in virtual time (--times 10: 5,310)',
    run: (args) => {
      process.env.VIRTUAL_TIMES ??= '10';
      return suite('virtual', ['times'], args);
    },
  },
  build: { about: 'compile into dist/', run: () => ensureBuilt().then(() => 0) },
  lint: {
    about: 'eslint, types, dependency rules, formatting',
    run: () => runChecks().then((failed) => (failed.length ? 1 : 0)),
  },
  doctor: { about: 'what is here, what is missing, what to do', bare: true, run: doctor },
  reprise: { about: 'plan FILE: the smoothest plan of a backlog', run: compiled('apps/launcher/src/cli/main.js') },
  'bench:pacing': {
    about: "evenness, deadlines, recovery beside BullMQ's",
    run: compiled('test/bench/pacing/main.js'),
  },
  'bench:import': {
    about: 'an import beside the raw client, lists at scale (--lines 100000)',
    run: compiled('test/bench/import/main.js'),
  },
  'bench:event-store': { about: "the event node's rates", run: compiled('test/bench/event-store/main.js') },
};

const usage = () =>
  [
    'usage: node scripts/run.mjs COMMAND [arguments]',
    ...Object.entries(COMMANDS).map(([n, c]) => `  ${n.padEnd(18)} ${c.about}`),
  ].join('\n');

const main = async ([name, ...args]) => {
  const command = Object.hasOwn(COMMANDS, name ?? '') ? COMMANDS[name] : undefined;
  if (!command) {
    console.error(usage());
    return 2;
  }
  if (!command.bare) {
    await ensureInstalled();
    const node = productNode();
    const path = [join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
    if (node !== process.execPath) {
      return openly(node, [join(ROOT, 'scripts', 'run.mjs'), name, ...args], {
        env: { ...process.env, PATH: path },
        cwd: process.cwd(),
      });
    }
    process.env.PATH = path;
  }
  return command.run(args);
};

try {
  const code = await main(process.argv.slice(2));
  if (code !== undefined) process.exitCode = code;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
