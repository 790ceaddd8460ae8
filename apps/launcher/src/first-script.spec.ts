import { execFile } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from './project-root.js';
import { temporaryFolder } from './testing.js';

/** Stands for the compiler: notes each call, and "compiles" the launcher into one that prints its arguments. */
const COMPILER = `const fs = require('node:fs'); fs.appendFileSync('calls', 'tsc\\n');
if (fs.readFileSync('apps/launcher/src/main.ts', 'utf8').includes('BROKEN')) { console.log('TS1: broken'); process.exit(1); }
if (process.argv.includes('--noEmit')) process.exit(fs.existsSync('ILL-TYPED') ? 1 : 0);
fs.mkdirSync('dist/apps/launcher/src', { recursive: true });
fs.writeFileSync('dist/apps/launcher/src/main.js', "console.log('args', JSON.stringify(process.argv.slice(2)))");`;

/** Stands for the test runner: leaves the report, and the exit code, that the spec wants. */
const RUNNER = `import { copyFileSync, existsSync } from 'node:fs';
const out = process.argv.find((a) => a.startsWith('--outputFile.json=')).split('=')[1];
if (existsSync('report.json')) copyFileSync('report.json', out);
process.exit(Number(process.env.RUNNER_CODE));`;

const DEPENDENCIES = { 'typescript-native': 'file:fake/typescript-native', vitest: 'file:fake/vitest' };

let folder: ReturnType<typeof temporaryFolder>;
const at = (...path: string[]): string => join(folder.path, ...path);

const write = (path: string, content: string, mode = 0o644): void => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), content, { mode });
};

const lock = (version: string): string =>
  JSON.stringify({
    name: 'clone',
    version,
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': { name: 'clone', version, devDependencies: DEPENDENCIES },
      'fake/typescript-native': { version: '1.0.0' },
      'fake/vitest': { version: '1.0.0' },
      'node_modules/typescript-native': { resolved: 'fake/typescript-native', link: true },
      'node_modules/vitest': { resolved: 'fake/vitest', link: true },
    },
  });

const realNpm = (process.env.PATH ?? '')
  .split(delimiter)
  .map((place) => join(place, 'npm'))
  .find((file) => existsSync(file));

/** A clone that was never started: our scripts, a lock, sources, and an npm that notes its calls. */
beforeEach(() => {
  folder = temporaryFolder();
  cpSync(join(projectRoot(), 'scripts'), at('scripts'), { recursive: true });
  write(
    'package.json',
    JSON.stringify({ name: 'clone', version: '1.0.0', type: 'module', devDependencies: DEPENDENCIES }),
  );
  write('package-lock.json', lock('1.0.0'));
  for (const settings of ['tsconfig.json', 'tsconfig.build.json']) write(settings, '{}');
  write('apps/launcher/src/main.ts', '');
  write('libs/x/schema.xsd', '<schema/>');
  write('fake/typescript-native/package.json', '{"name":"typescript-native","version":"1.0.0"}');
  write('fake/typescript-native/bin/tsc', COMPILER);
  write('fake/vitest/package.json', '{"name":"vitest","version":"1.0.0","type":"module"}');
  write('fake/vitest/vitest.mjs', RUNNER);
  write('bin/npm', `#!/bin/sh\necho "npm $1" >> "${at('calls')}"\nexec "${realNpm ?? 'npm'}" "$@"\n`, 0o755);
});
afterEach(() => {
  folder.remove();
});

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const run = (args: readonly string[], env: Record<string, string> = {}): Promise<Outcome> =>
  new Promise((resolve) => {
    const settings = {
      ...process.env,
      PATH: `${at('bin')}${delimiter}${process.env.PATH ?? ''}`,
      npm_execpath: '',
      ...env,
    };
    execFile(
      process.execPath,
      [at('scripts/run.mjs'), ...args],
      { cwd: folder.path, env: settings },
      (error, out, err) => {
        resolve({ code: error ? Number(error.code) : 0, out, err });
      },
    );
  });

const calls = (): string[] => {
  const seen = existsSync(at('calls')) ? readFileSync(at('calls'), 'utf8').trim().split('\n') : [];
  rmSync(at('calls'), { force: true });
  return seen;
};

const START = 'args ["start","--json"]\n';

