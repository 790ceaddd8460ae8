import { describe, expect, it } from 'vitest';
import { decoded, historyOf } from '../../../../../test/golden/replay.js';
import { summaryOf } from './summary-of.js';

const events = [
  'outage-of-delta-x',
  'planned-and-own-outages',
  'own-outage-registered',
  'fallback-documents',
  'a-number-given-up',
  'a-target-that-suffers',
  'ordinary-traffic-of-a-target',
  'how-a-target-did',
]
  .flatMap(historyOf)
  .filter(({ stream }) => !stream.startsWith('import-'))
  .map(decoded);

describe('a line for an event', () => {
  it('is there for every kind, in both languages, with nothing left unsaid', () => {
    for (const { event } of events) {
      const summary = summaryOf(event);
      expect([event.type, summary?.en.length]).not.toEqual([event.type, undefined]);
      expect(summary?.en).not.toBe(summary?.fr);
      expect(`${summary?.en ?? ''} ${summary?.fr ?? ''}`).not.toMatch(/undefined|NaN|\[object|null/);
    }
  });

  it('names no person: it is shown to readers from whom personal data are kept', () => {
    const persons = /Jane Peters|Vidal|Elm Street|rue des Forges|Marion|Vasseur|Hélène|Maes|Kerbrat|Rapide Express/;
    expect(events.map(({ event }) => summaryOf(event)?.en).filter((line) => persons.test(line ?? ''))).toEqual([]);
  });

  it('is left out for a kind that this version does not know', () => {
    expect(summaryOf({ type: 'SomethingLater', data: {} })).toBeUndefined();
  });
});
