import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import {
  importCodec,
  importDecider,
  importStream,
  importView,
  type ImportEvent,
  type ImportFormat,
  type ImportRow,
  type RejectedLine,
} from '#libs/delta-x';
import { decodeRecord, KeyReused, loadHistory, type History } from '#libs/event-store';
import { foldView, instantOf } from '#libs/kernel';
import { Problem } from '#libs/problem-details';
import { Metrics } from '../health/metrics.js';
import { createdId, type Asked } from '../requests/asked.js';
import { Decisions } from '../requests/decisions.js';
import { Runtime } from '../runtime.js';
import { DryLedger } from './dry-ledger.js';
import { LogLedger, type ImportContext } from './import-ledger.js';
import type { FileContent } from './imported-file.js';
import { AnotherFile, ImportRun, UploadBroken, type ImportSubject } from './import-run.js';

/** Rejected lines that a dry run tells, which leaves no report behind to read the others in. */
export const DRY_ERRORS = 1_000;
const WAIT_MS = 10_000;

type ImportHistory = History<typeof importDecider.initial, ImportEvent>;

/** The body as it arrives; a break of the connection is told apart from everything else. */
async function* chunksOf(body: Readable): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for await (const chunk of body.iterator({ destroyOnReturn: false })) yield chunk as Uint8Array;
  } catch (error) {
    throw new UploadBroken(error);
  }
}

/** Runs imports, one upload at a time for each. */
@Injectable()
export class Imports {
  readonly #active = new Map<string, Promise<unknown>>();

  constructor(
    private readonly runtime: Runtime,
    private readonly decisions: Decisions,
    private readonly metrics: Metrics,
  ) {}

  /** Whether no upload is under way. */
  get idle(): boolean {
    return this.#active.size === 0;
  }

  history(importId: string): Promise<ImportHistory> {
    return loadHistory(this.runtime.store, importStream(importId), importDecider, importCodec);
  }

  /** The row of an import as the log has it. @throws Problem 404 */
  async row(importId: string): Promise<ImportRow> {
    const { events } = await this.history(importId);
    const row = foldView(importView, events).get(importId);
    if (!row) throw new Problem('not-found', { en: `No import ${importId}.`, fr: `Aucun import ${importId}.` });
    return row;
  }

  /** Every rejected line, in order, as it is read from the log. */
  async *rejected(importId: string): AsyncGenerator<RejectedLine, void, undefined> {
    for await (const record of this.runtime.store.readStream(importStream(importId))) {
      const recorded = decodeRecord(importCodec, record);
      if (recorded?.event.type === 'ImportProgressed') yield* recorded.event.data.errors;
    }
  }

