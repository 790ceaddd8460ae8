import { refuseState, type Decider, type RuleId } from '#libs/kernel';
import type { FilePlace, ImportEvent, ImportStarted, LineCounts, RejectedLine } from './import.events.js';

export type StartImport = { readonly type: 'StartImport' } & ImportStarted['data'];
export type RecordProgress = {
  readonly type: 'RecordProgress';
  /** Where the stretch began: what is recorded must have reached exactly this. */
  readonly from: number;
  readonly errors: readonly RejectedLine[];
} & FilePlace &
  LineCounts;
export type CompleteImport = { readonly type: 'CompleteImport' };
export type ImportCommand = StartImport | RecordProgress | CompleteImport;

export type Import =
  | { readonly status: 'none' }
  | {
      readonly status: 'partial' | 'complete';
      readonly started: ImportStarted['data'];
      readonly place: FilePlace;
      readonly counts: LineCounts;
    };

const NONE: LineCounts = { lines: 0, accepted: 0, unchanged: 0, rejected: 0 };

export const addCounts = (a: LineCounts, b: LineCounts): LineCounts => ({
  lines: a.lines + b.lines,
  accepted: a.accepted + b.accepted,
  unchanged: a.unchanged + b.unchanged,
  rejected: a.rejected + b.rejected,
});

/** Every rule that a line broke, once. */
const rulesOf = (errors: readonly RejectedLine[]): readonly RuleId[] => [
  ...new Set(errors.flatMap(({ objections }) => objections.map((o) => o.rule)).filter((rule) => rule !== undefined)),
];

const evolve = (state: Import, event: ImportEvent): Import => {
  if (event.type === 'ImportStarted') {
    const { bytes, line, digest } = event.data;
    return { status: 'partial', started: event.data, place: { bytes, line, digest }, counts: NONE };
  }
  if (state.status === 'none') return state;
  if (event.type === 'ImportCompleted') return { ...state, status: 'complete' };
  const { bytes, line, digest } = event.data;
  return { ...state, place: { bytes, line, digest }, counts: addCounts(state.counts, event.data) };
};

const decide = (command: ImportCommand, state: Import): ImportEvent[] => {
  if (command.type === 'StartImport') {
    if (state.status !== 'none') return [];
    const { type: _type, ...started } = command;
    return [{ type: 'ImportStarted', data: started }];
  }
  if (state.status === 'none')
    throw refuseState({ en: 'this import has not started', fr: 'cet import n’a pas débuté' });
  if (state.status === 'complete') {
    if (command.type === 'CompleteImport') return [];
    throw refuseState({ en: 'this import is complete', fr: 'cet import est terminé' });
  }
  const { importId } = state.started;
  if (command.type === 'CompleteImport') {
    return [{ type: 'ImportCompleted', data: { importId, bytes: state.place.bytes, ...state.counts } }];
  }
  if (command.from !== state.place.bytes || command.bytes < command.from) {
    throw refuseState({
      en: `the import stands at byte ${state.place.bytes}, not at ${command.from}`,
      fr: `l’import en est à l’octet ${state.place.bytes}, non à ${command.from}`,
    });
  }
  const { bytes, line, digest, lines, accepted, unchanged, rejected, errors } = command;
  return [
    {
      type: 'ImportProgressed',
      data: { importId, bytes, line, digest, lines, accepted, unchanged, rejected, errors },
      rules: rulesOf(errors),
    },
  ];
};

export const importDecider: Decider<ImportCommand, Import, ImportEvent> = {
  initial: { status: 'none' },
  decide,
  evolve,
};

/** The stream of an import. */
export const importStream = (importId: string): string => `import-${importId}`;
