import { describe, expect, it } from 'vitest';
import { fold, Refusal, refuse, refuseState, type Decider } from './decider.js';
import type { DomainEvent } from './event.js';

describe('a refusal', () => {
  it('carries every objection and says them all', () => {
    const refusal = new Refusal([
      { rule: 'DX-04', field: 'mentions', text: { en: 'a mention is missing', fr: 'il manque une mention' } },
      { text: { en: 'it has ended', fr: 'c’est fini' } },
    ]);
    expect(refusal.message).toBe('DX-04: a mention is missing; it has ended');
    expect(refusal.name).toBe('Refusal');
    expect(refusal).toBeInstanceOf(Error);
  });

  it('is made under a rule, or under none', () => {
    const text = { en: 'no', fr: 'non' };
    const todo = { en: 'do', fr: 'faites' };
    expect(refuse('DX-23', text, { field: 'f', todo }).objections).toEqual([{ rule: 'DX-23', text, field: 'f', todo }]);
    expect(refuseState(text).objections).toEqual([{ text }]);
  });
});

describe('fold', () => {
  it('takes events one after the other, and none leaves the beginning', () => {
    const decider: Decider<never, readonly string[], DomainEvent<'Added', string>> = {
      initial: [],
      decide: () => [],
      evolve: (state, event) => [...state, event.data],
    };
    expect(fold(decider, [])).toEqual([]);
    expect(
      fold(decider, [
        { type: 'Added', data: 'a' },
        { type: 'Added', data: 'b' },
      ]),
    ).toEqual(['a', 'b']);
  });
});
