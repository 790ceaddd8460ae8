import { createHash } from 'node:crypto';
import { STARTING_OFFICES } from '#libs/delta-x';
import {
  contentText,
  draftSheet,
  fileInfo,
  LAYOUT,
  lodgedTogether,
  pagesOf,
  type Content,
  type Facts,
  type Order,
  type PaperLine,
  type Printable,
} from '#libs/fallback-documents';
import { instant } from '#libs/kernel';
import type { Page } from '#libs/page-layout';
import { openTypeface, writePdf } from '#libs/pdf';
import { alertSeen, consignment, manifestHeader, OUTAGE } from './delta-x-paper.js';

export const FACE = openTypeface();

export const paperLine = (changes: Parameters<typeof consignment>[0] = {}, valueEur = '1250.00'): PaperLine => ({
  consignment: consignment(changes),
  valueEur,
});

export const paperLines = (count: number): PaperLine[] =>
  Array.from({ length: count }, (_, n) => paperLine({ reference: `RX-${String(n + 1).padStart(6, '0')}` }));

/** An order for a manifest's document that breaks no rule. */
export const manifestOrder = (changes: Partial<Order> = {}): Order => ({
  kind: 'manifest',
  operator: 'FR552100554',
  subject: { of: 'manifest', manifestId: 'm1', part: 1 },
  ...changes,
});

/** An order for a DAU that breaks no rule. */
export const dauOrder = (changes: Partial<Order> = {}): Order => ({
  kind: 'dau',
  operator: 'FR552100554',
  subject: { of: 'declaration', reference: 'RX-000001' },
  signature: { name: 'Marion Lefèvre', signedAt: OUTAGE.lodgedAt },
  ...changes,
});

/** What both are drafted from. */
export const paperFacts = (changes: Partial<Facts> = {}): Facts => ({
  lodged: lodgedTogether(manifestHeader()),
  alert: alertSeen(),
  lines: [paperLine()],
  parts: 1,
  offices: STARTING_OFFICES,
  now: instant('2026-03-02T11:00:00Z'),
  ...changes,
});

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

export const DOCUMENT = '5b1a8c1e-7d0f-5d67-9a3c-0a1b2c3d4e5f';

/** A first version, drafted and hashed as in the product. */
export const printable = (order: Order, facts: Facts = paperFacts(), more: Partial<Printable> = {}): Printable => {
  const sheet = draftSheet(order, facts);
  const content: Content = { documentId: DOCUMENT, version: 1, number: 42, sheet, lines: facts.lines };
  return { ...content, contentSha256: sha256(contentText(content)), layout: LAYOUT, ...more };
};

export const pagesIn = (printed: Printable): readonly Page[] => [...pagesOf(printed, FACE).pages];

/** What a page says, in the order it was written; the parts of a wrapped text are texts of their own. */
export const textsOn = (page: Page | undefined): readonly string[] =>
  (page?.marks ?? []).flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));

export const pdfOf = (printed: Printable): Promise<Buffer> => writePdf(pagesOf(printed, FACE).pages, fileInfo(printed));
