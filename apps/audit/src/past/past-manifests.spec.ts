import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifestCodec, manifestDecider, manifestStream } from '#libs/delta-x';
import { execute } from '#libs/event-store';
import { formatPosition } from '#libs/kernel';
import { startAudit, type RunningAudit } from '../audit.fixture.js';
import { Office, OPERATOR } from '../office.fixture.js';

const VIEWS = '/audit/v1/views';

let audit: RunningAudit;
let unstamped = '';
beforeAll(async () => {
  audit = await startAudit();
  const office = new Office(audit.store, 'past-manifests');
  await office.announce('a1');
  await office.manifest('a1', 'a1-m');
  await office.lodge('a1', 'R-1', '480.00');
  const position = await office.lodge('a1', 'R-2', '490.00');
  unstamped = position ? formatPosition(position) : '';
  await execute(audit.store, {
    stream: manifestStream('a1-m'),
    decider: manifestDecider,
    codec: manifestCodec,
    command: {
      type: 'StampManifest',
      office: 'FR002650',
      officer: 'Paul Maes',
      stampedAt: office.now,
      selected: ['R-2'],
      now: office.now,
    },
    context: {
      commandId: '5a2a8a1e-6a55-4b2e-9d0e-1a2b3c4d5e6f',
      actor: { id: 'paul', role: 'customs-agent' },
      correlationId: 'a1',
      occurredAt: office.now,
      codeVersion: 'test',
    },
  });
});
afterAll(() => audit.close());

describe('a manifest’s stamp in the past', () => {
  const row = async (reference: string, asOf = ''): Promise<unknown> => {
    const answer = await audit.get(`${VIEWS}/declarations/${OPERATOR.eori}/${reference}${asOf}`, 'claire').expect(200);
    return answer.body as unknown;
  };

  it('is joined to its lines as it is to those of today, and to none before it was made', async () => {
    expect(await row('R-1')).toMatchObject({ release: { by: 'manifest-stamp', office: 'FR002650', rule: 'DX-15' } });
    expect(await row('R-2')).not.toHaveProperty('release');
    expect(await row('R-1', `?asOf=${unstamped}`)).not.toHaveProperty('release');
    const page = await audit.get(`${VIEWS}/declarations?manifestId=a1-m`, 'claire').expect(200);
    expect(page.body).toMatchObject({ items: [{ release: { by: 'manifest-stamp' } }, { reference: 'R-2' }] });
  });

  it('stands in the list of manifests, without who signed it; an integrator lists its own alone', async () => {
    const page = await audit.get(`${VIEWS}/manifests?alertId=a1`, 'marion').expect(200);
    expect(page.body).toMatchObject({ items: [{ manifestId: 'a1-m', stamp: { selected: ['R-2'] } }] });
    expect(JSON.stringify(page.body)).not.toContain('Maes');
    const before = await audit.get(`${VIEWS}/manifests?asOf=${unstamped}`, 'claire').expect(200);
    expect(JSON.stringify(before.body)).not.toContain('stamp"');
    await audit.get(`${VIEWS}/manifests?operator=FR999999999`, 'marion').expect(403);
  });
});
