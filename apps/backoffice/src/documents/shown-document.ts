import type { DocumentRow } from '#libs/fallback-documents';

type Replaced = DocumentRow['replaced'][number];

/** A document as it is answered: with where each version is fetched, by the bytes' own name. */
export type ShownDocument = Omit<DocumentRow, 'replaced'> & {
  readonly pdfUrl: string;
  readonly replaced: readonly (Replaced & { readonly pdfUrl: string })[];
};

const urlOf = (documentId: string, version: number, sha256: string): string =>
  `/v1/documents/${documentId}/pdf?version=${version}&sha256=${sha256}`;

export const shown = (row: DocumentRow): ShownDocument => ({
  ...row,
  pdfUrl: urlOf(row.documentId, row.version, row.pdfSha256),
  replaced: row.replaced.map((old) => ({ ...old, pdfUrl: urlOf(row.documentId, old.version, old.pdfSha256) })),
});
