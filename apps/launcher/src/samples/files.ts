import { LINE_FIELDS } from '#libs/delta-x';
import { badLines } from './bad-lines.js';
import { manifestLines, type Line } from './consignments.js';
import { PRIOR_COLUMNS, PRIOR_ROWS, priorLines } from './prior-declarations.js';

/** What POST /v1/manifests takes, but the alert, the signature and the instant of lodging. */
const HEADER = {
  flow: 'export',
  consignmentType: 'other',
  declarationKind: 'DAU',
  assistance: 'Alerte CID',
  mentions: ['50000'],
  operator: { eori: 'FR552100554', name: 'Rapide Express SAS' },
  officeOfClearance: 'FR002650',
  officeOfExit: 'FR003370',
  singleTransportContract: false,
};

const TWINS = 50;

const csvRow = (values: readonly string[]): string =>
  values.map((v) => (/[;"]/.test(v) ? `"${v.replaceAll('"', '""')}"` : v)).join(';');

/** A line as it stands in the CSV files, without its line end. */
export const csvLine = (line: Line): string => csvRow(LINE_FIELDS.map((field) => line[field]));

const table = (rows: readonly string[]): string => rows.map((row) => `${row}\n`).join('');
const csv = (rows: readonly string[]): string => table([csvRow(LINE_FIELDS), ...rows]);
const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

const ndjsonLine = ({ cn8, packages, ...rest }: Line): string =>
  JSON.stringify({ ...rest, packages: Number(packages), ...(cn8 === '' ? {} : { cn8 }) });

/** Every sample file's name and text, the same for the same seed and number of lines. */
export const sampleFiles = (seed: number, lines: number): ReadonlyMap<string, string> => {
  const manifest = manifestLines(seed, lines);
  const bad = badLines(seed + 2);
  return new Map([
    ['manifest.csv', csv(manifest.map(csvLine))],
    ['manifest.json', json(HEADER)],
    [
      'manifest.ndjson',
      manifest
        .slice(0, TWINS)
        .map((line) => `${ndjsonLine(line)}\n`)
        .join(''),
    ],
    ['prior-states.csv', table([PRIOR_COLUMNS, ...PRIOR_ROWS].map(csvRow))],
    ['manifest-prior.csv', csv(priorLines(seed + 1).map(csvLine))],
    ['bad-lines.csv', csv(bad.map(({ row }) => (typeof row === 'string' ? row : csvLine(row))))],
    [
      'bad-lines.expected.json',
      json(bad.flatMap(({ expected }, i) => (expected ? [{ line: i + 2, ...expected }] : []))),
    ],
  ]);
};
