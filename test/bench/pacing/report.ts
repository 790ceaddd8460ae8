/** One line of the table: what was measured, beside the obvious way in the same run. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  /** What the obvious way reaches; `null` where there is none. */
  readonly baseline: number | null;
  readonly gate: number;
  readonly sense: 'at most' | 'at least';
}

const rounded = (value: number): number => Number(value.toPrecision(3));

export const holds = ({ value, gate, sense }: Figure): boolean =>
  // What is not a number holds nothing.
  sense === 'at most' ? value <= gate : value >= gate;

export const heading = (): string =>
  `${'figure'.padEnd(78)}${'Reprise'.padStart(10)}${'baseline'.padStart(10)}  gate\n`;

export const line = (measured: Figure, json: boolean): string => {
  const { figure, gate, sense } = measured;
  const [value, held] = [rounded(measured.value), holds(measured)];
  const baseline = measured.baseline === null ? null : rounded(measured.baseline);
  if (json) return `${JSON.stringify({ figure, value, baseline, gate, sense, holds: held })}\n`;
  const columns = [
    figure.padEnd(78),
    String(value).padStart(10),
    (baseline === null ? '-' : String(baseline)).padStart(10),
  ];
  return `${columns.join('')}  ${sense} ${String(gate)}: ${held ? 'holds' : 'DOES NOT HOLD'}\n`;
};
