/** A printed fallback document as it is listed; a change makes a new version that names the old. */
export interface DocumentRow {
  readonly documentId: string;
  readonly kind: 'manifest' | 'dau' | 'records-entry' | 'evn-list';
  readonly operator: string;
  readonly alertId: string;
  readonly manifestId?: string;
  readonly reference?: string;
  /** Of a manifest of more than 1,000 lines: this part of so many. */
  readonly part?: number;
  readonly parts: number;
  /** In the operator's own unbroken series. */
  readonly number: number;
  readonly version: number;
  readonly replaced: readonly {
    readonly version: number;
    readonly by: number;
    readonly at: string;
    readonly pdfUrl: string;
  }[];
  /** The office that it goes to (DX-08, DX-10). */
  readonly addressedTo: string;
  readonly lines: number;
  readonly pdfSha256: string;
  readonly pages: number;
  readonly validity: 'valid' | 'pre-authenticated' | 'awaiting-stamp' | 'stamped';
  readonly issuedAt: string;
  readonly printedAt?: string;
  readonly prints: number;
  readonly pdfUrl: string;
  readonly revision: string;
}
