import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../apps/launcher/src/project-root.js';
import { temporaryFolder } from '../../apps/launcher/src/testing.js';

/** A command of the README as small as it goes. Whether a timed figure holds is the machine's business: 1 says it did not. */
interface Small {
  readonly args: readonly string[];
  readonly prints: RegExp;
  readonly mayFail?: boolean;
}

const folder = temporaryFolder();
const planned = join(folder.path, 'plan.json');

const SMALL: Readonly<Record<string, Small>> = {
  reprise: {
    args: ['plan', planned],
    prints: /"lowerBound"/,
  },
  doctor: { args: [], prints: /redis/i },
  'bench:event-store': { args: ['--only=catch-up', '--json'], prints: /"figure":".+"share":/, mayFail: true },
  'bench:pacing': { args: ['--only', 'planning', '--json'], prints: /"figure":"planning a million/, mayFail: true },
  'bench:import': { args: ['--lines', '500'], prints: /by reference +\d/, mayFail: true },
  'test:virtual': { args: ['--times', '1'], prints: /^\d+ passed, 0 failed$/m },
  'test:scale': { args: ['--obligations', '200', '--rate', '40'], prints: /^\d+ passed, \d+ failed$/m, mayFail: true },
};
/** `npm start` has the walk and the browser for tests; `npm test`, which lints too, and `test:faults` are neighbours in CI. */
const ELSEWHERE: readonly string[] = ['start', 'test', 'lint', 'test:faults', 'test:commands'];

const text = (path: string): string => readFileSync(join(projectRoot(), path), 'utf8');
const readme = text('README.md');
const named = [...readme.matchAll(/^\| `npm (?:run )?([a-z:-]+)/gm)].map(([, name]) => name ?? '');

const run = (name: string, args: readonly string[]): Promise<{ code: number | null; said: string }> =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, SUITE: '' };
    const child = spawn('npm', ['run', name, '--', ...args], { cwd: projectRoot(), env });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
    child.once('error', reject).once('close', (code) => resolve({ code, said }));
  });

describe('The commands of the README', { timeout: 300_000 }, () => {
  beforeAll(() => {
    const [, example = ''] = /```json\n([\s\S]*?)```/.exec(text('docs/planning.md')) ?? [];
    writeFileSync(planned, example);
  });
  afterAll(() => folder.remove());

  it('each has a small run here', () => {
    expect(named.toSorted()).toEqual([...ELSEWHERE, ...Object.keys(SMALL)].toSorted());
  });

  it.each(Object.entries(SMALL))('npm run %s does what the README says', async (name, { args, prints, mayFail }) => {
    const { code, said } = await run(name, args);
    expect(said).toMatch(prints);
    expect(mayFail ? [0, 1] : [0]).toContain(code);
  });
});
