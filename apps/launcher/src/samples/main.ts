import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sampleFiles } from './files.js';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '7' },
    lines: { type: 'string', default: '1000' },
    out: { type: 'string', default: 'samples/delta-x' },
  },
});

const whole = (flag: string, text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new TypeError(`--${flag} wants a whole number, not "${text}"`);
  return Number(text);
};

/** Writes the sample files over those in the folder. */
const files = sampleFiles(whole('seed', values.seed), whole('lines', values.lines));
mkdirSync(values.out, { recursive: true });
for (const [name, text] of files) writeFileSync(join(values.out, name), text);
process.stdout.write(`${[...files.keys()].join(', ')} in ${values.out}\n`);
