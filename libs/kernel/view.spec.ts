import { describe, expect, it } from 'vitest';
import type { DomainEvent, Recorded } from './event.js';
import { instantOf } from './instant.js';
import { foldView, type View } from './view.js';

type Event = DomainEvent<'Set' | 'Deleted', { readonly key: string; readonly to: number }>;

const recorded = (type: Event['type'], key: string, to = 0): Recorded<Event> => ({
  id: `${type}-${key}-${to}`,
  stream: 's',
  revision: 0n,
  position: { commit: 0n, prepare: 0n },
  recordedAt: instantOf(0),
  event: { type, data: { key, to } },
  metadata: {
    correlationId: 'c',
    causationId: 'c',
    commandId: 'c',
    actor: { id: 'a', role: 'system' },
    occurredAt: instantOf(0),
    rules: [],
    codeVersion: '0',
  },
});

/** Sums by key, and keeps the sum of all beside it. */
const sums: View<number, Event> = {
  name: 'sums',
  version: 1,
  prefixes: ['s'],
  project: ({ event: { type, data } }, read) =>
    type === 'Deleted'
      ? [{ key: data.key, row: undefined }]
      : [
          { key: data.key, row: (read(data.key) ?? 0) + data.to },
          { key: 'all', row: (read('all') ?? 0) + data.to },
        ],
};

describe('foldView', () => {
  it('changes, adds and deletes rows, and goes on from rows given', () => {
    const rows = foldView(sums, [recorded('Set', 'a', 1), recorded('Set', 'b', 2), recorded('Set', 'a', 3)]);
    expect(Object.fromEntries(rows)).toEqual({ a: 4, b: 2, all: 6 });
    const more = foldView(sums, [recorded('Deleted', 'a'), recorded('Set', 'b', 1)], rows);
    expect(Object.fromEntries(more)).toEqual({ b: 3, all: 7 });
  });
});
