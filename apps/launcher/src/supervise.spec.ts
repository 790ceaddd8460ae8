import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startNode, type RunningNode } from './node-process.js';
import { supervise, type Service, type Supervised } from './supervise.js';
import { isAlive, temporaryFolder, until } from './testing.js';

const pause = { firstMs: 5, mostMs: 40, wellAfterMs: 60_000 };
let folder: ReturnType<typeof temporaryFolder>;
let said: string[];
const running: Supervised[] = [];

beforeEach(() => {
  folder = temporaryFolder();
  said = [];
});
afterEach(async () => {
  for (const service of running.splice(0)) await service.kill();
  folder.remove();
});

const serviceOf = (
  source: string,
  more: Partial<Service<RunningNode>> & { stopWithinMs?: number } = {},
): Service<RunningNode> => {
  const main = join(folder.path, 'child.mjs');
  writeFileSync(main, source);
  const { stopWithinMs = 5_000, ...rest } = more;
  return {
    name: 'child',
    start: (_previous, over) =>
      startNode({ name: 'child', main, cwd: folder.path, logs: folder.path, stopWithinMs }, over),
    ...rest,
  };
};

const start = async (service: Service<RunningNode>): Promise<Supervised<RunningNode>> => {
  const supervised = await supervise(service, { say: (line) => said.push(line) }, { pause });
  running.push(supervised);
  return supervised;
};

const READY = `console.log(JSON.stringify({ ready: true }));`;
const STAYS = `${READY} setInterval(() => {}, 1000);`;

describe('a supervised process', () => {
  it('runs again after it was killed, and the log says so', async () => {
    const child = await start(serviceOf(STAYS));
    const first = child.current().pid;
    process.kill(first, 'SIGKILL');
    const second = await until('a new process', () =>
      child.current().pid === first ? undefined : child.current().pid,
    );
    expect(isAlive(second)).toBe(true);
    await until('a word about it', () => said.find((line) => line === `child runs again, pid ${second}`));
    expect(said[0]).toBe('child ended (SIGKILL) and is started again');
  });

  it('is given the one before, to take its address', async () => {
    const seen: (number | undefined)[] = [];
    const service = serviceOf(STAYS);
    const child = await start({
      ...service,
      start: (previous, over) => {
        seen.push(previous?.pid);
        return service.start(previous, over);
      },
    });
    const first = child.current().pid;
    process.kill(first, 'SIGKILL');
    await until('a second start', () => seen[1]);
    expect(seen).toEqual([undefined, first]);
  });

  it('is tried again while starts fail after a death', async () => {
    const fails = join(folder.path, 'fails');
    const child = await start(
      serviceOf(
        `import { existsSync } from 'node:fs'; if (existsSync(${JSON.stringify(fails)})) process.exit(7); ${STAYS}`,
      ),
    );
    const first = child.current().pid;
    writeFileSync(fails, '');
    process.kill(first, 'SIGKILL');
    await until('several failed starts', () =>
      said.filter((line) => line.includes('exit code 7')).length >= 4 ? true : undefined,
    );
    writeFileSync(join(folder.path, 'child.mjs'), STAYS);
    await until('a new process', () => (child.current().pid === first ? undefined : true));
  });

  it('stays down once it was stopped', async () => {
    const child = await start(serviceOf(STAYS));
    const { pid } = child.current();
    await child.stop();
    expect(isAlive(pid)).toBe(false);
    expect(child.current().pid).toBe(pid);
    expect(said).toEqual([]);
  });

  it('is killed when it does not heed a stop', async () => {
    const child = await start(serviceOf(`process.on('SIGTERM', () => {}); ${STAYS}`, { stopWithinMs: 100 }));
    await child.stop();
    expect(await child.current().exited).toBe('SIGKILL');
  });

  it('fails its first start with the end of its log', async () => {
    const service = serviceOf(`console.error('no such table: cats'); process.exit(1);`, { attempts: 2 });
    await expect(start(service)).rejects.toThrow(
      /child ended \(exit code 1\) before it was ready[^]*no such table: cats/,
    );
    expect(said).toHaveLength(2);
  });

  it('can be stopped while it starts', async () => {
    const over = new AbortController();
    const service = serviceOf(
      `import { writeFileSync } from 'node:fs'; writeFileSync('begun', ''); setInterval(() => {}, 1000);`,
    );
    const starting = supervise(service, { say: (line) => said.push(line) }, { pause, over: over.signal });
    const outcome = expect(starting).rejects.toThrow(/stopped/);
    await until('its first breath', () => (existsSync(join(folder.path, 'begun')) ? true : undefined));
    over.abort();
    await outcome;
  });

  it('has what it prints in its log, and what is ready on the way', async () => {
    const child = await start(serviceOf(`console.log('hello'); console.error('trouble'); ${STAYS}`));
    expect(child.current().ready).toEqual({ ready: true });
    await until('both lines', () => {
      const log = readFileSync(join(folder.path, 'child.log'), 'utf8');
      return log.includes('hello') && log.includes('trouble') && !log.includes('ready') ? true : undefined;
    });
  });
});
