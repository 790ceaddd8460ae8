import { setImmediate } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { Problem } from '#libs/problem-details';
import { manifestOrder, paperFacts, paperLines, printable } from '../../../../test/fallback-paper.js';
import { PressThreads } from './press-threads.js';
import { printing, type PrintJob } from './printing.js';

const jobOf = (lines: number): PrintJob => {
  const {
    contentSha256: issuedAs,
    layout,
    ...content
  } = printable(manifestOrder(), paperFacts({ lines: paperLines(lines) }));
  return { content, layout, issuedAs };
};

/** How often the event loop came round until something was done. */
const turnsDuring = async (done: Promise<unknown>): Promise<number> => {
  let [turns, over] = [0, false];
  const finished = done.finally(() => (over = true));
  while (!over) {
    await setImmediate();
    turns += 1;
  }
  await finished;
  return turns;
};

describe('the press', () => {
  const press = new PressThreads();
  afterAll(() => press.close());

  it('prints the same bytes as without a thread, and does not hold the event loop', async () => {
    await press.print(jobOf(1));
    const job = jobOf(150);
    const there = press.print(job);
    const turns = await turnsDuring(there);
    const here = printing(job);
    const turnsHere = await turnsDuring(here);
    expect((await there).pdfSha256).toBe((await here).pdfSha256);
    expect(await there).toEqual(await here);
    expect(turns).toBeGreaterThan(20 * turnsHere);
  });

  it('prints what comes at once in turn, and nothing that is no longer what was issued', async () => {
    const [good, bad] = [jobOf(1), { ...jobOf(2), issuedAs: 'f'.repeat(64) }];
    const settled = await Promise.allSettled([press.print(good), press.print(bad), press.print(good)]);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    await expect(press.print(bad)).rejects.toThrow('no longer give the hash');
  });

  it('says so when a thread dies over a document, and prints the next one on another', async () => {
    const dying = new URL(
      'data:text/javascript,import { parentPort } from "node:worker_threads";' +
        'parentPort.on("message", ({ content }) => content.version === 1 ? process.exit(7) : parentPort.postMessage({ failed: "alive" }));',
    );
    const weak = new PressThreads(dying, 1);
    const job = jobOf(1);
    const first = weak.print(job);
    const second = weak.print({ ...job, content: { ...job.content, version: 2 } });
    const died = await first.catch((error: unknown) => error);
    expect(died).toBeInstanceOf(Problem);
    expect(died).toMatchObject({
      slug: 'not-printed',
      cause: { message: expect.stringMatching(/exit code 7/) as string },
    });
    await expect(second).rejects.toThrow('alive');
    await weak.close();
    await expect(weak.print(job)).rejects.toMatchObject({ slug: 'not-printed' });
  });
});
