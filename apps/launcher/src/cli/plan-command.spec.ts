import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../project-root.js';
import { temporaryFolder } from '../testing.js';
import type { PlanOutput } from './plan-command.js';

const MAIN = join(projectRoot(), 'dist/apps/launcher/src/cli/main.js');
const NOW = '2026-03-02T09:00:00Z';

let folder: ReturnType<typeof temporaryFolder>;
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(() => {
  folder.remove();
});

const reprise = async (
  args: readonly string[],
  input: string | Uint8Array = '',
): Promise<{ code: number; out: string; err: string }> => {
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: folder.path, env: { PATH: process.env['PATH'] } });
  const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)));
  child.stdin.end(input);
  const [code, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, out, err };
};

const planOf = async (input: unknown): Promise<PlanOutput> => {
  const { code, out, err } = await reprise(['plan', '-'], JSON.stringify(input));
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as PlanOutput;
};

const work = (hours: number, amount: number): object => ({
  release: NOW,
  deadline: new Date(Date.parse(NOW) + hours * 3_600_000).toISOString(),
  work: amount,
});

describe('plan', () => {
  it('prints the smoothest plan of a file, and nothing else, with offsets understood', async () => {
    writeFileSync(
      join(folder.path, 'backlog.json'),
      JSON.stringify({
        now: '2026-03-02T10:00:00+01:00',
        classes: [
          { release: NOW, deadline: '2026-03-02T09:00:10Z', work: 9 },
          { release: '2026-03-02T09:00:05.000Z', deadline: '2026-03-02T11:00:06+02:00', work: 10 },
        ],
      }),
    );
    const { code, out, err } = await reprise(['plan', 'backlog.json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toEqual({
      curve: [
        { from: '2026-03-02T09:00:00.000Z', to: '2026-03-02T09:00:05.000Z', rate: 1 },
        { from: '2026-03-02T09:00:05.000Z', to: '2026-03-02T09:00:06.000Z', rate: 10 },
        { from: '2026-03-02T09:00:06.000Z', to: '2026-03-02T09:00:10.000Z', rate: 1 },
      ],
      peak: 10,
      lowerBound: 10,
      feasible: true,
      misses: [],
    });
  });

  it('plans under ordinary traffic, keeps the guard, and takes held goods as released', async () => {
    const made = await planOf({
      now: NOW,
      baseLoad: [{ from: NOW, to: '2026-03-02T10:00:00Z', rate: 20 }],
      classes: [work(2, 72_000)],
    });
    expect(made).toMatchObject({ peak: 20, lowerBound: 20, feasible: true });
    expect(made.curve).toEqual([{ from: '2026-03-02T10:00:00.000Z', to: '2026-03-02T11:00:00.000Z', rate: 20 }]);
    const guarded = await planOf({ now: NOW, guardSeconds: 1_800, classes: [work(1, 1_800)] });
    expect(guarded.curve.map(({ to, rate }) => ({ to, rate }))).toEqual([{ to: '2026-03-02T09:30:00.000Z', rate: 1 }]);
    const held = { release: '2026-03-02T09:30:00Z', deadline: '2026-03-02T10:00:00Z', work: 3_600, held: true };
    expect(await planOf({ now: NOW, classes: [held] })).toMatchObject({ peak: 1, curve: [{ rate: 1 }] });
  });

  it('says who is late at the cap and by how much, and that no rate serves what is past due', async () => {
    const late = await planOf({ now: NOW, cap: 1, classes: [work(1, 5_400)] });
    expect(late).toMatchObject({ feasible: false, peak: 1, lowerBound: 1.5 });
    expect(late.misses).toEqual([{ deadline: '2026-03-02T10:00:00.000Z', work: 1_800, lateBySeconds: 1_800 }]);
    expect(await planOf({ now: NOW, cap: 10, classes: [work(-1, 10)] })).toMatchObject({
      feasible: false,
      lowerBound: null,
      misses: [{ deadline: '2026-03-02T08:00:00.000Z', work: 10, lateBySeconds: 3_601 }],
    });
    expect(await planOf({ now: NOW, cap: 0, classes: [work(1, 10)] })).toMatchObject({
      curve: [],
      misses: [{ work: 10, lateBySeconds: null }],
    });
  });

  it('gives the time that it took on standard error when asked', async () => {
    const { code, err } = await reprise(['plan', '-', '--timing'], JSON.stringify({ now: NOW, classes: [work(1, 1)] }));
    expect(code).toBe(0);
    expect(err).toMatch(/^read \d+ ms, planned \d+ ms\n$/);
  });
});

