import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { plan, type PlanRequest } from '#libs/pacing';
import { BadInput, quoted } from './bad-input.js';
import { parsePlanInput } from './plan-input.js';
import { inWholeMilliseconds } from './whole-milliseconds.js';

/** What `plan` prints: instants in ISO 8601 with milliseconds, rates per second, null for what has no end. */
export interface PlanOutput {
  readonly curve: readonly { readonly from: string; readonly to: string; readonly rate: number }[];
  readonly peak: number;
  readonly lowerBound: number | null;
  readonly feasible: boolean;
  readonly misses: readonly {
    readonly deadline: string;
    readonly work: number;
    readonly lateBySeconds: number | null;
  }[];
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Up to the next millisecond; what is a millionth of one over it is float dust. */
const upToMilliseconds = (seconds: number): number => Math.ceil(seconds * 1_000 - 1e-6) / 1_000;

/** Plans from an origin at `now`: a date of today in milliseconds leaves too few digits for parts of one. */
export const planned = (request: PlanRequest): PlanOutput => {
  const { now, classes, baseLoad = [] } = request;
  const made = plan({
    ...request,
    now: 0,
    classes: classes.map((c) => ({ ...c, release: c.release - now, deadline: c.deadline - now })),
    baseLoad: baseLoad.map((b) => ({ ...b, from: b.from - now, to: b.to - now })),
  });
  const iso = (time: number): string => {
    const date = new Date(now + time);
    if (Number.isNaN(date.getTime()))
      throw new BadInput('cap is so low that the plan ends after the last date there is');
    return date.toISOString();
  };
  return {
    curve: inWholeMilliseconds(made.curve).map(({ from, to, rate }) => ({ from: iso(from), to: iso(to), rate })),
    peak: made.peak,
    lowerBound: finite(made.lowerBound),
    feasible: made.feasible,
    misses: made.misses.map(({ deadline, work, lateBySeconds }) => ({
      deadline: iso(deadline),
      work,
      lateBySeconds: finite(upToMilliseconds(lateBySeconds)),
    })),
  };
};

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'reading it is not allowed',
};

const bytesOf = async (file: string): Promise<Uint8Array> => {
  if (file === '-') return buffer(process.stdin);
  try {
    // npm changes into the project's folder first, and leaves in INIT_CWD where it was called.
    return await readFile(resolve(process.env['INIT_CWD'] ?? '', file));
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new BadInput(`can't be read: ${REASONS[code] ?? message}`);
  }
};

/** Plans what the file (`-`: standard input) describes, and prints the plan on standard output. @throws BadInput */
export const planCommand = async (file: string, timing: boolean): Promise<void> => {
  try {
    const begun = performance.now();
    const request = parsePlanInput(await bytesOf(file));
    const read = performance.now();
    const output = planned(request);
    const done = performance.now();
    process.stdout.write(`${JSON.stringify(output)}\n`);
    if (timing) process.stderr.write(`read ${(read - begun).toFixed(0)} ms, planned ${(done - read).toFixed(0)} ms\n`);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    throw new BadInput(`${file === '-' ? 'standard input' : quoted(file).slice(1, -1)}: ${error.message}`);
  }
};
