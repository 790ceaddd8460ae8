import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { UnreadableEvent } from '#libs/kernel';
import { CODECS, decoded, expectedOf, historyOf, replayed } from './replay.js';

/**
 * Histories as logs hold them, written by the code of their day. They are never edited: what today's code can't read
 * needs an upcast, and what it reads otherwise needs a reason, and the new rows committed with it.
 */
const HISTORIES = [
  'outage-of-delta-x',
  'planned-and-own-outages',
  'own-outage-registered',
  'a-target-that-suffers',
  'ordinary-traffic-of-a-target',
  'how-a-target-did',
  'what-stood-before',
  'pre-outage-list',
  'goods-cleared',
  'marks-and-dates',
  'rectified-afterwards',
  'fallback-documents',
  'dau-with-articles',
  'a-number-given-up',
  'transcription-corrected',
  'goods-withheld',
];

/** Stored names, each with the paths of its personal data: what logs hold keeps its name for ever. */
const names = JSON.parse(readFileSync(new URL('stored-names.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, readonly string[]>
>;

const everything = HISTORIES.flatMap(historyOf);

const at = (data: unknown, path: string): unknown =>
  (path === '' ? [] : path.split('.')).reduce<unknown>((value, name) => {
    const holders = (Array.isArray(value) ? value : [value]) as (Record<string, unknown> | undefined)[];
    return holders.find((holder) => holder?.[name] !== undefined)?.[name];
  }, data);

/** The path of what holds a field; `''` is the event's data as a whole. */
const upOf = (path: string): string => path.split('.').slice(0, -1).join('.');

const without = (data: unknown, paths: readonly string[]): unknown => {
  const copy = structuredClone(data);
  for (const path of paths) {
    const [last = '', ...parents] = path.split('.').reverse();
    const holder = at({ copy }, ['copy', ...parents.reverse()].join('.'));
    const holders = (Array.isArray(holder) ? holder : [holder]) as (object | undefined)[];
    for (const each of holders) if (each) Reflect.deleteProperty(each, last);
  }
  return copy;
};

describe.each(HISTORIES)('the history %s', (name) => {
  it('gives the rows and the states that were recorded with it', () => {
    expect(replayed(historyOf(name))).toEqual(expectedOf(name));
  });
});

describe('what is stored', () => {
  it('keeps its names, and marks its personal data as it did', () => {
    const today = CODECS.flatMap((codec) => codec.storedTypes.map((type) => [type, codec.personal[type]] as const));
    expect(Object.fromEntries(today)).toEqual(names);
  });

  it('is in a history, every kind of it', () => {
    expect([...new Set(everything.map((record) => record.type))].sort()).toEqual(Object.keys(names).sort());
  });

  it('has its personal data where the marks say', () => {
    const marked = everything.flatMap(({ type, data }) =>
      (names[type] ?? []).map((path) => ({ type, path, is: typeof at(data, path), holder: at(data, upOf(path)) })),
    );
    // A person is left out only with all that goes with it: no officer where there is no pre-authentication.
    expect(marked.filter(({ is, holder }) => is !== 'string' && holder !== undefined)).toEqual([]);
    const seen = new Set(marked.filter(({ is }) => is === 'string').map(({ path }) => path));
    const unseen = Object.values(names)
      .flat()
      .filter((path) => !seen.has(path));
    expect(unseen).toEqual([]);
  });

  it('has no person in it once the marked fields are gone', () => {
    const persons = /Jane Peters|Vidal|Elm Street|rue des Forges|Marion|Vasseur|Hélène|Maes|Kerbrat|Rapide Express/;
    const left = everything.filter(({ type, data }) => persons.test(JSON.stringify(without(data, names[type] ?? []))));
    expect(left.map((record) => record.type)).toEqual([]);
    expect(everything.some(({ data }) => persons.test(JSON.stringify(data)))).toBe(true);
  });

  it('is never misread: a field of the wrong kind, or a name nobody knows, is an error', () => {
    const lodged = everything.find((record) => record.type === 'DeclarationLodged.v1');
    if (!lodged) throw new Error('no declaration was recorded');
    const broken = { ...lodged, data: { ...(lodged.data as object), lodgedAt: 'last Tuesday' } };
    expect(() => decoded(broken)).toThrow(UnreadableEvent);
    expect(() => decoded({ ...lodged, type: 'DeclarationLodged.v0' })).toThrow('nobody reads DeclarationLodged.v0');
  });
});
