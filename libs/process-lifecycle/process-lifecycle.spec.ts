import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';

const DOOR = JSON.stringify(new URL('../../dist/libs/process-lifecycle/index.js', import.meta.url).href);

const child = (source: string) => {
  const script = `const { announceReady, exitWithParent } = await import(${DOOR}); ${source}`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
};

const firstLine = async (process: ReturnType<typeof child>): Promise<string> => {
  if (!process.stdout) throw new Error('no stdout');
  const [line] = (await once(createInterface({ input: process.stdout }), 'line')) as [string];
  return line;
};

const STAYS = 'setInterval(() => {}, 1000);';
const SERVES = "announceReady({ app: 'x', url: 'http://127.0.0.1:1' });";

describe('a process that ends with the one that started it', () => {
  it('says that it serves in one line of JSON', async () => {
    const app = child(SERVES);
    expect(JSON.parse(await firstLine(app))).toEqual({ ready: true, app: 'x', url: 'http://127.0.0.1:1' });
  });

  it('stops in order when the channel to its parent breaks, once, however often it asked', async () => {
    const app = child(
      `exitWithParent(); exitWithParent(); let stops = 0;
       process.on('SIGTERM', () => { stops += 1; setTimeout(() => process.exit(40 + stops), 50); }); ${STAYS} ${SERVES}`,
    );
    await firstLine(app);
    app.disconnect();
    const [code] = (await once(app, 'exit')) as [number];
    expect(code).toBe(41);
  });

  it('is ended when it takes too long over that', async () => {
    const app = child(`exitWithParent({ graceMs: 20 }); process.on('SIGTERM', () => {}); ${STAYS} ${SERVES}`);
    await firstLine(app);
    app.disconnect();
    const [code] = (await once(app, 'exit')) as [number];
    expect(code).toBe(1);
  });

  it('is not kept alive by the channel', async () => {
    const app = child(`exitWithParent(); ${SERVES}`);
    const [code] = (await once(app, 'exit')) as [number];
    expect(code).toBe(0);
    if (app.connected) app.disconnect();
  });
});
