import type { PaperLine, Sheet } from './sheet.js';

/** JSON with its keys in order: the same text before the log and after it. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, v: unknown) =>
    typeof v === 'object' && v !== null && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  );

/** One version of a document with its lines, before anything is derived from it. */
export interface Content {
  readonly documentId: string;
  readonly version: number;
  readonly number: number;
  readonly sheet: Sheet;
  readonly lines: readonly PaperLine[];
}

/** The text that a version's hash is taken over. */
export const contentText = ({ documentId, version, number, sheet, lines }: Content): string =>
  canonical({ documentId, version, number, sheet, lines });

/** What two versions are compared by: the same here is no change. */
export const matterText = (sheet: Sheet, references: readonly string[]): string => {
  const { issuedAt: _issuedAt, link: _link, ...matter } = sheet;
  return canonical({ matter, references });
};

/** What the code on the page says: which document, which version, and the hash of what it says. */
export const codeText = (
  documentId: string,
  version: number,
  contentSha256: string,
  link: string | undefined,
): string =>
  link === undefined
    ? `reprise:document:${documentId}:${version}:sha256:${contentSha256}`
    : `${link.replace(/\/+$/, '')}/v1/documents/${documentId}?version=${version}#sha256=${contentSha256}`;