describe('bad input', () => {
  const good = { now: NOW, classes: [work(1, 1)] };
  const line = { release: NOW, deadline: '2026-03-02T10:00:00Z', work: 1 };
  const with3 = (bad: object): unknown => ({ now: NOW, classes: [line, line, line, { ...line, ...bad }] });
  const rows: readonly [string, string | Uint8Array, string][] = [
    ['empty', ' \n', 'is empty'],
    ['not UTF-8', Uint8Array.of(0x22, 0xff, 0x22), 'is not UTF-8 text'],
    ['no JSON', '{\n  "now": "x",\n  "classes": [1,]\n}', 'is not JSON at line 3, column 17: a value was expected'],
    [
      'cut off',
      '{"now": "2026',
      'is not JSON at line 1, column 9: a text closed on its line, with the escapes of JSON, was expected',
    ],
    ['no object', '[]', 'the document must be an object, not an array'],
    ['missing field', JSON.stringify({ now: NOW }), 'classes is missing'],
    ['no classes', JSON.stringify({ now: NOW, classes: [] }), 'classes is empty: there is nothing to plan'],
    ['unknown field', JSON.stringify({ ...good, capp: 3 }), 'capp is not a field known here'],
    ['unknown field within', JSON.stringify(with3({ 'a b': 1 })), 'classes[3]["a b"] is not a field known here'],
    ['wrong type', JSON.stringify(with3({ work: '5' })), 'classes[3].work must be a number, not the string "5"'],
    ['null', JSON.stringify(with3({ held: null })), 'classes[3].held must be true or false, not null'],
    ['negative work', JSON.stringify(with3({ work: -1 })), 'classes[3].work is negative: -1'],
    [
      'infinite work',
      JSON.stringify(with3({ work: 7 })).replace(':7', ':1e999'),
      'classes[3].work is not a finite number',
    ],
    ['negative cap', JSON.stringify({ ...good, cap: -0.5 }), 'cap is negative: -0.5'],
    [
      'no offset',
      JSON.stringify(with3({ deadline: '2026-03-02T10:00:00' })),
      'classes[3].deadline is an instant without an offset from UTC: "2026-03-02T10:00:00" (end it with Z or +02:00)',
    ],
    [
      'no such day',
      JSON.stringify(with3({ deadline: '2026-02-30T10:00:00Z' })),
      'classes[3].deadline is not an ISO 8601 instant like 2026-03-02T09:00:00Z: "2026-02-30T10:00:00Z"',
    ],
    [
      'a stretch the wrong way round',
      JSON.stringify({ ...good, baseLoad: [{ from: NOW, to: NOW, rate: 1 }] }),
      'baseLoad[0].from is not before "to"',
    ],
    [
      'negative rate and more',
      JSON.stringify({ ...good, cap: -1, baseLoad: [{ from: NOW, to: '2026-03-03T00:00:00Z', rate: -2 }] }),
      'cap is negative: -1 (and 1 more)',
    ],
  ];
  it.each(rows)('%s: exit 2, and one line that says what and where', async (_, input, message) => {
    expect(await reprise(['plan', '-'], input)).toEqual({ code: 2, out: '', err: `standard input: ${message}\n` });
  });

  it('a file that is not there, a folder, and a command that does not exist', async () => {
    expect(await reprise(['plan', 'no.json'])).toEqual({
      code: 2,
      out: '',
      err: "no.json: can't be read: there is no such file\n",
    });
    expect(await reprise(['plan', '.'])).toMatchObject({ code: 2, out: '', err: ".: can't be read: it is a folder\n" });
    for (const args of [[], ['plan'], ['plam', 'x'], ['plan', 'x', 'y'], ['plan', 'x', '--fast']]) {
      const { code, out, err } = await reprise(args);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/^usage: .*\n$/);
    }
  });
});