describe('the first script', () => {
  it('installs and builds at the first start, and neither at the second', async () => {
    expect(await run(['start', '--json'])).toEqual({ code: 0, out: START, err: '' });
    expect(calls()).toEqual(['npm ci', 'tsc']);
    expect(readFileSync(at('dist/libs/x/schema.xsd'), 'utf8')).toBe('<schema/>');

    expect((await run(['start', '--json'])).out).toBe(START);
    expect(calls()).toEqual([]);

    appendFileSync(at('apps/launcher/src/main.ts'), '// changed');
    await run(['start']);
    expect(calls()).toEqual(['tsc']);

    write('package-lock.json', lock('1.0.1'));
    write('package.json', readFileSync(at('package.json'), 'utf8').replace('1.0.0', '1.0.1'));
    await run(['start']);
    expect(calls()).toEqual(['tsc']);

    rmSync(at('node_modules'), { recursive: true });
    await run(['start']);
    expect(calls()).toEqual(['npm ci']);
  }, 60_000);

  it('takes what somebody installed by hand, as long as it is what the lock names', async () => {
    await run(['build']);
    calls();
    rmSync(at('node_modules/.installed-from'));
    await run(['build']);
    expect(calls()).toEqual([]);
    rmSync(at('node_modules/.installed-from'));
    const record = at('node_modules/.package-lock.json');
    writeFileSync(record, readFileSync(record, 'utf8').replaceAll('"1.0.0"', '"0.9.0"'));
    await run(['build']);
    expect(calls()).toEqual(['npm ci']);
  }, 60_000);

  it('says so when packages cannot be installed, and starts nothing', async () => {
    write('bin/npm', '#!/bin/sh\necho "npm error network" >&2\nexit 1\n', 0o755);
    const { code, out, err } = await run(['start']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('npm error network');
    expect(err).toContain('The first start needs the npm registry');
  });

  it('shows what the compiler says when the build fails, and tries again', async () => {
    write('apps/launcher/src/main.ts', 'BROKEN');
    const { code, err } = await run(['start']);
    expect(code).toBe(1);
    expect(err).toContain('TS1: broken');
    write('apps/launcher/src/main.ts', '');
    expect((await run(['start', '--json'])).out).toBe(START);
  }, 60_000);

  it('knows its commands', async () => {
    const { code, err } = await run(['strat']);
    expect(code).toBe(2);
    expect(err).toMatch(/usage:[^]*start [^]*test [^]*doctor /);
  });
});

describe('the count at the end of a test run', () => {
  const tests = (...statuses: string[]) =>
    statuses.map((status, i) => ({ status, fullName: `case ${i}`, title: `case ${i}` }));
  const file = (name: string, status: string, ...statuses: string[]) => ({
    name: at(name),
    status,
    assertionResults: tests(...statuses),
  });
  const count = async (
    report: object | undefined,
    runnerCode: number,
  ): Promise<Outcome & { last: string | undefined }> => {
    if (report) write('report.json', JSON.stringify({ testResults: report }));
    const outcome = await run(['test', 'libs/x'], { RUNNER_CODE: String(runnerCode) });
    return { ...outcome, last: outcome.out.trimEnd().split('\n').at(-1) };
  };

  it('counts what passed, failed and was skipped, and names the skipped', async () => {
    const good = await count([file('a', 'passed', 'passed', 'passed')], 0);
    expect([good.last, good.code]).toEqual(['2 passed, 0 failed', 0]);

    const mixed = await count([file('a', 'failed', 'passed', 'failed'), file('b', 'passed', 'skipped', 'todo')], 1);
    expect([mixed.last, mixed.code]).toEqual(['1 passed, 1 failed, 2 skipped', 1]);
    expect(mixed.out).toContain('skipped: b > case 0');

    const unloadable = await count([file('a', 'passed', 'passed'), file('b', 'failed')], 1);
    expect([unloadable.last, unloadable.code]).toEqual(['1 passed, 1 failed', 1]);

    const hook = await count([file('a', 'failed', 'passed')], 1);
    expect([hook.last, hook.code]).toEqual(['1 passed, 1 failed', 1]);

    const outside = await count([file('a', 'passed', 'passed')], 1);
    expect([outside.last, outside.code]).toEqual(['1 passed, 1 failed', 1]);
  }, 60_000);

  it('is a failure when the run leaves no report, and when nothing could be built', async () => {
    const silent = await count(undefined, 0);
    expect([silent.last, silent.code]).toEqual(['0 passed, 1 failed', 1]);
    write('apps/launcher/src/main.ts', 'BROKEN');
    const broken = await count([file('a', 'passed', 'passed')], 0);
    expect([broken.last, broken.code]).toEqual(['0 passed, 1 failed', 1]);
  }, 60_000);

  it('counts each check of the sources that fails', async () => {
    write('report.json', JSON.stringify({ testResults: [file('a', 'passed', 'passed')] }));
    const last = ({ out, code }: Outcome) => [out.trimEnd().split('\n').at(-1), code];
    expect(last(await run(['test'], { RUNNER_CODE: '0' }))).toEqual(['1 passed, 0 failed', 0]);
    write('ILL-TYPED', '');
    const failing = await run(['test'], { RUNNER_CODE: '0' });
    expect(failing.out).toContain('failed checks, each counted as one failure: types\n');
    expect(last(failing)).toEqual(['1 passed, 1 failed', 1]);
  }, 60_000);
});

describe('the doctor', () => {
  it('says what is missing, what that disables and what to do; and that a start would not work', async () => {
    rmSync(at('bin/npm'));
    symlinkSync(process.execPath, at('bin/node'));
    const { code, out } = await run(['doctor'], { PATH: at('bin'), REDIS_URL: '', ESDB_URL: '' });
    expect(code).toBe(1);
    expect(out).toMatch(/MISSING {2}redis .*\n +disables: npm start\n +to do: .*REDIS_URL/);
    expect(out).toMatch(/MISSING {2}npm /);
    expect(out).toMatch(/ok +node /);
    expect(out.trimEnd().split('\n').at(-1)).toBe('npm start would not work: npm, packages, redis.');
  });

  it('asks the servers that the environment names', async () => {
    const { out } = await run(['doctor'], {
      ESDB_URL: 'esdb://admin:changeit@127.0.0.1:1',
      REDIS_URL: 'redis://127.0.0.1:1',
    });
    expect(out).toContain('nothing answers at esdb://127.0.0.1:1 (ESDB_URL)');
    expect(out).toContain('nothing answers at redis://127.0.0.1:1 (REDIS_URL)');
    expect(out).not.toContain('changeit');
  });
});
