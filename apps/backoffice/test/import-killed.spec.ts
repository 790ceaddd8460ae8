import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LINE_FIELDS } from '#libs/delta-x';
import { startEmbeddedEventStore, type EmbeddedEventStore } from '#libs/embedded-event-store';
import { connectEventStore, type EventStore } from '#libs/event-store';
import { lineOf, manifestOf, OPERATOR, until } from './backoffice.fixture.js';

const MAIN = fileURLToPath(new URL('../../../dist/apps/backoffice/src/main.js', import.meta.url));
const LINES = 900;

let node: EmbeddedEventStore;
let store: EventStore;
let folder: string;
let child: ChildProcess | undefined;

beforeAll(async () => {
  node = await startEmbeddedEventStore();
  store = connectEventStore({ connectionString: node.connectionString });
  folder = await mkdtemp(join(tmpdir(), 'backoffice-'));
});
afterAll(async () => {
  await end('SIGTERM');
  await store.close();
  await node.close();
  await rm(folder, { recursive: true, force: true });
});

/** Starts the app as a process of its own and gives its address once it serves. */
const start = async (): Promise<string> => {
  const env = { ...process.env, ESDB_URL: node.connectionString, DATA_DIR: folder, LOG_LEVEL: 'fatal', PORT: '0' };
  child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  if (!child.stdout) throw new Error('no stdout');
  const lines = createInterface({ input: child.stdout });
  const [line] = (await once(lines, 'line')) as [string];
  return (JSON.parse(line) as { url: string }).url;
};
const end = async (signal: NodeJS.Signals): Promise<void> => {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
};
const declarations = async (): Promise<Map<string, string[]>> => {
  const found = new Map<string, string[]>();
  for await (const { stream, type } of store.readAll({ prefixes: ['declaration-'] })) {
    found.set(stream, [...(found.get(stream) ?? []), type]);
  }
  return found;
};

describe('an import whose process is killed', () => {
  it('goes on when the file comes again: each line lodged once, the report that of an import never broken', async () => {
    let url = await start();
    const token = async (person: string): Promise<string> => {
      const answer = await request(url).post('/dev/token').send({ person }).expect(200);
      return (answer.body as { accessToken: string }).accessToken;
    };
    const helene = await token('helene');
    const marion = await token('marion');
    const post = (path: string, who: string, key: string) =>
      request(url).post(path).set('authorization', `Bearer ${who}`).set('idempotency-key', key);
    const notice = { system: 'delta-x', impact: 'general', notice: 'météo informatique' };
    const { alertId } = (await post('/v1/alerts', helene, 'a').send(notice).expect(201)).body as { alertId: string };
    const lodged = await post('/v1/manifests', marion, 'm').send(manifestOf(alertId)).expect(201);
    const { manifestId } = lodged.body as { manifestId: string };

    const rows = Array.from({ length: LINES }, (_, i) => lineOf(`K-${String(i)}`));
    const file = [LINE_FIELDS.join(';'), ...rows.map((row) => LINE_FIELDS.map((f) => row[f]).join(';'))].join('\n');
    const send = () =>
      post(`/v1/imports?manifestId=${manifestId}`, marion, 'i').set('content-type', 'text/csv').send(file);
    const cut = send().then(
      () => 'answered',
      () => 'cut',
    );
    await until(async () => (await declarations()).size >= 150, 'the first lines');
    await end('SIGKILL');
    expect(await cut).toBe('cut');
    const half = await declarations();
    expect(half.size).toBeLessThan(LINES);

    url = await start();
    const report = (await send().expect(200)).body as object;
    expect(report).toMatchObject({ status: 'complete', lines: LINES, accepted: LINES, unchanged: 0, rejected: 0 });
    const all = await declarations();
    expect(all.size).toBe(LINES);
    expect([...all.values()].filter((types) => types.join() !== 'DeclarationLodged.v1,ObligationOpened.v1')).toEqual(
      [],
    );
    expect(all.has(`declaration-${OPERATOR}-K-0`)).toBe(true);
  });
});
