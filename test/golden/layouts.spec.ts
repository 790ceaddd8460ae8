import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LAYOUT } from '#libs/fallback-documents';
import { instant } from '#libs/kernel';
import { furtherArticle } from '../clearance-paper.js';
import { dauOrder, manifestOrder, paperFacts, paperLine, pdfOf, printable } from '../fallback-paper.js';

const file = new URL('layouts.json', import.meta.url);
/** By layout and paper: the SHA-256 of the bytes. What stands here is never edited: a new layout adds its own. */
const recorded = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string>>;

const entered = {
  aeo: 'OEA-C',
  certificate: 'FR AEOC 00001234',
  dataHeld: 'full',
  officeInformedAt: instant('2026-03-02T09:40:00Z'),
  enteredAt: instant('2026-03-02T10:30:00Z'),
} as const;
const low = paperLine({ reference: 'RX-LOW', invoiceValue: '12.00' }, '12.00');
const single = { ...paperFacts().lodged, singleTransportContract: true };
const PAPERS = {
  manifest: [manifestOrder()],
  'manifest under a single transport contract': [manifestOrder(), paperFacts({ lodged: single })],
  dau: [dauOrder()],
  'dau with articles': [dauOrder(), paperFacts({ lines: [{ ...paperLine(), furtherArticles: [furtherArticle()] }] })],
  'records-entry': [manifestOrder({ kind: 'records-entry', records: entered })],
  'evn-list': [manifestOrder({ kind: 'evn-list' }), paperFacts({ lines: [low] })],
} as const;

const hashOf = async (name: keyof typeof PAPERS, layout: number): Promise<string> => {
  const [order, facts] = PAPERS[name];
  const pdf = await pdfOf(printable(order, facts, { layout }));
  return createHash('sha256').update(pdf).digest('hex');
};

describe('a layout', () => {
  const layouts = Array.from({ length: LAYOUT }, (_, n) => n + 1);

  it.each(layouts)('%i gives every paper the bytes that it gave when it was new', async (layout) => {
    const made: Record<string, string> = {};
    for (const name of Object.keys(PAPERS) as (keyof typeof PAPERS)[]) made[name] = await hashOf(name, layout);
    if (process.env['RECORD_LAYOUT'] === String(layout) && recorded[layout] === undefined) {
      writeFileSync(file, `${JSON.stringify({ ...recorded, [layout]: made }, null, 2)}\n`);
    }
    expect(made, `a new layout is recorded with RECORD_LAYOUT=${layout}`).toEqual(recorded[layout]);
  });

  it('of a later release prints nothing', async () => {
    await expect(async () => pdfOf(printable(manifestOrder(), paperFacts(), { layout: LAYOUT + 1 }))).rejects.toThrow(
      'no layout',
    );
  });
});
