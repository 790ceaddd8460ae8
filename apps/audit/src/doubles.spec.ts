import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatPosition, type Position } from '#libs/kernel';
import { startAudit, type RunningAudit } from './audit.fixture.js';
import { Office, OPERATOR, OTHER_OPERATOR } from './office.fixture.js';
import type { DoublesAsOf } from './views/doubles.query.js';

let audit: RunningAudit;
const at: string[] = [];
const note = (position: Position | undefined): void => {
  at.push(position ? formatPosition(position) : '');
};

beforeAll(async () => {
  audit = await startAudit();
  const office = new Office(audit.store, 'doubles-spec');
  note(await office.announce('d1'));
  await office.manifest('d1', 'd1-m');
  note(await office.lodge('d1', 'R-1', '480.00'));
  note(await office.prior('d1', 'R-1', 'lodged'));
  note(await office.lodge('d1', 'N-1', '75.00', { operator: OTHER_OPERATOR }));
});
afterAll(() => audit.close());

const PATH = '/audit/v1/views/alerts/d1/doubles';
const told = async (position: string | undefined, more = ''): Promise<DoublesAsOf> =>
  (await audit.get(`${PATH}?asOf=${position ?? ''}${more}`, 'claire').expect(200)).body as DoublesAsOf;

describe('DX-29: the doubles report of the past', () => {
  it('DX-29 tells at each moment what was known then, with the position that it ends at', async () => {
    const [announced, lodged, listed, last] = at;
    expect(await told(announced)).toMatchObject({ none: true, found: 0, checked: { declarations: 0 } });
    expect(await told(lodged)).toMatchObject({ none: true, found: 0, checked: { declarations: 1, paper: 1 } });
    const then = await told(listed);
    expect(then).toMatchObject({ none: true, found: 1, outcomes: { held: 1 }, asOf: { position: listed } });
    expect(then.pairs).toMatchObject([{ value: 'R-1', first: { as: 'pre-outage' }, second: { as: 'paper' } }]);
    expect(await told(last)).toMatchObject({ found: 1, checked: { declarations: 2 } });
    expect(await told(last, `&operator=${OTHER_OPERATOR.eori}`)).toMatchObject({
      found: 0,
      checked: { declarations: 1 },
    });
  });

  it('is an integrator’s for its own operator, and nobody’s before the alert', async () => {
    const [, , , last] = at;
    const mine = (await audit.get(`${PATH}?asOf=${last ?? ''}`, 'marion').expect(200)).body as DoublesAsOf;
    expect(mine).toMatchObject({ operator: OPERATOR.eori, found: 1, checked: { declarations: 1 } });
    await audit.get(`${PATH}?operator=${OTHER_OPERATOR.eori}`, 'marion').expect(403);
    await audit.get('/audit/v1/views/alerts/none/doubles', 'claire').expect(404);
    await audit.get(`${PATH}?format=csv`, 'claire').expect(400);
  });
});
