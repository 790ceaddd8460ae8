/** One line of the table: what was measured, beside the obvious way in the same run. The less the better, each of them. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  /** What the obvious way comes to; `null` where there is none. */
  readonly baseline: number | null;
  /** The most that the value may be. */
  readonly gate: number;
}

const rounded = (value: number): number => Number(value.toPrecision(3));

/** What is not a number holds nothing. */
export const holds = ({ value, gate }: Figure): boolean => value <= gate;

const WIDTH = 84;

export const heading = (): string =>
  `${'figure (the obvious way beside it)'.padEnd(WIDTH)}${'Reprise'.padStart(10)}${'baseline'.padStart(10)}   at most\n`;

/** A line of the table, or of JSON: `{"figure","value","baseline","gate","holds"}`. */
export const line = (measured: Figure, json: boolean): string => {
  const { figure, gate } = measured;
  const [value, held] = [rounded(measured.value), holds(measured)];
  const baseline = measured.baseline === null ? null : rounded(measured.baseline);
  if (json) return `${JSON.stringify({ figure, value, baseline, gate, holds: held })}\n`;
  const columns = [figure.padEnd(WIDTH), String(value).padStart(10), String(baseline ?? '-').padStart(10)];
  return `${columns.join('')}   ${String(gate)}: ${held ? 'holds' : 'DOES NOT HOLD'}\n`;
};
