import type { Taken } from './queries.js';
import type { ReportMade } from './reports.js';

/** A figure beside what it is measured against. */
export interface Figure {
  readonly figure: string;
  readonly unit: string;
  readonly value: number;
  readonly baseline: number;
  readonly gate?: { readonly least?: number; readonly most?: number };
}

/** A list's answer must come sooner than this, milliseconds. */
const SLOWEST_MS = 100;
/** A report is written as it is read, however long it is: memory may not grow by more than this, megabytes. */
const MOST_GROWN_MB = 64;
const ms = (value: number): string => `${value.toFixed(1)} ms`.padStart(11);

/** Tells figures as a table or as lines of JSON, and keeps count of the gates that do not hold. */
export class Figures {
  failed = 0;

  constructor(private readonly json: boolean) {}

  heading(text: string): void {
    if (!this.json) process.stdout.write(`\n${text}\n`);
  }

  tell({ figure, unit, value, baseline, gate = {} }: Figure): void {
    const share = Number((value / baseline).toFixed(3));
    const { least, most } = gate;
    const holds = share >= (least ?? 0) && share <= (most ?? Infinity);
    const bound = least ?? most;
    const told = { value: Math.round(value), baseline: Math.round(baseline), share, gate: bound ?? null, holds };
    const verdict = bound === undefined ? '' : `  at ${least === undefined ? 'most' : 'least'} ${bound.toFixed(2)}: `;
    const text = `${figure.padEnd(36)}${`${told.value} ${unit}`.padStart(16)}${`${told.baseline} ${unit}`.padStart(16)}${share.toFixed(2).padStart(7)}`;
    this.#tell({ figure, ...told }, holds, bound === undefined ? text : `${text}${verdict}`, bound !== undefined);
  }

  query({ figure, rows, p50, p95, max }: Taken): void {
    const holds = p95 < SLOWEST_MS;
    const text = `${figure.padEnd(36)}${ms(p50)}${ms(p95)}${ms(max)}${String(rows).padStart(9)}  p95 under ${SLOWEST_MS} ms: `;
    this.#tell({ figure, rows, p50, p95, max, gate: SLOWEST_MS, holds }, holds, text, true);
  }

  report({ figure, seconds, megabytes, grown }: ReportMade): void {
    const holds = grown < MOST_GROWN_MB;
    const told = {
      figure,
      seconds: Number(seconds.toFixed(1)),
      megabytes: Math.round(megabytes),
      grown: Math.round(grown),
    };
    const text = `${figure.padEnd(36)}${`${told.seconds} s`.padStart(11)}${`${told.megabytes} MB`.padStart(11)}${`${told.grown} MB`.padStart(11)}  grown under ${MOST_GROWN_MB} MB: `;
    this.#tell({ ...told, gate: MOST_GROWN_MB, holds }, holds, text, true);
  }

  #tell(line: object, holds: boolean, text: string, gated: boolean): void {
    if (!holds) this.failed += 1;
    const verdict = gated ? (holds ? 'holds' : 'DOES NOT HOLD') : '';
    process.stdout.write(this.json ? `${JSON.stringify(line)}\n` : `${text}${verdict}\n`);
  }
}
