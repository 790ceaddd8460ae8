import type { Office } from './office.js';
import { referenceOf } from './lines.js';

/** What a query took, milliseconds, from the request to the last byte of its answer. */
export interface Taken {
  readonly figure: string;
  readonly rows: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

export interface Known {
  readonly operator: string;
  readonly alertId: string;
  readonly manifestId: string;
  readonly lines: number;
}

type Ask = (n: number) => Readonly<Record<string, string>>;

const spread = (n: number, lines: number): number => (n * 7_919) % lines;

/** Every way in which the list of declarations is asked for. Each question differs from the one before where it can. */
const questions = ({ operator, alertId, manifestId, lines }: Known): readonly (readonly [string, Ask])[] => {
  const reference = (n: number): string => referenceOf(spread(n, lines));
  const listed = (n: number): number => spread(n, Math.floor(lines / 20)) * 20;
  return [
    ['first page', () => ({})],
    ['by reference', (n) => ({ reference: reference(n) })],
    ['by the beginning of references', (n) => ({ referencePrefix: reference(n).slice(0, 9) })],
    ['by LRN', (n) => ({ lrn: `L${referenceOf(listed(n))}` })],
    ['by number', (n) => ({ number: `26FR${String(listed(n)).padStart(12, '0')}` })],
    ['by MRN, which none has', (n) => ({ mrn: `26FR${String(n).padStart(12, '0')}B6` })],
    ['by text', (n) => ({ text: reference(n).slice(0, 10) })],
    ['by operator', () => ({ operator })],
    ['by operator and status', () => ({ operator, status: 'held' })],
    ['by alert and status', () => ({ alertId, status: 'owed' })],
    ['by triage verdict', () => ({ alertId, verdict: 'cancel-first' })],
    ['by hold', () => ({ alertId, hold: 'cancel-first' })],
    ['by manifest', () => ({ manifestId })],
    ['by a status that none has', () => ({ alertId, status: 'refused' })],
  ];
};

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const taken = (figure: string, rows: number, ms: readonly number[]): Taken => {
  const sorted = ms.toSorted((a, b) => a - b);
  return { figure, rows, p50: at(sorted, 0.5), p95: at(sorted, 0.95), max: at(sorted, 1) };
};

/** Asks each question so many times; then pages through the whole list once. */
export const askEverything = async (office: Office, known: Known, times: number): Promise<readonly Taken[]> => {
  const list = async (asked: Readonly<Record<string, string>>) => {
    const start = performance.now();
    const { body } = await office.ask('paul', 'GET', `/v1/declarations?${new URLSearchParams(asked).toString()}`);
    return {
      ms: performance.now() - start,
      items: body['items'] as unknown[],
      next: body['next'] as string | undefined,
    };
  };
  const found: Taken[] = [];
  for (const [name, ask] of questions(known)) {
    const ms: number[] = [];
    let rows = 0;
    for (let n = 0; n < times; n++) {
      const answer = await list(ask(n));
      ms.push(answer.ms);
      rows = answer.items.length;
    }
    found.push(taken(name, rows, ms));
  }
  const ms: number[] = [];
  let rows = 0;
  let cursor: string | undefined;
  do {
    const page = await list({ alertId: known.alertId, limit: '500', ...(cursor === undefined ? {} : { cursor }) });
    ms.push(page.ms);
    rows += page.items.length;
    cursor = page.next;
  } while (cursor !== undefined);
  return [...found, taken('pages of 500, to the end', rows, ms)];
};
