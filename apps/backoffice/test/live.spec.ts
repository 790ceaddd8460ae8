import { get } from 'node:http';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lineOf, startBackoffice, until, type Backoffice, type Person } from './backoffice.fixture.js';

interface Message {
  event: string;
  id: string;
  data: {
    position?: string;
    alerts?: { alertId: string; status: string }[];
    targets?: { system: string; paused?: { why: string } }[];
    declarations?: { reference: string }[];
    attention?: unknown[];
    manifests?: { manifestId: string; stamp?: object }[];
  };
}

let office: Backoffice;
const open: Reader[] = [];
beforeAll(async () => {
  office = await startBackoffice();
});
afterAll(async () => {
  for (const reader of open) reader.end();
  await office.close();
});

const head = async (): Promise<string> => String((await office.runtime.store.head())?.commit);

/** An EventSource, as small as can be. */
class Reader {
  readonly messages: Message[] = [];
  ended = false;
  readonly #request;

  constructor(person: Person, lastEventId?: string) {
    const url = `${office.url}/v1/stream?access_token=${office.token(person)}`;
    const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
    this.#request = get(url, { headers }, (response) => {
      let rest = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        const parts = (rest + chunk).split('\n\n');
        rest = parts.pop() ?? '';
        for (const part of parts) this.#read(part);
      });
      response.on('close', () => (this.ended = true));
    });
    this.#request.on('error', () => (this.ended = true));
    open.push(this);
  }

  #read(part: string): void {
    const fields = new Map(
      part.split('\n').map((l): [string, string] => [l.split(': ', 1)[0] ?? '', l.slice(l.indexOf(': ') + 2)]),
    );
    if (!fields.has('event')) return;
    const data = JSON.parse(fields.get('data') ?? '{}') as Message['data'];
    this.messages.push({ event: fields.get('event') ?? '', id: fields.get('id') ?? '', data });
  }

  async next(holds: (m: Message) => boolean): Promise<Message> {
    await until(() => this.messages.some(holds), 'the message');
    return this.messages.find(holds) as Message;
  }

  end(): void {
    this.#request.destroy();
  }
}

