import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectEventStore } from '#libs/event-store';
import { formatPosition } from '#libs/kernel';
import { startNode } from '../../../apps/launcher/src/node-process.js';
import { projectRoot } from '../../../apps/launcher/src/project-root.js';

/** The event node and a back office, each a process of its own, started as the launcher starts them. */
export interface Office {
  readonly url: string;
  readonly connectionString: string;
  /** A request as a person, JSON both ways; @throws Error with the answer when it is refused. */
  ask(person: string, method: string, path: string, body?: object): Promise<Answer>;
  token(person: string): Promise<string>;
  /** Resident memory of the back office, megabytes. */
  residentMb(): Promise<number>;
  /** Processor time used so far, milliseconds: by the back office, and by the event node. */
  cpuMs(): Promise<{ readonly app: number; readonly node: number }>;
  /** Waits until the read models know the whole log. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const TICK_MS = 10;

/** User and system time of a process: fields 14 and 15 of its stat (proc_pid_stat(5)). */
const cpuMs = async (pid: number): Promise<number> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
};

export const startOffice = async (): Promise<Office> => {
  const folder = mkdtempSync(join(tmpdir(), 'reprise-bench-'));
  const program = (name: string, main: string, args: readonly string[], env: Record<string, string> = {}) =>
    startNode({
      name,
      main: join(projectRoot(), 'dist', main),
      args,
      env: { LOG_LEVEL: 'warn', PORT: '0', DATA_DIR: join(folder, name), ...env },
      cwd: folder,
      logs: join(folder, 'logs'),
    });
  const data = ['--data', join(folder, 'events'), '--port', '0'];
  const node = await program('event-node', 'libs/embedded-event-store/main.js', data);
  const connectionString = `esdb://127.0.0.1:${String(node.ready['port'])}?tls=false`;
  const app = await program('backoffice', 'apps/backoffice/src/main.js', [], { ESDB_URL: connectionString });
  const url = String(app.ready['url']);
  const tokens = new Map<string, string>();

  const token = async (person: string): Promise<string> => {
    const known = tokens.get(person);
    if (known !== undefined) return known;
    const answer = await fetch(`${url}/dev/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person }),
    });
    const { accessToken } = (await answer.json()) as { accessToken: string };
    tokens.set(person, accessToken);
    return accessToken;
  };
  let keys = 0;
  const store = connectEventStore({ connectionString });
  return {
    settle: async () => {
      const head = await store.head();
      const query = head ? `?limit=1&minPosition=${formatPosition(head)}` : '';
      for (;;) {
        const headers = { authorization: `Bearer ${await token('paul')}` };
        const answer = await fetch(`${url}/v1/declarations${query}`, { headers });
        await answer.text();
        if (answer.status === 200) return;
      }
    },
    url,
    connectionString,
    token,
    ask: async (person, method, path, body) => {
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${await token(person)}`,
          'idempotency-key': `bench-${++keys}`,
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const text = await answer.text();
      if (answer.status >= 400 && answer.status !== 503) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
      return { status: answer.status, body: JSON.parse(text) as Answer['body'] };
    },
    residentMb: async () => {
      const status = await readFile(`/proc/${app.pid}/status`, 'utf8');
      return Math.round(Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? '0') / 1024);
    },
    cpuMs: async () => ({ app: await cpuMs(app.pid), node: await cpuMs(node.pid) }),
    stop: async () => {
      await store.close();
      await app.stop();
      await node.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
