import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  contentText,
  fileInfo,
  LAYOUT,
  pagesOf,
  type Content,
  type Made,
  type Printable,
} from '#libs/fallback-documents';
import type { Typeface } from '#libs/page-layout';
import { openTypeface, writePdf } from '#libs/pdf';

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** A printed version and what it is known by. */
export interface Printing {
  readonly pdf: Buffer;
  readonly pdfSha256: string;
  readonly pages: number;
}

/** What the bytes of a version follow from: the hash stands for all that it says. */
export type PrintedVersion = Pick<Printable, 'documentId' | 'version' | 'contentSha256' | 'replaced'>;

const keyOf = ({ documentId, version, contentSha256, replaced }: PrintedVersion): string =>
  [documentId, version, contentSha256, replaced?.by, replaced?.at].join('/');

const REMEMBERED_BYTES = 32 * 1024 * 1024;

/** Prints documents: a pure function of their content, so that what is remembered of it can't be wrong. */
@Injectable()
export class DocumentPress {
  #face: Typeface | undefined;
  readonly #remembered = new Map<string, Printing>();
  #bytes = 0;

  /** A version as it is issued: its content, the two hashes, the number of its pages. */
  async make(content: Content): Promise<Made> {
    const contentSha256 = sha256(contentText(content));
    const { pdfSha256, pages } = await this.print({ ...content, contentSha256 });
    const { sheet, lines } = content;
    const references = lines.map(({ consignment }) => consignment.reference);
    return { sheet, references, contentSha256, pdfSha256, pages, layout: LAYOUT };
  }

  /** @throws Error when the content no longer gives the hash that it was issued with: nothing else is printed then */
  check(content: Content, contentSha256: string): void {
    if (sha256(contentText(content)) === contentSha256) return;
    throw new Error(`document ${content.documentId}: its data no longer give the hash it was issued with`);
  }

  /** A version that was printed a while ago. */
  remembered(printed: PrintedVersion): Printing | undefined {
    return this.#remembered.get(keyOf(printed));
  }

  async print(printed: Printable): Promise<Printing> {
    const known = this.remembered(printed);
    if (known) return known;
    this.#face ??= openTypeface();
    const { pages, count } = pagesOf(printed, this.#face);
    const pdf = await writePdf(pages, fileInfo(printed));
    const printing = { pdf, pdfSha256: sha256(pdf), pages: count };
    this.#remember(keyOf(printed), printing);
    return printing;
  }

  #remember(key: string, printing: Printing): void {
    this.#remembered.set(key, printing);
    this.#bytes += printing.pdf.length;
    for (const [oldest, { pdf }] of this.#remembered) {
      if (this.#bytes <= REMEMBERED_BYTES || oldest === key) break;
      this.#remembered.delete(oldest);
      this.#bytes -= pdf.length;
    }
  }
}
