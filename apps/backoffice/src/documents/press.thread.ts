import { parentPort } from 'node:worker_threads';
import { printing, type PrintJob, type Printing } from './printing.js';

/** What a thread answers to a job. */
export type Printed = { readonly printing: Printing } | { readonly failed: string };

const print = async (job: PrintJob): Promise<void> => {
  try {
    const printed = await printing(job);
    parentPort?.postMessage({ printing: printed } satisfies Printed, [printed.pdf.buffer]);
  } catch (error) {
    parentPort?.postMessage({ failed: error instanceof Error ? error.message : String(error) } satisfies Printed);
  }
};

// One job at a time: the next one is sent when this one is answered.
parentPort?.on('message', (job: PrintJob) => void print(job));
