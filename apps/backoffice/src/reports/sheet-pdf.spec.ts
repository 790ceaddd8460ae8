import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { instant } from '#libs/kernel';
import { pagesDrawn } from '../../../../test/pdf-reading.js';
import { sheetPdf } from './sheet-pdf.js';
import type { Sheet } from './sheet.js';

const sheet: Sheet<number> = {
  title: { en: 'Numbers', fr: 'Nombres' },
  columns: [{ id: 'n', title: { en: 'Number', fr: 'Nombre' }, width: 40, cell: (n) => `consignment ${n}` }],
};
const heading = { subtitle: 'all of them', knows: 'position 420', createdAt: instant('2026-03-02T11:00:00Z') };

/** Rows that are all there at once, as a page of a view is. */
async function* rows(count: number): AsyncGenerator<number> {
  for (let n = 1; n <= count; n++) yield await Promise.resolve(n);
}

describe('a report as PDF', () => {
  it('lets the event loop come round at every page, however fast it is read', async () => {
    let [turns, over] = [0, false];
    const loop = (async () => {
      for (; !over; turns++) await setImmediate();
    })();
    const chunks: Buffer[] = [];
    for await (const chunk of sheetPdf(sheet, rows(300), heading, 'en')) chunks.push(chunk as Buffer);
    over = true;
    await loop;
    const pages = pagesDrawn(Buffer.concat(chunks));
    expect(pages.length).toBeGreaterThan(5);
    expect(turns).toBeGreaterThanOrEqual(pages.length - 1);
    const texts = pages.flatMap((page) => page.map((drawn) => (drawn.kind === 'text' ? drawn.text : '')));
    expect(texts).toContain('consignment 300');
  });
});
