import type { FilePlace, ImportFormat, LineObjection, RejectedLine } from '#libs/delta-x';
import { Refusal } from '#libs/kernel';
import { Problem } from '#libs/problem-details';
import { FILE_COLUMNS, type FileColumns } from './csv-columns.js';
import { emptyFile, firstLine, readHeader } from './csv-header.js';
import type { ImportLedger, LineResult } from './import-ledger.js';
import type { FileContent, JudgedLine } from './imported-file.js';
import { inFlight } from './in-flight.js';
import { csvReader, ndjsonReader, type LineReader, type RawValues, type ReadLine } from './line-reader.js';
import { splitLines, type FileLine } from './line-splitter.js';

/** The upload ended before its end: everything before the break is kept. */
export class UploadBroken extends Problem {
  override readonly name = 'UploadBroken';
  constructor(cause: unknown) {
    super('invalid', { en: 'The upload broke off.', fr: 'L’envoi a été interrompu.' }, { cause });
  }
}

/** The file does not begin as the one that this import began with. */
export class AnotherFile extends Error {
  override readonly name = 'AnotherFile';
}

export interface ImportSubject {
  readonly importId: string;
  readonly format: ImportFormat;
  readonly content: FileContent;
  readonly onLine?: (result: LineResult | 'rejected') => void;
  /** Called with each rejected line, in order. */
  readonly onRejected?: (line: RejectedLine) => void;
}

/** Lines of a stretch: progress is written after each. */
const STRETCH = 500;
/** A slow upload's lines wait no longer than this, milliseconds. */
const STRETCH_MS = 2_000;
const IN_FLIGHT = 64;
/** Of the rejected lines in one event, as JSON; an append holds 1 MiB. */
const ERRORS_BYTES = 256 * 1024;

const START: FilePlace = { bytes: 0, line: 0, digest: '' };

interface Judged {
  readonly line: FileLine;
  readonly result: LineResult | RejectedLine;
}

/** Takes one upload of a file through its lines. Each good line is lodged, each bad one reported. */
export class ImportRun {
  #read: LineReader | undefined;
  #pending: FileLine[] = [];
  /** Over lines that were dealt with before, up to the place where the import stands. */
  #passing = false;
  readonly #columns: FileColumns;

  constructor(
    private readonly subject: ImportSubject,
    private readonly ledger: ImportLedger,
  ) {
    this.#columns = FILE_COLUMNS[subject.content.file.kind];
    const { state } = ledger;
    if (state.status !== 'none') this.#read = this.#readerOf(state.started.header);
  }

  /** The file from its beginning; lines dealt with before are passed over. @throws AnotherFile, UploadBroken */
  fromStart(body: AsyncIterable<Uint8Array>): Promise<void> {
    const { state } = this.ledger;
    this.#passing = state.status !== 'none' && state.place.bytes > 0;
    return this.#take(splitLines(body, START));
  }

  /** The rest of the file, from where the import stands. @throws UploadBroken */
  fromPlace(body: AsyncIterable<Uint8Array>): Promise<void> {
    const { state } = this.ledger;
    return this.#take(splitLines(body, state.status === 'none' ? START : state.place));
  }

