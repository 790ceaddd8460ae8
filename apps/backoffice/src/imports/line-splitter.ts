import { createHash, hash, type Hash } from 'node:crypto';
import type { FilePlace } from '#libs/delta-x';

/** One line of an uploaded file. */
export interface FileLine extends FilePlace {
  /** Its bytes without the line end; `undefined` for one too long to be looked at. */
  readonly content: Buffer | undefined;
}

/** The longest line that is looked at, in bytes; of a longer one nothing is kept. */
export const LONGEST_LINE = 1024 * 1024;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** The line being read. */
class OpenLine {
  #pieces: Buffer[] = [];
  #length = 0;
  /** Of a line too long to be kept. */
  #hash: Hash | undefined;

  constructor(private readonly previousDigest: string) {}

  add(piece: Buffer): void {
    this.#length += piece.length;
    if (this.#length <= LONGEST_LINE) {
      this.#pieces.push(piece);
      return;
    }
    this.#hash ??= this.#pieces.reduce((h, p) => h.update(p), createHash('sha256').update(this.previousDigest));
    this.#hash.update(piece);
    this.#pieces = [];
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  close(bytes: number, line: number): FileLine {
    if (this.#hash) return { bytes, line, digest: this.#hash.digest('base64'), content: undefined };
    const [only] = this.#pieces;
    const whole = this.#pieces.length === 1 && only ? only : Buffer.concat(this.#pieces);
    const digest = hash('sha256', Buffer.concat([Buffer.from(this.previousDigest), whole]), 'base64');
    return { bytes, line, digest, content: whole.at(-1) === RETURN ? whole.subarray(0, -1) : whole };
  }
}

/**
 * Cuts a stream of bytes into lines, chunk by chunk, holding never more than one line. Offsets, numbers and digests go
 * on from a place. The last line needs no line end; where the stream breaks, a line without one is not given.
 */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
  from: FilePlace,
): AsyncGenerator<readonly FileLine[], void, undefined> {
  let { bytes, line, digest } = from;
  let open = new OpenLine(digest);
  for await (const given of chunks) {
    const chunk = Buffer.from(given.buffer, given.byteOffset, given.length);
    const lines: FileLine[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      open.add(chunk.subarray(start, end));
      bytes += end + 1 - start;
      const closed = open.close(bytes, ++line);
      lines.push(closed);
      ({ digest } = closed);
      open = new OpenLine(digest);
      start = end + 1;
    }
    // A copy: the rest would keep the whole chunk alive.
    if (start < chunk.length) open.add(Buffer.from(chunk.subarray(start)));
    bytes += chunk.length - start;
    if (lines.length > 0) yield lines;
  }
  if (!open.isEmpty) yield [open.close(bytes, line + 1)];
}
