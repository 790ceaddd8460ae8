import { describe, expect, it } from 'vitest';
import { manifestHash, readRoute } from '../shell/route.js';
import { readList, withList } from './list-address.js';
import { FIRST_PAGE, forward } from './paging.js';

describe('a list in the address', () => {
  const paging = forward(forward(FIRST_PAGE, 'WzAsImEiXQ'), 'b/=?&');
  const filter = { text: 'UX26 é#1', operator: 'FR552100554', status: 'refused', cause: 'DX-05: 12?' };

  it('is read as it was written, whatever the signs', () => {
    expect(readList(withList('#/', { filter, paging }))).toEqual({ filter, paging });
    expect(readList('')).toEqual({ filter: {}, paging: FIRST_PAGE });
  });

  it('stays in the room it stands in, and is replaced as a whole', () => {
    const room = manifestHash('m-1');
    const address = withList(room, { filter, paging });
    expect(readRoute(address)).toEqual({ kind: 'manifest', manifestId: 'm-1' });
    expect(withList(address, { filter: { text: 'A' }, paging: FIRST_PAGE })).toBe(`${room}?text=A`);
    expect(withList(address, { filter: {}, paging: FIRST_PAGE })).toBe(room);
    expect(withList('', { filter: {}, paging: FIRST_PAGE })).toBe('#/');
  });

  it('leaves out what no list is asked for', () => {
    expect(readList('#/?status=owed&limit=9&text=&after=')).toEqual({ filter: { status: 'owed' }, paging: FIRST_PAGE });
  });
});
