import type { Readable } from 'node:stream';
import type { DeclarationRow } from '#libs/delta-x';
import { instant } from '#libs/kernel';
import { sheetCsv } from '../../../apps/backoffice/src/reports/sheet-csv.js';
import { sheetPdf } from '../../../apps/backoffice/src/reports/sheet-pdf.js';
import { TRIAGE_SHEET, triagedLine, type TriagedLine } from '../../../apps/backoffice/src/reports/triage-sheet.js';
import { referenceOf } from './lines.js';

const AT = instant('2026-03-02T12:00:00Z');
const STATES = ['lodged', 'bae-prov', 'under-control', 'bae-def'] as const;
const WAIT_EVERY = 500;

const rowOf = (n: number): DeclarationRow => ({
  operator: 'FR552100554',
  reference: referenceOf(n),
  alertId: 'a1',
  status: 'prior',
  prior: STATES[n % STATES.length] ?? 'lodged',
  known: { number: `26FR${String(n).padStart(12, '0')}`, lrn: `L${n}`, office: 'FR002650' },
  attempts: 0,
  submission: 1,
  unsure: false,
  revision: '0',
});

async function* lines(count: number): AsyncGenerator<TriagedLine> {
  for (let n = 0; n < count; n++) {
    const line = triagedLine(rowOf(n), AT);
    if (line) yield line;
    if (n % WAIT_EVERY === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

export interface ReportMade {
  readonly figure: string;
  readonly seconds: number;
  readonly megabytes: number;
  /** Resident memory at most, above what it was when a tenth was written; megabytes. */
  readonly grown: number;
}

const MB = 1024 * 1024;

const read = async (figure: string, report: Readable, expected: number): Promise<ReportMade> => {
  const start = performance.now();
  let bytes = 0;
  let early: number | undefined;
  let most = 0;
  for await (const chunk of report) {
    bytes += (chunk as Buffer).length;
    const now = process.memoryUsage().rss;
    if (bytes > expected / 10) early ??= now;
    most = Math.max(most, now);
  }
  const grown = early === undefined ? 0 : (most - early) / MB;
  return { figure, seconds: (performance.now() - start) / 1_000, megabytes: bytes / MB, grown };
};

/** The triage report of so many declarations, as each of its kinds, read as a browser would. */
export const makeReports = async (count: number): Promise<readonly ReportMade[]> => {
  const heading = { subtitle: 'alert a1', knows: 'log position 1', createdAt: AT };
  return [
    await read('triage report, CSV', sheetCsv(TRIAGE_SHEET, lines(count), 'plain', 'en'), count * 200),
    await read('triage report, PDF', sheetPdf(TRIAGE_SHEET, lines(count), heading, 'fr'), count * 1_500),
  ];
};
