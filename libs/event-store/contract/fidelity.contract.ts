import { describe, expect, it } from 'vitest';
import { collect, metadata, record, type Rig } from './rig.contract.js';

const nested = (depth: number): unknown => (depth === 0 ? 'bottom' : { in: nested(depth - 1) });

const VALUES: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['a text', 'text'],
  ['an empty text', ''],
  ['a number', 42],
  ['false', false],
  ['an empty object', {}],
  ['an empty list', []],
  ['the largest safe integers', [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]],
  ['the ends of doubles', [Number.MAX_VALUE, Number.MIN_VALUE, -0.1, 1e-7]],
  ['French', { text: 'Réintégration à Saint-Étienne — « déjà dédouané » œuf' }],
  ['Greek, Chinese, Arabic', ['Ελλάδα', '中华人民共和国', 'العربية']],
  ['emoji and combining marks', '👩‍👩‍👧‍👦 e\u0301 \u{10ffff}'],
  ['a lone surrogate', '\ud800'],
  ['control characters', '\u0000\u0001\u001f\u007f\u2028\u2029'],
  ['quotes and backslashes', '"\\/\b\f\n\r\t'],
  ['awkward keys', { '': 1, $type: 2, 'a.b': 3, constructor: 4, '\n': 5 }],
  ['bytes as base64', Buffer.from(Uint8Array.from({ length: 256 }, (_, i) => i)).toString('base64')],
  ['what looks like an escape', '\\u0000 %00 &amp; ${x}'],
  ['200 levels', nested(200)],
  ['a long text', 'é'.repeat(100_000)],
  ['a list of 5,000', Array.from({ length: 5_000 }, (_, i) => i)],
];

export const fidelityContract = (rig: Rig): void => {
  describe('what goes in comes out', () => {
    it.each(VALUES)('data: %s', async (_, value) => {
      const stream = rig.stream();
      await rig.store.append(stream, 'no-stream', [record(value)]);
      expect((await collect(rig.store.readStream(stream)))[0]?.data).toStrictEqual(value);
    });

    it('a key named __proto__ stays data', async () => {
      const stream = rig.stream();
      const data: unknown = JSON.parse('{"__proto__":{"polluted":true}}');
      await rig.store.append(stream, 'no-stream', [record(data)]);
      const [stored] = await collect(rig.store.readStream(stream));
      expect(JSON.stringify(stored?.data)).toBe('{"__proto__":{"polluted":true}}');
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    });

    it('metadata, id and type', async () => {
      const stream = rig.stream();
      const given = {
        ...record({}, 'DéclarationDéposée.v12'),
        metadata: {
          ...metadata('c-1'),
          requestHash: 'abc',
          actor: { id: 'ü', role: 'helpdesk' as const, name: 'Zoé' },
        },
      };
      await rig.store.append(stream, 'no-stream', [given]);
      expect((await collect(rig.store.readStream(stream)))[0]).toMatchObject({ ...given, stream, revision: 0n });
    });

    it.each([
      ['French', 'déclaration-été'],
      ['spaces and signs', 'a b/c?d=e&f#g%20'],
      ['emoji', '🚢-1'],
      ['long', 'x'.repeat(400)],
    ])('stream names: %s', async (_, name) => {
      const stream = `${rig.prefix()}${name}`;
      await rig.store.append(stream, 'no-stream', [record()]);
      expect((await collect(rig.store.readStream(stream)))[0]?.stream).toBe(stream);
    });

    it('the stamp is the store’s, and recordedAt is read from it', async () => {
      const stream = rig.stream();
      await rig.store.append(stream, 'no-stream', [record()]);
      const [stored] = await collect(rig.store.readStream(stream));
      expect(stored?.recordedAt).toBe(new Date(stored?.committedMs ?? Number.NaN).toISOString());
    });

    it('stamps never go back along the log', async () => {
      const prefix = rig.prefix();
      for (let i = 0; i < 10; i++) await rig.store.append(`${prefix}${i}`, 'no-stream', [record()]);
      const stamps = (await collect(rig.store.readAll({ prefixes: [prefix] }))).map((r) => r.recordedAt);
      expect(stamps).toEqual([...stamps].sort());
      expect(stamps).toHaveLength(10);
    });
  });
};
