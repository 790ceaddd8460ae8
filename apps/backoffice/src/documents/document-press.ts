import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LAYOUT, type Content, type Made, type Printable } from '#libs/fallback-documents';
import { PressThreads } from './press-threads.js';
import type { PrintJob, Printing } from './printing.js';

/** What the bytes of a version follow from: the hash stands for all that it says. */
export type PrintedVersion = Pick<Printable, 'documentId' | 'version' | 'contentSha256' | 'layout' | 'replaced'>;

const keyOf = ({ documentId, version, contentSha256, layout, replaced }: PrintedVersion): string =>
  [documentId, version, contentSha256, layout, replaced?.by, replaced?.at].join('/');

const REMEMBERED_BYTES = 32 * 1024 * 1024;

/** Prints documents: a pure function of their content, so that what is remembered of it can't be wrong. */
@Injectable()
export class DocumentPress implements OnModuleDestroy {
  readonly #threads = new PressThreads();
  readonly #remembered = new Map<string, Printing>();
  #bytes = 0;

  onModuleDestroy(): Promise<void> {
    return this.#threads.close();
  }

  /** A version as it is issued: its content, the two hashes, the number of its pages. */
  async make(content: Content): Promise<Made> {
    const { contentSha256, pdfSha256, pages } = await this.#print({ content, layout: LAYOUT });
    const { sheet, lines } = content;
    const references = lines.map(({ consignment }) => consignment.reference);
    return { sheet, references, contentSha256, pdfSha256, pages, layout: LAYOUT };
  }

  /** A version that was printed a while ago. */
  remembered(printed: PrintedVersion): Printing | undefined {
    return this.#remembered.get(keyOf(printed));
  }

  /**
   * A version as it was issued.
   * @throws Error when the content no longer gives the hash that it was issued with: nothing else is printed then
   */
  async print(content: Content, { contentSha256, layout, replaced }: PrintedVersion): Promise<Printing> {
    const identity = { documentId: content.documentId, version: content.version, contentSha256, layout, replaced };
    return this.remembered(identity) ?? (await this.#print({ content, layout, issuedAs: contentSha256, replaced }));
  }

  async #print(job: PrintJob): Promise<Printing> {
    const { documentId, version } = job.content;
    const printing = await this.#threads.print(job);
    const { layout, replaced } = job;
    this.#remember(keyOf({ documentId, version, contentSha256: printing.contentSha256, layout, replaced }), printing);
    return printing;
  }

  #remember(key: string, printing: Printing): void {
    this.#bytes += printing.pdf.length - (this.#remembered.get(key)?.pdf.length ?? 0);
    this.#remembered.set(key, printing);
    for (const [oldest, { pdf }] of this.#remembered) {
      if (this.#bytes <= REMEMBERED_BYTES || oldest === key) break;
      this.#remembered.delete(oldest);
      this.#bytes -= pdf.length;
    }
  }
}
