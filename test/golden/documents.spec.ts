import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DeclarationLodged } from '#libs/delta-x';
import {
  contentText,
  documentDecider,
  fileInfo,
  pagesOf,
  type DocumentEvent,
  type PaperLine,
} from '#libs/fallback-documents';
import { fold } from '#libs/kernel';
import { openTypeface, writePdf } from '#libs/pdf';
import { decoded, historyOf } from './replay.js';

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const lines = JSON.parse(readFileSync(new URL('fallback-documents.lines.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, PaperLine>
>;
const face = openTypeface();

const events = ['fallback-documents', 'dau-with-articles'].flatMap(historyOf).map(decoded);
const streams = Map.groupBy(
  events.filter(({ stream }) => stream.startsWith('document-')),
  ({ stream }) => stream,
);
/** As the younger history holds them itself. */
const lodged = new Map(
  events.flatMap(({ event }) => {
    if (event.type !== 'DeclarationLodged') return [];
    const { consignment, furtherArticles, valueEur } = event.data as DeclarationLodged['data'];
    return [[consignment.reference, { consignment, ...(furtherArticles ? { furtherArticles } : {}), valueEur }]];
  }),
);

describe('a paper issued by an earlier release', () => {
  it.each([...streams.keys()])('%s prints to the byte as it did, each of its versions', async (stream) => {
    const issued = (streams.get(stream) ?? []).map(({ event }) => event as unknown as DocumentEvent);
    const state = fold(documentDecider, issued);
    if (state.status === 'none') throw new Error('no document');
    for (const { version, sheet, references, contentSha256, pdfSha256, layout, replaced } of state.versions) {
      const content = {
        documentId: state.documentId,
        version,
        number: state.number,
        sheet,
        lines: references.flatMap((reference) => lines[reference] ?? lodged.get(reference) ?? []),
      };
      expect(sha256(contentText(content))).toBe(contentSha256);
      const printed = { ...content, contentSha256, layout, replaced };
      const pdf = await writePdf(pagesOf(printed, face).pages, fileInfo(printed));
      expect(sha256(pdf)).toBe(replaced?.pdfSha256 ?? pdfSha256);
    }
  });
});
