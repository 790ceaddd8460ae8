import { describe, expect, it } from 'vitest';
import { instant } from '#libs/kernel';
import {
  DELTA_X_STATES_OF_A_DECLARATION,
  deltaXStates,
  parseDeltaXStates,
  type DeltaXStates,
} from './delta-x-states.codec.js';

const at = instant('2026-03-03T08:00:00Z');
const about = { operator: 'FR552081317', reference: 'EXP-1', answeredAt: at };

describe('the states of declarations', () => {
  it('come back as they were written, every one of them', () => {
    const states: DeltaXStates = {
      ...about,
      declarations: DELTA_X_STATES_OF_A_DECLARATION.map((state, index) => ({
        number: `DX-${String(index)}`,
        lrn: 'EXP-1',
        kind: index % 2 === 0 ? 'DSE' : 'DAU',
        state,
        since: at,
        ...(state === 'anticipated' && { anticipatedUntil: instant('2026-03-13T08:00:00Z') }),
        ...(state === 'lodged' && { cancellationDeclined: { at, reason: 'marchandise <déjà> sortie & visée' } }),
      })),
    };
    expect(parseDeltaXStates(deltaXStates(states))).toEqual(states);
  });

  it('may be none', () => {
    expect(parseDeltaXStates(deltaXStates({ ...about, declarations: [] }))).toEqual({ ...about, declarations: [] });
  });

  it('are not guessed at: a state that nobody knows is an error', () => {
    const held = { number: '1', lrn: 'L', kind: 'DSE', state: 'lodged', since: at } as const;
    const xml = deltaXStates({ ...about, declarations: [held] });
    for (const bad of [xml.replace('>lodged<', '>shelved<'), xml.replace('<number>1</number>', ''), '<html/>', '']) {
      expect(() => parseDeltaXStates(bad)).toThrow();
    }
  });
});