  async #take(lines: AsyncGenerator<readonly FileLine[], void, undefined>): Promise<void> {
    let since = 0;
    let next = lines.next();
    try {
      for (;;) {
        const taken = await this.#within(
          next,
          this.#pending.length === 0 ? undefined : since + STRETCH_MS - Date.now(),
        );
        if (taken?.done === true) break;
        if (taken) {
          if (this.#pending.length === 0) since = Date.now();
          await this.#arrived(taken.value);
          next = lines.next();
          // It may fail while a stretch is being worked on, before anybody waits for it.
          next.catch(() => undefined);
        }
        while (this.#pending.length >= STRETCH || (!taken && this.#pending.length > 0)) await this.#stretch();
      }
    } catch (error) {
      if (error instanceof UploadBroken) await this.#rest();
      throw error;
    }
    await this.#rest();
    const { state } = this.ledger;
    if (state.status === 'none') throw emptyFile();
    if (this.#passing) throw new AnotherFile('the file ends before where the import stands');
    await this.ledger.complete();
  }

  /** `undefined` when it takes longer than `ms`. */
  async #within<T>(promise: Promise<T>, ms: number | undefined): Promise<T | undefined> {
    if (ms === undefined) return promise;
    const late = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => late.resolve(undefined), Math.max(0, ms));
    try {
      return await Promise.race([promise, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #arrived(lines: readonly FileLine[]): Promise<void> {
    for (const line of lines) {
      const { state } = this.ledger;
      if (state.status === 'none') {
        await this.#begin(line);
        continue;
      }
      const { place } = state;
      if (this.#passing) {
        if (line.bytes < place.bytes) continue;
        if (line.bytes !== place.bytes || line.digest !== place.digest) {
          throw new AnotherFile('the file begins in another way');
        }
        this.#passing = false;
        continue;
      }
      if (state.status === 'complete') throw new AnotherFile('the file is longer');
      this.#pending.push(line);
    }
  }

  async #begin(line: FileLine): Promise<void> {
    const { importId, format, content } = this.subject;
    const { file, alertId, operator } = content;
    const csv = format === 'csv' ? readHeader(line, this.#columns) : undefined;
    if (!csv) firstLine(line);
    const { bytes, line: number, digest } = csv ? line : START;
    await this.ledger.start({
      type: 'StartImport',
      importId,
      file,
      alertId,
      operator,
      format,
      ...(csv ? { header: csv } : {}),
      bytes,
      line: number,
      digest,
    });
    this.#read = this.#readerOf(csv);
    if (!csv) this.#pending.push(line);
  }

  #readerOf(header: Parameters<typeof csvReader>[0] | undefined): LineReader {
    return header ? csvReader(header) : ndjsonReader(this.#columns);
  }

  async #rest(): Promise<void> {
    while (this.#pending.length > 0) await this.#stretch();
  }

  async #stretch(): Promise<void> {
    const lines = this.#pending.splice(0, STRETCH);
    const judge = await this.subject.content.judgeNow();
    const read = this.#read?.(lines) ?? [];
    const judged = await inFlight(
      read,
      IN_FLIGHT,
      ({ raw }) => raw?.['reference'],
      (line) => this.#judge(line, judge),
    );
    await this.#write(lines, judged);
  }

  async #judge({ line, raw, objections }: ReadLine, judge: (raw: RawValues) => JudgedLine): Promise<Judged> {
    const rejected = (found: readonly LineObjection[]): Judged => {
      const reference = raw?.['reference']?.slice(0, 60);
      return { line, result: { line: line.line, ...(reference ? { reference } : {}), objections: found } };
    };
    if (objections) return rejected(objections);
    const checked = judge(raw);
    if (!checked.ok) return rejected(checked.objections);
    try {
      return { line, result: await this.ledger.carryOut(checked.act, line) };
    } catch (error) {
      if (error instanceof Refusal) return rejected(error.objections);
      throw error;
    }
  }

  /** Writes down the stretch, in as many events as its rejected lines need. */
  async #write(lines: readonly FileLine[], judged: readonly Judged[]): Promise<void> {
    let part: Judged[] = [];
    let size = 0;
    for (const one of judged) {
      const rejected = typeof one.result === 'string' ? 0 : JSON.stringify(one.result).length;
      if (size + rejected > ERRORS_BYTES && part.length > 0) {
        await this.#record(part, part.at(-1)?.line);
        part = [];
        size = 0;
      }
      part.push(one);
      size += rejected;
      this.subject.onLine?.(typeof one.result === 'string' ? one.result : 'rejected');
    }
    await this.#record(part, lines.at(-1));
  }

  async #record(part: readonly Judged[], end: FilePlace | undefined): Promise<void> {
    const { state } = this.ledger;
    if (state.status === 'none' || !end) return;
    const errors = part.map(({ result }) => result).filter((r) => typeof r !== 'string');
    const count = (result: LineResult): number => part.filter((j) => j.result === result).length;
    await this.ledger.record({
      type: 'RecordProgress',
      from: state.place.bytes,
      bytes: end.bytes,
      line: end.line,
      digest: end.digest,
      lines: part.length,
      accepted: count('accepted'),
      unchanged: count('unchanged'),
      rejected: errors.length,
      errors,
    });
    for (const line of errors) this.subject.onRejected?.(line);
  }
}
