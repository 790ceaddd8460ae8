import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly json: boolean;
  /** A part whose name holds this; every part when empty. */
  readonly only: string;
  readonly rounds: number;
  /** Of each block. */
  readonly seconds: number;
  /** Which process this is, for itself; see main.ts. */
  readonly part: string;
}

const atLeast = (name: string, text: string, least: number): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least)
    throw new RangeError(`--${name} must be a whole number from ${String(least)}, not ${text}`);
  return value;
};

/** @throws RangeError, or the TypeError of `parseArgs`, saying which option is wrong */
export const benchOptions = (args: readonly string[]): BenchOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '10' },
      part: { type: 'string', default: '' },
    },
  });
  const { json, only, part } = values;
  return {
    json,
    only,
    part,
    rounds: atLeast('rounds', values.rounds, 1),
    seconds: atLeast('seconds', values.seconds, 5),
  };
};