describe('the live stream', () => {
  it('begins with the state, then tells what changes; every message carries the log position', async () => {
    const before = await office.alert();
    await office.as('omar', 'get', `/v1/alerts?minPosition=${await head()}`).expect(200);
    const reader = new Reader('omar');
    const state = await reader.next((m) => m.event === 'state');
    expect(state.data.alerts?.map((a) => a.alertId)).toContain(before.alertId);
    const { alertId } = await office.alert();
    const changed = await reader.next((m) => m.data.alerts?.some((a) => a.alertId === alertId) === true);
    expect(changed.event).toBe('changed');
    expect(changed.id).toBe(changed.data.position);
    expect(reader.messages.every((m) => /^\d+(-\d+)?$/.test(m.id))).toBe(true);
    expect(BigInt(changed.id)).toBeGreaterThan(BigInt(state.id));
  });

  it('goes on after Last-Event-ID with just what was missed; after what it can’t know, with the state', async () => {
    const seen = await office.alert();
    await office.as('omar', 'get', `/v1/alerts/${seen.alertId}?minPosition=${await head()}`).expect(200);
    const first = new Reader('omar');
    const { id } = await first.next((m) => m.event === 'state');
    first.end();
    const { alertId } = await office.alert();
    await office.as('omar', 'get', `/v1/alerts?minPosition=${await head()}`).expect(200);
    const back = new Reader('omar', id);
    const missed = await back.next(() => true);
    expect(missed.event).toBe('changed');
    expect(missed.data.alerts?.map((a) => a.alertId)).toEqual([alertId]);
    const same = new Reader('omar', missed.id);
    expect((await same.next(() => true)).event).toBe('heartbeat');
    expect((await new Reader('omar', '0').next(() => true)).event).toBe('state');
    expect((await new Reader('omar', 'nonsense').next(() => true)).event).toBe('state');
  });

  it('tells what becomes of a target', async () => {
    const reader = new Reader('claire');
    const state = await reader.next((m) => m.event === 'state');
    expect(state.data.targets).toEqual([]);
    await office.as('omar', 'post', '/v1/targets/delta-x/pause').send({ why: 'maintenance' }).expect(200);
    const changed = await reader.next((m) => m.event === 'changed' && m.data.targets !== undefined);
    expect(changed.data.targets).toMatchObject([{ system: 'delta-x', paused: { why: 'maintenance' } }]);
    const later = new Reader('claire');
    expect((await later.next((m) => m.event === 'state')).data.targets).toMatchObject([{ system: 'delta-x' }]);
  });

  it('tells an integrator only of its own declarations', async () => {
    const { alertId } = await office.alert();
    const operator = { eori: 'FR123456789', name: 'Autre SA' };
    const own = await office.manifest(alertId);
    const header = (await office.as('marion', 'get', `/v1/manifests/${own}`).expect(200)).body as Record<
      string,
      unknown
    >;
    const { manifestId: _m, visas: _v, revision: _r, ...given } = header;
    const others = await office
      .as('paul', 'post', '/v1/manifests')
      .send({ ...given, operator })
      .expect(201);
    const marion = new Reader('marion');
    const paul = new Reader('paul');
    await marion.next((m) => m.event === 'state');
    await paul.next((m) => m.event === 'state');
    const { manifestId } = others.body as { manifestId: string };
    await office
      .as('paul', 'post', '/v1/declarations')
      .send({ manifestId, consignment: lineOf('THEIRS') })
      .expect(201);
    await office
      .as('marion', 'post', '/v1/declarations')
      .send({ manifestId: own, consignment: lineOf('OURS') })
      .expect(201);
    const told = (reader: Reader): string[] =>
      reader.messages.flatMap((m) => m.data.declarations?.map((d) => d.reference) ?? []);
    await until(() => told(marion).includes('OURS') && told(paul).includes('OURS'), 'the declarations');
    expect(told(paul)).toContain('THEIRS');
    expect(told(marion)).not.toContain('THEIRS');
    const stamp = { office: 'FR002650', officer: 'Paul Maes' };
    for (const id of [manifestId, own])
      await office.as('paul', 'post', `/v1/manifests/${id}/stamp`).set('if-match', '"0"').send(stamp).expect(200);
    const stamped = (reader: Reader): (string | undefined)[] =>
      reader.messages.flatMap((m) => m.data.manifests?.filter((row) => row.stamp).map((row) => row.manifestId) ?? []);
    await until(() => stamped(marion).includes(own) && stamped(paul).includes(own), 'the stamped manifest');
    expect(stamped(paul)).toContain(manifestId);
    expect(stamped(marion)).not.toContain(manifestId);
    expect(JSON.stringify(marion.messages.flatMap((m) => m.data.manifests ?? []))).not.toContain('Maes');
  });

  it('is refused without a token', async () => {
    await office.as('omar', 'get', '/v1/stream').unset('authorization').expect(401);
  });
});

describe('the read models', () => {
  it('deleted while running are folded anew, and the stream tells the state again', async () => {
    const { alertId } = await office.alert();
    const reader = new Reader('claire');
    await reader.next((m) => m.event === 'state');
    for (const suffix of ['', '-wal', '-shm'])
      await rm(join(office.folder, `backoffice-views.sqlite${suffix}`), { force: true });
    await until(() => reader.messages.filter((m) => m.event === 'state').length === 2, 'the second state');
    const state = reader.messages.filter((m) => m.event === 'state')[1];
    expect(state?.data.alerts?.map((a) => a.alertId)).toContain(alertId);
    await office.as('omar', 'get', `/v1/alerts/${alertId}`).expect(200);
  });
});
