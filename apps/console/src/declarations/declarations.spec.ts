import { describe, expect, it } from 'vitest';
import type { DeclarationRow, Page } from '../api/rows.js';
import { query } from '../api/client.js';
import { readProblem, remedyOf } from '../api/problem.js';
import { patched } from '../live/query-refresh.js';
import { back, cursorOf, FIRST_PAGE, forward, pageNumber } from './paging.js';

const row = (reference: string, status: DeclarationRow['status']): DeclarationRow =>
  ({ operator: 'FR1', reference, status }) as DeclarationRow;

const keyOf = (each: DeclarationRow): string => `${each.operator}/${each.reference}`;

describe('paging by cursor', () => {
  it('goes forward, and back the way it came', () => {
    const third = forward(forward(FIRST_PAGE, 'b'), 'c');
    expect([pageNumber(third), cursorOf(third), cursorOf(back(third))]).toEqual([3, 'c', 'b']);
    expect(back(FIRST_PAGE)).toBe(FIRST_PAGE);
  });

  it('asks only for what is given', () => {
    expect(query({ reference: 'A/1 é', status: '', cursor: undefined, limit: 25 })).toBe(
      '?reference=A%2F1+%C3%A9&limit=25',
    );
    expect(query({})).toBe('');
  });
});

describe('a page shown while rows change', () => {
  const page: Page<DeclarationRow> = { items: [row('1', 'owed'), row('2', 'owed')], position: '5' };

  it('takes in the rows that it shows and no others', () => {
    const next = patched(page, [row('2', 'accepted'), row('9', 'accepted')], keyOf);
    expect(next.items.map((r) => `${r.reference} ${r.status}`)).toEqual(['1 owed', '2 accepted']);
    expect(patched(page, [row('9', 'accepted')], keyOf)).toBe(page);
  });
});

describe('problems', () => {
  it('reads a problem document, and says at least the status of anything else', () => {
    const errors = [{ rule: 'DX-24', source: 'fr-delta-x/fiche-5', text: 'later' }];
    expect(readProblem(422, { type: 't', title: 'Refused', status: 422, errors })).toEqual({
      type: 't',
      title: 'Refused',
      status: 422,
      errors,
    });
    expect(readProblem(502, '<html>')).toEqual({ type: 'about:blank', title: 'HTTP 502', status: 502, errors: [] });
  });

  it.each([
    [0, 'server'],
    [400, 'correct'],
    [401, 'sign-in'],
    [403, 'other-role'],
    [412, 'reload'],
    [422, 'correct'],
    [500, 'report'],
    [502, 'wait'],
    [503, 'wait'],
  ] as const)('knows what to do about %i: %s', (status, remedy) => {
    expect(remedyOf(status)).toBe(remedy);
  });
});
