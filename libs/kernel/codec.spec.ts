import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineCodec, UnreadableEvent } from './codec.js';
import type { DomainEvent } from './event.js';
import { zInstant } from './parsing.js';

type Said = DomainEvent<'Said', { readonly words: string; readonly to?: string | undefined }>;
type Left = DomainEvent<'Left', { readonly at: string }>;

const said = z.object({ words: z.string(), to: z.string().optional() });
const left = z.object({ at: zInstant });
const codec = defineCodec<Said | Left>({
  Said: {
    stored: 'Said.v2',
    parse: (d) => said.parse(d),
    upcasts: { 'Said.v1': (d) => ({ words: (d as { text: string }).text }) },
    personal: ['to'],
  },
  Left: { stored: 'Left.v1', parse: (d) => left.parse(d), personal: [] },
});

describe('a codec', () => {
  it('writes under the stored name, and the data alone', () => {
    expect(codec.encode({ type: 'Said', data: { words: 'oui' }, rules: ['DX-04'] })).toEqual({
      type: 'Said.v2',
      data: { words: 'oui' },
    });
  });

  it('reads its own names, older ones lifted, and leaves strangers alone', () => {
    expect(codec.decode({ type: 'Said.v2', data: { words: 'oui', to: 'all' } })).toEqual({
      type: 'Said',
      data: { words: 'oui', to: 'all' },
    });
    expect(codec.decode({ type: 'Said.v1', data: { text: 'non' } })).toEqual({ type: 'Said', data: { words: 'non' } });
    expect(codec.decode({ type: 'Said', data: { words: 'oui' } })).toBeUndefined();
    expect(codec.decode({ type: 'toString', data: {} })).toBeUndefined();
  });

  it('throws on its own event with data that are not', () => {
    const unreadable = (type: string, data: unknown): unknown => {
      try {
        return codec.decode({ type, data });
      } catch (error) {
        return error;
      }
    };
    for (const [type, data] of [
      ['Said.v2', { words: 7 }],
      ['Said.v2', null],
      ['Said.v1', null],
      ['Left.v1', { at: 'yesterday' }],
      ['Left.v1', { at: '2026-02-30T00:00:00Z' }],
    ] as const) {
      const error = unreadable(type, data);
      expect(error).toBeInstanceOf(UnreadableEvent);
      expect(error).toMatchObject({ storedType: type, message: expect.stringContaining(type) as string });
    }
  });

  it('names every stored name, and the personal fields under each', () => {
    expect(codec.storedTypes.toSorted()).toEqual(['Left.v1', 'Said.v1', 'Said.v2']);
    expect(codec.personal).toEqual({ 'Said.v2': ['to'], 'Said.v1': ['to'], 'Left.v1': [] });
  });

  it('refuses two events under one stored name', () => {
    const twice = { stored: 'Same.v1', personal: [] };
    expect(() =>
      defineCodec<Said | Left>({
        Said: { ...twice, parse: (d) => said.parse(d) },
        Left: { ...twice, parse: (d) => left.parse(d) },
      }),
    ).toThrow('Same.v1');
  });
});
