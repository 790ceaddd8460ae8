import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { citedRules } from '#libs/rules';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What building, installing and running leave behind. */
const LEFT_BEHIND = /^(node_modules|dist|coverage|\.git|\.data)$/;

/** Every file of the repository, those not yet committed too. */
const listed = (folder = ''): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return LEFT_BEHIND.test(entry.name) ? [] : listed(path);
    return entry.isFile() ? [path] : [];
  });
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const files = listed();
const code = files.filter((file) => /^(apps|libs)\/.*\.tsx?$/.test(file));
const product = code.filter((file) => !/\.(spec|fixture|contract)\.tsx?$|\/contract\//.test(file));
const TEXT =
  /\.(ts|tsx|js|mjs|cjs|json|jsonl|md|yml|yaml|html|css|xsd|xml|csv|ndjson|sh|conf|txt|svg)$|(^|\/)[^.]+$|^\.ci\//;

const BAD_NAMES = /(^|[-.])(utils?|helpers?|common|managers?|base)([-.]|$)/i;
const LONGEST = 300;
/** Where the work was done is nobody's matter; put together here so that this file does not hold them itself. */
const WORKPLACE = [['/wo', 'rk/'].join(''), ['/tmp/', 'reprise/'].join('')];
const REGISTRY = /"resolved"|https?:\/\/[^"/]*(registry|npmjs|pkg\.)/;

const linesOf = (text: string): number => text.split('\n').length - 1;
const rulesIn = (text: string): string[] => [...text.matchAll(/\b(?:EC|DX|EM)-\d{2}\b/g)].map(([id]) => id);

describe('the repository', () => {
  it('is looked at whole', () => {
    expect(product.length).toBeGreaterThan(100);
    expect(files).toContain('package-lock.json');
  });

  it('names no registry in its lock: whoever installs says where from', () => {
    expect(REGISTRY.exec(read('package-lock.json'))?.[0]).toBeUndefined();
    expect('"resolved": "https://registry.example/x.tgz"').toMatch(REGISTRY);
  });

  it('cites only rules that the catalogue holds, with their source', () => {
    const known = new Set<string>(citedRules);
    const unknown = product.flatMap((file) =>
      rulesIn(read(file))
        .filter((id) => !known.has(id))
        .map((id) => `${file}: ${id}`),
    );
    expect(unknown).toEqual([]);
    expect(rulesIn("rules: ['DX-04', 'EM-21']")).toEqual(['DX-04', 'EM-21']);
  });

  it('names files by what they are about', () => {
    expect(code.filter((file) => BAD_NAMES.test(basename(file).replace(/\.tsx?$/, '')))).toEqual([]);
    expect(['date-utils', 'helpers', 'view.base'].every((name) => BAD_NAMES.test(name))).toBe(true);
    expect(BAD_NAMES.test('database')).toBe(false);
  });

  it('keeps its files short enough to read at once', () => {
    const long = product.map((file) => ({ file, lines: linesOf(read(file)) })).filter(({ lines }) => lines > LONGEST);
    expect(long).toEqual([]);
  });

  it('holds no path of the place where it was written', () => {
    const found = files.filter((file) => TEXT.test(file) && WORKPLACE.some((path) => read(file).includes(path)));
    expect(found).toEqual([]);
  });

  it('leaves the sending to the gateway: the app that re-integrates fetches nothing itself', () => {
    const fetching = product.filter((file) => file.startsWith('apps/reintegrator/') && /\bfetch\(/.test(read(file)));
    expect(fetching).toEqual([]);
  });

  it('has no interface called I-something', () => {
    const named = code.flatMap((file) =>
      [...read(file).matchAll(/\binterface (I[A-Z]\w*)/g)].map((m) => `${file}: ${m[1] ?? ''}`),
    );
    expect(named).toEqual([]);
  });
});
