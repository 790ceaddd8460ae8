import { bodyFrom } from '../ui/form-body.js';

/** One field of the form of an act, and how it goes into the body. */
export type ActField =
  | { readonly name: string; readonly kind: 'text' | 'instant' | 'texts'; readonly required?: boolean }
  | { readonly name: string; readonly kind: 'flag' }
  /** Data and what they became: inputs `<name>[k].field` and `<name>[k].rectified`, or `.corrected`. */
  | { readonly name: string; readonly kind: 'changes'; readonly became: 'rectified' | 'corrected' }
  | { readonly name: string; readonly kind: 'choice'; readonly of: readonly string[] };

/** Something that a person records of a declaration or a manifest, on the rule that provides for it. */
export interface Act {
  /** Below the resource's own path. */
  readonly path: string;
  readonly rule: string;
  readonly fields: readonly ActField[];
}

const OFFICIAL = [
  { name: 'office', kind: 'text', required: true },
  { name: 'officer', kind: 'text', required: true },
] as const;
/** On the clock of the office's wall. */
const at = (name: string): ActField => ({ name, kind: 'instant' });
const text = (name: string, required = true): ActField => ({ name, kind: 'text', required });
const choice = (name: string, ...of: readonly string[]): ActField => ({ name, kind: 'choice', of });

/** Every act, by the name that its texts have too (`act.<name>`). */
export const ACTS = {
  'cancellation-request': {
    path: 'cancellation/request',
    rule: 'DX-29',
    fields: [
      text('office', false),
      choice('means', 'mailbox', 'paper', 'in-person', 'telephone', 'portal'),
      at('requestedAt'),
    ],
  },
  'cancellation-confirm': {
    path: 'cancellation/confirm',
    rule: 'DX-29',
    fields: [text('evidence'), choice('outcome', 'cancelled', 'deleted'), at('confirmedAt')],
  },
  'cancellation-refuse': {
    path: 'cancellation/refuse',
    rule: 'DX-29',
    fields: [choice('because', 'under-control', 'has-bae', 'other'), text('reason'), at('refusedAt')],
  },
  'cancellation-keep-first': { path: 'cancellation/keep-first', rule: 'DX-29', fields: [text('why')] },
  'anticipated-decide': {
    path: 'anticipated/decide',
    rule: 'DX-31',
    fields: [choice('decision', 'validate', 'leave')],
  },
  'anticipated-deleted': { path: 'anticipated/deleted', rule: 'DX-31', fields: [] },
  'anticipated-enter-anew': {
    path: 'anticipated/enter-anew',
    rule: 'DX-31',
    fields: [
      choice('mode', 'validated', 'anticipated'),
      { name: 'goodsPresented', kind: 'flag' },
      text('number', false),
    ],
  },
  'owed-message': {
    path: 'owed-message',
    rule: 'DX-20',
    fields: [choice('message', 'scan', 'end-of-scan', 'completion'), at('sentAt')],
  },
  select: { path: 'select', rule: 'DX-33', fields: [...OFFICIAL, at('at')] },
  control: {
    path: 'control',
    rule: 'DX-33',
    fields: [
      choice('kind', 'physical', 'documentary', 'waived'),
      choice('result', 'satisfactory', 'unsatisfactory'),
      text('officer'),
      at('at'),
      text('note', false),
    ],
  },
  release: {
    path: 'release',
    rule: 'DX-14',
    fields: [...OFFICIAL, at('at'), { name: 'servicePresent', kind: 'flag' }],
  },
  withhold: {
    path: 'withhold',
    rule: 'DX-33',
    fields: [
      choice('because', 'seized', 'abandoned', 'destroyed', 'returned', 'other'),
      ...OFFICIAL,
      at('at'),
      text('note', false),
    ],
  },
  'release-office': {
    path: 'release',
    rule: 'DX-15',
    fields: [...OFFICIAL, at('at')],
  },
  'release-after-control': {
    path: 'release',
    rule: 'DX-33',
    fields: [...OFFICIAL, at('at'), { name: 'servicePresent', kind: 'flag' }],
  },
  take: { path: 'release', rule: 'DX-14', fields: [at('at')] },
  visa: { path: 'visa', rule: 'DX-17', fields: [...OFFICIAL, at('at'), { name: 'articleList', kind: 'flag' }] },
  rectify: {
    path: 'rectify',
    rule: 'DX-28',
    fields: [text('act'), { name: 'changes', kind: 'changes', became: 'rectified' }, text('why'), at('at')],
  },
  correct: {
    path: 'correct',
    rule: 'DX-28',
    fields: [{ name: 'changes', kind: 'changes', became: 'corrected' }, text('why'), text('evidence')],
  },
  'manifest-stamp': {
    path: 'stamp',
    rule: 'DX-15',
    fields: [
      ...OFFICIAL,
      at('stampedAt'),
      { name: 'selected', kind: 'texts' },
      { name: 'servicePresent', kind: 'flag' },
    ],
  },
  'manifest-visa': {
    path: 'visa',
    rule: 'DX-16',
    fields: [...OFFICIAL, at('endorsedAt'), { name: 'only', kind: 'texts' }],
  },
  'document-stamp': { path: 'stamp', rule: 'DX-06', fields: [...OFFICIAL, at('stampedAt')] },
} as const satisfies Readonly<Record<string, Act>>;

export type ActName = keyof typeof ACTS;

/** The body of an act from what its form holds: what was left empty is left out, an instant is now. */
export const bodyOf = (
  act: Act,
  values: Readonly<Record<string, string>>,
  instantOf: (wallClock: string) => string,
): Readonly<Record<string, unknown>> => {
  const entries = act.fields.map((field): readonly [string, unknown] => {
    const value = values[field.name] ?? '';
    if (field.kind === 'flag') return [field.name, value === 'on'];
    if (field.kind === 'changes') {
      const inputs = Object.entries(values).filter(([name]) => name.startsWith(`${field.name}[`));
      return [field.name, bodyFrom(Object.fromEntries(inputs), {}, instantOf)[field.name]];
    }
    if (field.kind === 'instant') return [field.name, instantOf(value)];
    if (value === '') return [field.name, undefined];
    if (field.kind === 'texts') return [field.name, value.split(/[\s,;]+/).filter((part) => part !== '')];
    return [field.name, value];
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
};