  /** A whole file; repeated with its key, it goes on where it stood. @throws Problem, KeyReused, Refusal */
  async whole(asked: Asked, content: FileContent, format: ImportFormat, body: Readable): Promise<string> {
    const importId = createdId(asked, 'import');
    const stream = importStream(importId);
    this.decisions.claimKey(asked, stream);
    try {
      await this.#alone(importId, async () => {
        const [first] = (await this.history(importId)).events;
        if (first && first.metadata.requestHash !== asked.requestHash) {
          throw new KeyReused(stream, importId, asked.idempotencyKey);
        }
        const { idempotencyKey, requestHash } = asked;
        const context = { ...this.#context(importId, asked.actor), idempotencyKey, requestHash };
        const ledger = await LogLedger.open(this.runtime.store, context);
        await new ImportRun(this.#subject(importId, content, format), ledger).fromStart(chunksOf(body));
      });
    } catch (error) {
      if (error instanceof AnotherFile) throw new KeyReused(stream, importId, asked.idempotencyKey);
      const started = error instanceof KeyReused || (await this.#exists(importId));
      if (!started) this.decisions.releaseKey(asked);
      throw error;
    }
    return importId;
  }

  /** The rest of a file. @throws Problem 409 with the right offset when it is not from where the import stands */
  async rest(
    { importId, actor }: Pick<ImportContext, 'importId' | 'actor'>,
    offset: number,
    content: FileContent,
    format: ImportFormat,
    body: Readable,
  ): Promise<void> {
    await this.#alone(importId, async () => {
      const ledger = await LogLedger.open(this.runtime.store, this.#context(importId, actor));
      const { state } = ledger;
      if (state.status === 'none')
        throw new Problem('not-found', { en: `No import ${importId}.`, fr: `Aucun import ${importId}.` });
      const { bytes } = state.place;
      if (offset !== bytes) {
        throw new Problem(
          'wrong-offset',
          { en: `Go on from byte ${bytes}, not from ${offset}.`, fr: `Reprenez à l’octet ${bytes}, non à ${offset}.` },
          { headers: { 'upload-offset': String(bytes) }, members: { uploadOffset: bytes } },
        );
      }
      if (state.started.format !== format) {
        const { format: began } = state.started;
        throw new Problem('unsupported-media-type', {
          en: `This import is ${began}.`,
          fr: `Cet import est en ${began}.`,
        });
      }
      try {
        await new ImportRun(this.#subject(importId, content, format), ledger).fromPlace(chunksOf(body));
      } catch (error) {
        if (!(error instanceof AnotherFile)) throw error;
        throw new Problem('conflict', { en: 'This import is complete.', fr: 'Cet import est terminé.' });
      }
    });
  }

  /** What an import would come to; nothing is recorded. */
  async dry(asked: Asked, content: FileContent, format: ImportFormat, body: Readable): Promise<ImportRow> {
    const importId = createdId(asked, 'import');
    const ledger = new DryLedger(this.runtime.store);
    const errors: RejectedLine[] = [];
    const subject: ImportSubject = {
      ...this.#subject(importId, content, format),
      onLine: () => undefined,
      onRejected: (line) => {
        if (errors.length < DRY_ERRORS) errors.push(line);
      },
    };
    await new ImportRun(subject, ledger).fromStart(chunksOf(body));
    if (ledger.state.status === 'none') throw new Error('a dry run ended before it began');
    const { started, counts, place, status } = ledger.state;
    const { file, alertId, operator } = started;
    const now = instantOf(Date.now());
    const known = { importId, ...file, alertId, operator, format, status, bytes: place.bytes };
    return { ...known, ...counts, errors, startedAt: now, progressedAt: now, revision: '0' };
  }

  #subject(importId: string, content: FileContent, format: ImportFormat): ImportSubject {
    return {
      importId,
      format,
      content,
      onLine: (result) => this.metrics.importLines.inc({ result }),
    };
  }

  #context(importId: string, actor: ImportContext['actor']): ImportContext {
    return { importId, actor, codeVersion: this.runtime.settings.codeVersion, now: () => this.runtime.now() };
  }

  async #exists(importId: string): Promise<boolean> {
    const { events } = await this.history(importId).catch(() => ({ events: [{}] }));
    return events.length > 0;
  }

  /** Waits for an upload of the same import that is just ending (a dropped connection); refuses one that goes on. */
  async #alone(importId: string, work: () => Promise<void>): Promise<void> {
    const until = Date.now() + WAIT_MS;
    for (let before = this.#active.get(importId); before; before = this.#active.get(importId)) {
      const late = Promise.withResolvers<'late'>();
      const timer = setTimeout(() => late.resolve('late'), Math.max(0, until - Date.now()));
      const ended = await Promise.race([before.then(() => 'ended' as const), late.promise]);
      clearTimeout(timer);
      if (ended === 'late') {
        const detail = {
          en: 'Another upload of this import is under way.',
          fr: 'Un autre envoi de cet import est en cours.',
        };
        throw new Problem('conflict', detail, { headers: { 'retry-after': '5' } });
      }
    }
    const running = work();
    this.#active.set(
      importId,
      running.catch(() => undefined),
    );
    try {
      await running;
    } finally {
      this.#active.delete(importId);
    }
  }
}
