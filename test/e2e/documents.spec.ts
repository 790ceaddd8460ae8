import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import jsQR from 'jsqr';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeText } from '#libs/fallback-documents';
import { manifestOrder, paperFacts, paperLines, pdfOf, printable } from '../fallback-paper.js';
import { browserPath, openBrowser } from './browser.js';

const chromium = browserPath();
const WITHIN_MS = 60_000;

/** A page across fills this screen; the code stands in its upper right corner. */
const SCREEN = { viewport: { width: 1_800, height: 1_290 }, deviceScaleFactor: 2 };
const CORNER = { x: 1_300, y: 0, width: 480, height: 260 };

interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and alpha of each dot, base64. */
  readonly dots: string;
}

/** Unpacks a PNG where pictures are unpacked anyway: in a browser. */
const unpacking = (png: Buffer): string => `(async () => {
  const bytes = Uint8Array.from(atob('${png.toString('base64')}'), (c) => c.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  context.drawImage(bitmap, 0, 0);
  const { data, width, height } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  let dots = '';
  for (let from = 0; from < data.length; from += 30000) dots += String.fromCharCode(...data.subarray(from, from + 30000));
  return { width, height, dots: btoa(dots) };
})()`;

describe.skipIf(chromium === undefined)('a page as a browser renders it', () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
    folder = await mkdtemp(join(tmpdir(), 'documents-'));
  }, WITHIN_MS);
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  it(
    'bears the code of its document, version and hash',
    async () => {
      const facts = paperFacts({ lines: paperLines(12), link: 'https://reprise.example' });
      const printed = printable(manifestOrder(), facts);
      const file = join(folder, 'manifest.pdf');
      await writeFile(file, await pdfOf(printed));
      const reader = await browser.newPage(SCREEN);
      const light = await browser.newPage();
      await reader.goto(`${pathToFileURL(file).href}#toolbar=0&view=Fit`);
      const end = Date.now() + WITHIN_MS / 2;
      let read: string | undefined;
      while (read === undefined && Date.now() < end) {
        const png = await reader.screenshot({ clip: CORNER });
        const { width, height, dots } = await light.evaluate<Picture>(unpacking(png));
        read = jsQR.default(new Uint8ClampedArray(Buffer.from(dots, 'base64')), width, height)?.data;
      }
      expect(read).toBe(codeText(printed.documentId, 1, printed.contentSha256, 'https://reprise.example'));
    },
    WITHIN_MS,
  );
});
