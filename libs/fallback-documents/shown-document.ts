import type { DocumentRow } from './document.view.js';

type Replaced = DocumentRow['replaced'][number];

/** A document as it is answered: with where each version is fetched, by the bytes' own name. */
export type ShownDocument = Omit<DocumentRow, 'replaced'> & {
  readonly pdfUrl: string;
  readonly replaced: readonly (Replaced & { readonly pdfUrl: string })[];
};

/**
 * A row with the address of each version's bytes.
 * @param asOf the log position that the row stood at, where it is no longer the present: a version that has been replaced
 *   since is then fetched as it was printed
 */
export const shownDocument = (row: DocumentRow, asOf?: string): ShownDocument => {
  const then = asOf === undefined ? '' : `&asOf=${asOf}`;
  const urlOf = (version: number, sha256: string): string =>
    `/v1/documents/${row.documentId}/pdf?version=${version}&sha256=${sha256}${then}`;
  return {
    ...row,
    pdfUrl: urlOf(row.version, row.pdfSha256),
    replaced: row.replaced.map((old) => ({ ...old, pdfUrl: urlOf(old.version, old.pdfSha256) })),
  };
};
