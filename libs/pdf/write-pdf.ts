import PDFDocument from 'pdfkit';
import { epochMs, type Instant } from '#libs/kernel';
import type { Page } from '#libs/page-layout';
import { Letters, WEIGHTS } from './letters.js';
import { Operators } from './operators.js';

/** What a file says of itself. */
export interface PdfInfo {
  readonly title: string;
  readonly author: string;
  /** What makes the file one: its id in the trailer is derived from these four. */
  readonly subject: string;
  readonly createdAt: Instant;
}

/**
 * A file as it grows, page by page: never more than a page of it is held. The same pages and the same info give the same
 * bytes, whenever and wherever: no clock, no chance, and nothing packed, since what a packer gives depends on the machine.
 */
export async function* pdfChunks(
  pages: Iterable<Page> | AsyncIterable<Page>,
  info: PdfInfo,
): AsyncGenerator<Buffer, void, undefined> {
  const document = new PDFDocument({
    autoFirstPage: false,
    compress: false,
    pdfVersion: '1.7',
    lang: 'fr-FR',
    displayTitle: true,
    info: {
      Title: info.title,
      Author: info.author,
      Subject: info.subject,
      Creator: 'Reprise',
      Producer: 'Reprise',
      CreationDate: new Date(epochMs(info.createdAt)),
    },
  });
  let chunks: Buffer[] = [];
  const { promise: ended, resolve, reject } = Promise.withResolvers<undefined>();
  // It may fail before anybody waits for the end.
  ended.catch(() => undefined);
  document.on('data', (chunk: Uint8Array) => chunks.push(Buffer.from(chunk)));
  document.on('end', () => {
    resolve(undefined);
  });
  document.on('error', reject);
  const taken = (): Buffer => {
    const all = Buffer.concat(chunks);
    chunks = [];
    return all;
  };
  const letters = { regular: new Letters(document, 'regular'), bold: new Letters(document, 'bold') };
  for await (const page of pages) {
    document.addPage({ size: 'A4', layout: page.orientation, margin: 0 });
    for (const weight of WEIGHTS) letters[weight].putOn(document.page);
    const operators = new Operators(letters);
    for (const mark of page.marks) operators.put(mark);
    document.addContent(operators.end());
    if (chunks.length > 0) yield taken();
  }
  document.end();
  await ended;
  yield taken();
}

/** The whole file (`pdfChunks`). */
export const writePdf = async (pages: Iterable<Page>, info: PdfInfo): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of pdfChunks(pages, info)) chunks.push(chunk);
  return Buffer.concat(chunks);
};
