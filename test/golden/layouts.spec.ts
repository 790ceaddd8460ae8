import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LAYOUT, type Printable } from '#libs/fallback-documents';
import { pdfOf } from '../fallback-paper.js';

type Paper = Omit<Printable, 'layout'>;

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
/** Papers as they were frozen: what is drafted otherwise today is no matter of theirs. */
const papers = Object.entries(read('layouts.papers.json') as Readonly<Record<string, Paper>>);
/** By layout and paper: the SHA-256 of the bytes. What stands here is never edited: a new layout adds its own. */
const recorded = read('layouts.json') as Readonly<Record<string, Readonly<Record<string, string>>>>;

const made = async (layout: number): Promise<Record<string, string>> => {
  const hashes: Record<string, string> = {};
  for (const [name, paper] of papers) {
    const pdf = await pdfOf({ ...paper, layout });
    hashes[name] = createHash('sha256').update(pdf).digest('hex');
  }
  return hashes;
};

describe('a layout', () => {
  const layouts = Array.from({ length: LAYOUT }, (_, n) => n + 1);

  it.each(layouts)('%i gives every paper the bytes that it gave when it was new', async (layout) => {
    const hashes = await made(layout);
    if (process.env['RECORD_LAYOUT'] === String(layout) && recorded[layout] === undefined) {
      const all = { ...recorded, [layout]: hashes };
      writeFileSync(new URL('layouts.json', import.meta.url), `${JSON.stringify(all, null, 2)}\n`);
    }
    expect(hashes, `a new layout is recorded with RECORD_LAYOUT=${layout}`).toEqual(recorded[layout]);
  });

  it('of a later release prints nothing', async () => {
    await expect(made(LAYOUT + 1)).rejects.toThrow('no layout');
  });
});
