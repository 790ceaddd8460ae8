import type { Instant } from '#libs/kernel';
import type { PaperLine, Sheet } from '../sheet.js';

/** One version of a document, ready to be laid out. */
export interface Printable {
  readonly documentId: string;
  readonly version: number;
  readonly number: number;
  readonly sheet: Sheet;
  readonly lines: readonly PaperLine[];
  readonly contentSha256: string;
  /** What it was issued with: `look.ts`. */
  readonly layout: number;
  /** The version that stands in its place now. */
  readonly replaced?: { readonly by: number; readonly reason: string; readonly at: Instant } | undefined;
}

/** What the file says of itself; its own id is derived from these. */
export const fileInfo = ({ documentId, version, number, sheet, contentSha256, replaced }: Printable) => ({
  title: `${sheet.kind} ${number}/${version}`,
  author: sheet.operator.name,
  subject: `document ${documentId} version ${version} sha256 ${contentSha256}${replaced ? ` replaced by ${replaced.by}` : ''}`,
  createdAt: replaced?.at ?? sheet.issuedAt,
});

/** `000042`; a version after the first says so: `000042/2`. */
export const numberText = ({ number, version }: Pick<Printable, 'number' | 'version'>): string =>
  `${String(number).padStart(6, '0')}${version > 1 ? `/${version}` : ''}`;
