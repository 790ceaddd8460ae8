import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
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

const streams = Map.groupBy(
  historyOf('fallback-documents')
    .filter(({ stream }) => stream.startsWith('document-'))
    .map(decoded),
  ({ stream }) => stream,
);

describe('a paper issued by an earlier release', () => {
  it.each([...streams.keys()])('%s prints to the byte as it did, each of its versions', async (stream) => {
    const events = (streams.get(stream) ?? []).map(({ event }) => event as unknown as DocumentEvent);
    const state = fold(documentDecider, events);
    if (state.status === 'none') throw new Error('no document');
    for (const { version, sheet, references, contentSha256, pdfSha256, replaced } of state.versions) {
      const content = {
        documentId: state.documentId,
        version,
        number: state.number,
        sheet,
        lines: references.flatMap((reference) => lines[reference] ?? []),
      };
      expect(sha256(contentText(content))).toBe(contentSha256);
      const printed = { ...content, contentSha256, replaced };
      const pdf = await writePdf(pagesOf(printed, face).pages, fileInfo(printed));
      expect(sha256(pdf)).toBe(replaced?.pdfSha256 ?? pdfSha256);
    }
  });
});
