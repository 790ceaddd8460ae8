import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandIdOf, eventIds } from './event-ids.js';

const UUID_V5 = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('ids', () => {
  it('are the same for the same command, in this release and the next', () => {
    expect(commandIdOf('agent-7', 'key-1', 'POST /alerts')).toBe(KNOWN.command);
    expect(eventIds('command-1', 2)).toEqual(KNOWN.events);
  });

  it('more events of a command leave the first ones as they are', () => {
    expect(eventIds('c', 5).slice(0, 3)).toEqual(eventIds('c', 3));
  });

  it('differ by command, index, actor, key and scope, whatever these contain', () => {
    const text = fc.string({ maxLength: 4 });
    const triple = fc.tuple(text, text, text);
    fc.assert(
      fc.property(triple, triple, (a, b) => {
        const [x, y] = [commandIdOf(...a), commandIdOf(...b)];
        expect(x).toMatch(UUID_V5);
        expect(x === y).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
    const all = Array.from({ length: 50 }, (_, i) => eventIds(`c${String(i)}`, 20)).flat();
    expect(new Set(all).size).toBe(1_000);
    expect(all.every((id) => UUID_V5.test(id))).toBe(true);
  });
});

/** Written down once: if these change, commands carried out before an upgrade are no longer recognised after it. */
const KNOWN = {
  command: '1d92a879-6148-5c11-9acf-1bb0471c08eb',
  events: ['58481448-0259-5cf0-94f4-9cdd258a71d2', '5a31ed1e-1fc2-5b3d-9627-7415bd5bab93'],
};
