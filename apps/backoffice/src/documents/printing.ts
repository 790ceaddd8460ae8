import { createHash } from 'node:crypto';
import { contentText, fileInfo, pagesOf, type Content, type Printable } from '#libs/fallback-documents';
import { openTypeface, writePdf } from '#libs/pdf';

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** A version to be printed. */
export interface PrintJob {
  readonly content: Content;
  readonly layout: number;
  /** The hash that its content was issued with; absent for one that is being issued. */
  readonly issuedAs?: string | undefined;
  readonly replaced?: Printable['replaced'];
}

/** A printed version and what it is known by. */
export interface Printing {
  readonly pdf: Uint8Array<ArrayBuffer>;
  readonly pdfSha256: string;
  readonly contentSha256: string;
  readonly pages: number;
}

let face: ReturnType<typeof openTypeface> | undefined;

/**
 * Prints a version. A thousand lines take some tenths of a second without a pause: `PressThreads` does it beside the event
 * loop.
 * @throws Error when the content no longer gives the hash that it was issued with: nothing is printed then
 */
export const printing = async ({ content, layout, issuedAs, replaced }: PrintJob): Promise<Printing> => {
  const contentSha256 = sha256(contentText(content));
  if (issuedAs !== undefined && issuedAs !== contentSha256) {
    throw new Error(`document ${content.documentId}: its data no longer give the hash it was issued with`);
  }
  const printable = { ...content, contentSha256, layout, replaced };
  face ??= openTypeface();
  const { pages, count } = pagesOf(printable, face);
  const pdf = new Uint8Array(await writePdf(pages, fileInfo(printable)));
  return { pdf, pdfSha256: sha256(pdf), contentSha256, pages: count };
};
