import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../apps/launcher/src/project-root.js';
import { temporaryFolder } from '../../apps/launcher/src/testing.js';
import { startReprise, type RunningReprise } from './running-reprise.js';

const run = promisify(execFile);
const readme = readFileSync(join(projectRoot(), 'README.md'), 'utf8');
const scripts = (
  JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { scripts: Record<string, string> }
).scripts;

/** The blocks of the walk, word for word, as one script. */
const walk = [...readme.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block]) => block ?? '');

describe('the README', { timeout: 180_000 }, () => {
  let reprise: RunningReprise;
  const folder = temporaryFolder();
  beforeAll(async () => {
    reprise = await startReprise({ timeScale: 5_760, demo: false });
  }, 120_000);
  afterAll(async () => {
    await reprise.stop();
    folder.remove();
  });

  it('has a walk whose commands do what the words around them say', async () => {
    expect(walk.length).toBeGreaterThanOrEqual(5);
    const script = ['set -euo pipefail', ...walk].join('\n');
    const { stdout } = await run('bash', ['-c', script], {
      cwd: folder.path,
      env: { ...process.env, REPRISE: reprise.api },
      timeout: 150_000,
    });
    const said = stdout.trim().split('\n');
    expect(said[0]).toMatch(/^alert [0-9a-f-]{36}$/);
    expect(said[1]).toMatch(/CN8 code is required above 1000 EUR/);
    expect(said[2]).toBe('3');
    expect(said[3]).toMatch(/^\d{4}-\d{2}-\d{2}T/);
    const trail = said.slice(4).map((line) => line.split(' ').slice(1).join(' '));
    expect(trail).toEqual([
      'DeclarationLodged DX-04,DX-28',
      'ObligationOpened DX-21,DX-22',
      'ReintegrationAttempted DX-22,DX-25',
      'ReintegrationAccepted DX-24',
    ]);
  });

  it('names no command that does not exist', () => {
    const named = [...readme.matchAll(/npm (?:run )?([a-z][a-z:-]*)/g)].map(([, name]) => name ?? '');
    expect(named.length).toBeGreaterThan(5);
    expect([...new Set(named)].filter((name) => !(name in scripts))).toEqual([]);
  });

  it('has a doctor that finds what npm start needs', async () => {
    const { stdout } = await run('npm', ['run', '--silent', 'doctor'], { cwd: projectRoot() });
    expect(stdout).toMatch(/redis/i);
  });

  it('names only folders and pages that exist', () => {
    const named = [...readme.matchAll(/\]\(([^)h][^)]*)\)|`((?:apps|libs)\/[a-z-]+)`/g)].map(
      ([, link, folderName]) => link ?? folderName ?? '',
    );
    expect(named.length).toBeGreaterThan(10);
    for (const path of named) expect(() => readFileSync(join(projectRoot(), path))).not.toThrow(/ENOENT/);
  });
});
