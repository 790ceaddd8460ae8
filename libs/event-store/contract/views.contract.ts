import { existsSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldView, type Position, type Recorded } from '#libs/kernel';
import { decodeRecord, openViews, runViews, ViewsRebuilding, type RunningViews, type Views } from '../index.js';
import { collect, record, until, type Rig } from './rig.contract.js';
import { tallyCodec, tallyView, type TallyEvent, type TallyRow } from './tally.contract.js';

const added = (n: number) => record({ n }, 'TallyAdded.v2');
const closed = () => record({}, 'TallyClosed.v1');

export const viewsContract = (rig: Rig): void => {
  let directory = '';
  let files = 0;
  const newFile = () => join(directory, `views-${String(files++)}.db`);

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'views-'));
  });
  afterAll(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  /** Views kept at the end of the log while `work` runs. */
  const live = async (
    options: { prefix: string; file?: string; version?: number },
    work: (views: Views, running: RunningViews) => Promise<void>,
  ): Promise<void> => {
    const { prefix, file = ':memory:', version = 1 } = options;
    const stop = new AbortController();
    const views = openViews({ file, views: [tallyView(prefix, version)], codecs: [tallyCodec] });
    const running = runViews(rig.store, views, { name: 'test', signal: stop.signal });
    try {
      await running.whenReady;
      await work(views, running);
    } finally {
      stop.abort();
      await running.done;
      views.close();
    }
  };
  const view = (prefix: string) => tallyView(prefix);
  const add = async (stream: string, ...ns: number[]): Promise<Position> => {
    const last = await collect(rig.store.readStream(stream, { direction: 'backwards', max: 1 }));
    return (await rig.store.append(stream, last[0]?.revision ?? 'no-stream', ns.map(added))).position;
  };
  const rowsOf = (views: Views, prefix: string) => [...views.all<TallyRow>(view(prefix))].map(({ row }) => row);

  describe('views', () => {
    it('fold the past and the present', async () => {
      const prefix = rig.prefix();
      await add(`${prefix}1`, 1, 2);
      await live({ prefix }, async (views, running) => {
        expect(views.get(view(prefix), `${prefix}1`)).toMatchObject({ sum: 3, count: 2, state: 'open' });
        expect(await running.waitFor(await add(`${prefix}1`, 39), 5_000)).toBe(true);
        expect(views.get(view(prefix), `${prefix}1`)).toMatchObject({ sum: 42, count: 3 });
        expect(views.get(view(prefix), `${prefix}2`)).toBeUndefined();
      });
    });

    it('a row is deleted where the fold says so, and may come again', async () => {
      const prefix = rig.prefix();
      await live({ prefix }, async (views, running) => {
        await running.waitFor(await add(`${prefix}1`, 5, -9), 5_000);
        expect(views.get(view(prefix), `${prefix}1`)).toBeUndefined();
        await running.waitFor(await add(`${prefix}1`, 8), 5_000);
        expect(views.get(view(prefix), `${prefix}1`)).toMatchObject({ sum: 8, count: 1 });
      });
    });

    it('say the same as the fold in memory', async () => {
      const prefix = rig.prefix();
      for (let i = 0; i < 30; i++) await add(`${prefix}${i % 7}`, i, 1);
      await rig.store.append(`${prefix}0`, 9n, [closed()]);
      const history = (await collect(rig.store.readAll({ prefixes: [prefix] }))).map(
        (r) => decodeRecord(tallyCodec, r) as Recorded<TallyEvent>,
      );
      await live({ prefix }, (views) => {
        const folded = [...foldView(view(prefix), history)].sort(([a], [b]) => (a < b ? -1 : 1));
        expect([...views.all<TallyRow>(view(prefix))].map(({ key, row }) => [key, row])).toEqual(folded);
        return Promise.resolve();
      });
    });

    it('events that a view has seen change nothing when they come again', async () => {
      const prefix = rig.prefix();
      const position = await add(`${prefix}1`, 1, 2, 3);
      const stored = await collect(rig.store.readStream(`${prefix}1`));
      const views = openViews({ file: ':memory:', views: [view(prefix)], codecs: [tallyCodec] });
      views.applyBatch(stored, position);
      const before = rowsOf(views, prefix);
      views.applyBatch(stored, position);
      views.applyBatch(stored.slice(1), position);
      expect(rowsOf(views, prefix)).toEqual(before);
      expect(before[0]).toMatchObject({ sum: 6, count: 3 });
      views.close();
    });

    it('go on from where they were', async () => {
      const prefix = rig.prefix();
      const file = newFile();
      await add(`${prefix}1`, 1);
      let reached: Position | undefined;
      await live({ prefix, file }, (views) => {
        reached = views.position;
        return Promise.resolve();
      });
      const views = openViews({ file, views: [view(prefix)], codecs: [tallyCodec] });
      expect(views.position).toEqual(reached);
      expect(reached).toBeDefined();
      expect(views.get(view(prefix), `${prefix}1`)).toMatchObject({ sum: 1 });
      views.close();
    });

    it('rows and position are saved together: what fails leaves both as they were', async () => {
      const prefix = rig.prefix();
      const first = await add(`${prefix}1`, 1);
      await rig.store.append(`${prefix}1`, 0n, [added(2), record({ n: 'x' }, 'TallyAdded.v2')]);
      const stored = await collect(rig.store.readStream(`${prefix}1`));
      const views = openViews({ file: newFile(), views: [view(prefix)], codecs: [tallyCodec] });
      views.applyBatch(stored.slice(0, 1), first);
      expect(() => {
        views.applyBatch(stored.slice(1), stored[2]?.position as Position);
      }).toThrow(/TallyAdded/);
      expect(views.position).toEqual(first);
      expect(views.get(view(prefix), `${prefix}1`)).toMatchObject({ sum: 1, count: 1 });
      views.close();
    });

    it('an unreadable event holds them up and is told, never passed over', async () => {
      const prefix = rig.prefix();
      await live({ prefix }, async (views, running) => {
        await running.waitFor(await add(`${prefix}1`, 1), 5_000);
        const { position } = await rig.store.append(`${prefix}1`, 0n, [record({ n: 'x' }, 'TallyAdded.v2')]);
        expect(await running.waitFor(position, 150)).toBe(false);
        expect(running.status()).toMatchObject({
          state: 'retrying',
          lastError: expect.stringMatching(/TallyAdded/) as string,
        });
        expect(views.get(view(prefix), `${prefix}1`)).toMatchObject({ sum: 1 });
      });
    });

    it('another version is folded anew, its sisters go on', async () => {
      const prefix = rig.prefix();
      const file = newFile();
      await add(`${prefix}1`, 1, 2);
      const sister = { ...view(prefix), name: 'sisters' };
      const first = openViews({ file, views: [view(prefix), sister], codecs: [tallyCodec] });
      const stored = await collect(rig.store.readStream(`${prefix}1`));
      const position = stored[1]?.position as Position;
      first.applyBatch(stored, position);
      first.close();
      const next = openViews({ file, views: [tallyView(prefix, 2), sister], codecs: [tallyCodec] });
      expect(next.position).toBeUndefined();
      expect(next.count(view(prefix))).toBe(0);
      expect(next.get(sister, `${prefix}1`)).toMatchObject({ sum: 3 });
      next.applyBatch(stored, position);
      expect(next.get(view(prefix), `${prefix}1`)).toMatchObject({ sum: 3, count: 2 });
      expect(next.get(sister, `${prefix}1`)).toMatchObject({ sum: 3, count: 2 });
      next.close();
    });

    it('tell listeners after each commit which rows changed', async () => {
      const prefix = rig.prefix();
      await live({ prefix }, async (views, running) => {
        const changes: string[] = [];
        const off = views.onChange((changed) => changes.push(...changed.changes.map((c) => `${c.view} ${c.key}`)));
        await running.waitFor(await add(`${prefix}1`, 1, 2), 5_000);
        await running.waitFor(await add(`${prefix}2`, 1), 5_000);
        expect(new Set(changes)).toEqual(new Set([`tallies ${prefix}1`, `tallies ${prefix}2`]));
        off();
        await running.waitFor(await add(`${prefix}3`, 1), 5_000);
        expect(changes.join()).not.toMatch(`${prefix}3`);
      });
    });

    it('a listener that throws keeps nobody else from hearing, and nothing is folded twice', async () => {
      const prefix = rig.prefix();
      await live({ prefix }, async (views, running) => {
        const heard: number[] = [];
        views.onChange(() => {
          throw new Error('deaf');
        });
        views.onChange(({ changes }) => heard.push(changes.length));
        await running.waitFor(await add(`${prefix}1`, 7), 5_000);
        await until(() => heard.length > 0);
        expect(views.get(view(prefix), `${prefix}1`)).toMatchObject({ sum: 7, count: 1 });
      });
    });

    it('two views of one name, two codecs of one stored name, odd names: refused', () => {
      const prefix = rig.prefix();
      const twice = [view(prefix), view(prefix)];
      expect(() => openViews({ file: ':memory:', views: twice, codecs: [tallyCodec] })).toThrow(/one name/);
      const codecs = [tallyCodec, { ...tallyCodec }];
      expect(() => openViews({ file: ':memory:', views: [view(prefix)], codecs })).toThrow(/two codecs/);
      const odd = [{ ...view(prefix), name: 'x"; DROP TABLE views; --' }];
      expect(() => openViews({ file: ':memory:', views: odd, codecs: [tallyCodec] })).toThrow(/not a name/);
    });
  });

  describe('views: waiting for a position', () => {
    it('of an event that no view reads', async () => {
      const prefix = rig.prefix();
      await live({ prefix }, async (_, running) => {
        const { position } = await rig.store.append(rig.stream(), 'no-stream', [record()]);
        expect(await running.waitFor(position, 5_000)).toBe(true);
      });
    });
    it('of one that is read, followed by others that are not', async () => {
      const prefix = rig.prefix();
      await live({ prefix }, async (views, running) => {
        await add(`${prefix}1`, 4);
        const { position } = await rig.store.append(rig.stream(), 'no-stream', [record()]);
        expect(await running.waitFor(position, 5_000)).toBe(true);
        expect(views.get(view(prefix), `${prefix}1`)).toMatchObject({ sum: 4 });
      });
    });
    it('of one already reached, at once', async () => {
      const prefix = rig.prefix();
      const position = await add(`${prefix}1`, 4);
      await live({ prefix }, async (views, running) => {
        expect(await running.waitFor(position, 0)).toBe(true);
        expect(await views.waitFor(position, 0)).toBe(true);
      });
    });
    it('false when nobody feeds them', async () => {
      const prefix = rig.prefix();
      const position = await add(`${prefix}1`, 4);
      const views = openViews({ file: ':memory:', views: [view(prefix)], codecs: [tallyCodec] });
      expect(await views.waitFor(position, 20)).toBe(false);
      views.close();
    });
  });

  describe('views: the file lost while running', () => {
    const damages: readonly (readonly [string, (file: string) => void])[] = [
      ['deleted', (file) => rmSync(file)],
      ['deleted with its log', (file) => ['', '-wal', '-shm'].forEach((s) => rmSync(file + s, { force: true }))],
      [
        'replaced by something else',
        (file) => {
          rmSync(file);
          writeFileSync(file, 'no database');
        },
      ],
      ['truncated to nothing', (file) => truncateSync(file, 0)],
      [
        'overwritten with rubbish',
        (file) => {
          const { size } = statSync(file);
          for (const f of [file, `${file}-wal`]) if (existsSync(f)) writeFileSync(f, Buffer.alloc(size, 'rubbish'));
        },
      ],
    ];
    it.each(damages)('%s: rebuilt from the log', async (_, damage) => {
      const prefix = rig.prefix();
      const file = newFile();
      for (let i = 0; i < 40; i++) await add(`${prefix}${i}`, i);
      await live({ prefix, file }, async (views, running) => {
        let resets = 0;
        views.onReset(() => (resets += 1));
        damage(file);
        const position = await add(`${prefix}new`, 7);
        expect(await running.waitFor(position, 10_000)).toBe(true);
        await until(() => running.ready());
        expect(resets).toBe(1);
        expect(views.count(view(prefix))).toBe(41);
        expect(views.get(view(prefix), `${prefix}39`)).toMatchObject({ sum: 39 });
        expect(views.get(view(prefix), `${prefix}new`)).toMatchObject({ sum: 7 });
        expect(existsSync(file)).toBe(true);
      });
    });

    it('nobody is told half of it meanwhile', async () => {
      const prefix = rig.prefix();
      const file = newFile();
      await add(`${prefix}1`, 1);
      const position = await add(`${prefix}2`, 2);
      const stored = await collect(rig.store.readAll({ prefixes: [prefix] }));
      const views = openViews({ file, views: [view(prefix)], codecs: [tallyCodec] });
      views.applyBatch(stored, position);
      rmSync(file);
      expect(() => {
        views.checkFile();
      }).toThrow(ViewsRebuilding);
      expect(views.position).toBeUndefined();
      expect(() => views.get(view(prefix), `${prefix}1`)).toThrow(ViewsRebuilding);
      views.applyBatch(stored.slice(0, 1), stored[0]?.position as Position);
      expect(() => views.count(view(prefix))).toThrow(ViewsRebuilding);
      views.applyBatch(stored.slice(1), position);
      expect(views.count(view(prefix))).toBe(2);
      views.close();
    });

    it('a damaged file is found at the start', async () => {
      const prefix = rig.prefix();
      const file = newFile();
      writeFileSync(file, 'this was never a database, and is long enough to be read as a header by anybody');
      await add(`${prefix}1`, 3);
      await live({ prefix, file }, (views) => {
        expect(views.get(view(prefix), `${prefix}1`)).toMatchObject({ sum: 3 });
        return Promise.resolve();
      });
    });
  });
};
