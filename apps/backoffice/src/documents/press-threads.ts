import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Problem } from '#libs/problem-details';
import type { Printed } from './press.thread.js';
import type { PrintJob, Printing } from './printing.js';

/** Tests run from the sources: the thread itself always runs as it was compiled. */
const THREAD = new URL(
  import.meta.url.endsWith('.ts')
    ? '../../../../dist/apps/backoffice/src/documents/press.thread.js'
    : './press.thread.js',
  import.meta.url,
);
/** A thread holds some forty megabytes: one beside the event loop, two where there are processors to spare. */
const THREADS = Math.max(1, Math.min(2, availableParallelism() - 2));
/** For documents of a thousand lines as long as they may be: what needs more ends the thread and not the app. */
const HEAP_MB = 512;

interface Waiting {
  readonly job: PrintJob;
  readonly resolve: (printing: Printing) => void;
  readonly reject: (error: Error) => void;
}

const ended = (job: PrintJob, why: string): Problem =>
  new Problem('not-printed', undefined, {
    headers: { 'retry-after': '1' },
    cause: new Error(`the press ended while it printed document ${job.content.documentId}: ${why}`),
  });

/** A few threads that print, each one document at a time, the others waiting in order. One that dies is replaced. */
export class PressThreads {
  readonly #waiting: Waiting[] = [];
  /** Every thread, with what it prints. */
  readonly #threads = new Map<Worker, Waiting | undefined>();
  #closed = false;

  constructor(
    private readonly file: URL = THREAD,
    private readonly most: number = THREADS,
  ) {}

  /** @throws Problem `not-printed` when the thread dies over it; Error as the printing itself says */
  print(job: PrintJob): Promise<Printing> {
    if (this.#closed) return Promise.reject(ended(job, 'the app is stopping'));
    const { promise, resolve, reject } = Promise.withResolvers<Printing>();
    this.#waiting.push({ job, resolve, reject });
    this.#next();
    return promise;
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { job, reject } of this.#waiting.splice(0)) reject(ended(job, 'the app is stopping'));
    await Promise.all([...this.#threads.keys()].map((thread) => thread.terminate()));
  }

  #next(): void {
    if (this.#waiting.length === 0) return;
    const idle = [...this.#threads].find(([, waiting]) => waiting === undefined)?.[0];
    const thread = idle ?? (this.#threads.size < this.most ? this.#started() : undefined);
    const waiting = thread && this.#waiting.shift();
    if (!thread || !waiting) return;
    this.#threads.set(thread, waiting);
    // An idle press keeps nobody from ending.
    thread.ref();
    thread.postMessage(waiting.job);
  }

  #started(): Worker {
    const thread = new Worker(this.file, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
    let why: string | undefined;
    thread.on('error', (error: Error) => (why = error.message));
    thread.on('message', (answer: Printed) => {
      const waiting = this.#threads.get(thread);
      this.#threads.set(thread, undefined);
      thread.unref();
      if ('printing' in answer) waiting?.resolve(answer.printing);
      else waiting?.reject(new Error(answer.failed));
      this.#next();
    });
    thread.once('exit', (code) => {
      const waiting = this.#threads.get(thread);
      this.#threads.delete(thread);
      waiting?.reject(ended(waiting.job, why ?? `exit code ${code}`));
      this.#next();
    });
    return thread;
  }
}
