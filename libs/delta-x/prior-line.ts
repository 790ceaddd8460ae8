import { parseInstant, type Instant, type Objection, type RuleId, type Text } from '#libs/kernel';
import { isOffice } from './codes.js';
import { DECLARATION_KINDS } from './delta-x.events.js';
import type { AlertAsSeen } from './during-alert.js';
import { officeUnknown } from './form-check.js';
import { STARTING_OFFICES, type OfficeRegister } from './offices.js';
import { PRIOR_STATES, type PriorParticulars, type PriorState } from './prior-state.events.js';

/** The fields of a line of the operator's list, as they are named in CSV and NDJSON. */
export const PRIOR_FIELDS = [
  'reference',
  'state',
  'kind',
  'number',
  'lrn',
  'office',
  'validated_at',
  'anticipation_ends_at',
] as const;
export type PriorField = (typeof PRIOR_FIELDS)[number];
export type RawPriorLine = Readonly<Partial<Record<PriorField, string>>>;

/** A line that breaks no rule. */
export interface PriorLine {
  readonly reference: string;
  readonly state: PriorState;
  readonly known: PriorParticulars;
}

export type CheckedPriorLine =
  | { readonly ok: true; readonly prior: PriorLine }
  | { readonly ok: false; readonly objections: readonly [Objection, ...Objection[]] };

/** What the lines are judged by. */
export interface PriorLineContext {
  readonly alert: AlertAsSeen;
  readonly now: Instant;
  readonly offices?: OfficeRegister;
}

/** The states as Delta X's screens and operators' exports write them, without accents, capitals or signs. */
const WORDS: Readonly<Record<PriorState, readonly string[]>> = {
  anticipated: ['anticipee', 'anticipe'],
  lodged: ['deposee', 'depose', 'validee', 'valide', 'validated'],
  'bae-prov': ['bae provisoire'],
  'bae-def': ['bae definitif'],
  'under-control': ['sous controle'],
  'credit-pending': ['credit en attente'],
  'cash-payment': ['paiement au comptant'],
};

const plain = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();

const stateByWord: ReadonlyMap<string, PriorState> = new Map(
  PRIOR_STATES.flatMap((state) => [state, ...WORDS[state]].map((word): [string, PriorState] => [plain(word), state])),
);

/** The state that a word names, in English or French, whatever its capitals and accents. */
export const priorStateNamed = (word: string): PriorState | undefined => stateByWord.get(plain(word));

const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,34}$/;
const NUMBER = /^[A-Za-z0-9][A-Za-z0-9/._-]{0,34}$/;
const LRN = /^[A-Za-z0-9][A-Za-z0-9/._-]{0,21}$/;

const objection = (rule: RuleId, field: PriorField, text: Text, todo?: Text): Objection => ({
  rule,
  field,
  text,
  ...(todo ? { todo } : {}),
});

type Read = (field: PriorField) => string;

const formObjections = (text: Read): Objection[] => {
  const found: Objection[] = [];
  if (!REFERENCE.test(text('reference'))) {
    found.push(
      objection('DX-05', 'reference', {
        en: 'the declaration’s own number: up to 35 letters, digits, and . _ -',
        fr: 'le numéro de la déclaration : 35 caractères au plus, lettres, chiffres et . _ -',
      }),
    );
  }
  const forms = [
    ['DX-20', 'kind', (t: string) => (DECLARATION_KINDS as readonly string[]).includes(t), 'DSE / DAU'],
    ['DX-29', 'number', (t: string) => NUMBER.test(t), '26FR00265000000010'],
    ['DX-29', 'lrn', (t: string) => LRN.test(t), 'RX260001'],
    ['DX-29', 'office', isOffice, 'FR002650'],
    ['DX-09', 'validated_at', (t: string) => parseInstant(t) !== undefined, '2026-03-02T07:40:00+01:00'],
    ['DX-31', 'anticipation_ends_at', (t: string) => parseInstant(t) !== undefined, '2026-03-30T00:00:00+01:00'],
  ] as const;
  for (const [rule, field, holds, example] of forms) {
    if (text(field) === '' || holds(text(field))) continue;
    const shown = text(field).slice(0, 40);
    found.push(
      objection(rule, field, {
        en: `“${shown}” is not what belongs here: ${example}, say`,
        fr: `« ${shown} » n’est pas la donnée attendue, par exemple ${example}`,
      }),
    );
  }
  return found;
};

const unknownState = objection('DX-07', 'state', {
  en: `the state must be one of ${PRIOR_STATES.join(', ')}`,
  fr: 'état attendu : anticipée, déposée, BAE/prov, BAE/def, sous contrôle, crédit en attente ou paiement au comptant',
});

/** What each state needs beside itself, so that what it asks for can be done. */
const stateObjections = (text: Read, state: PriorState, { alert, now }: PriorLineContext): Objection[] => {
  const found: Objection[] = [];
  const anticipated = state === 'anticipated';
  if (anticipated && text('anticipation_ends_at') === '') {
    found.push(
      objection('DX-31', 'anticipation_ends_at', {
        en: 'the end of the anticipation’s delay is missing: what may be done rests on it',
        fr: 'il manque la fin du délai d’anticipation : la suite en dépend',
      }),
    );
  }
  if (!anticipated && text('anticipation_ends_at') !== '') {
    found.push(
      objection('DX-31', 'anticipation_ends_at', {
        en: 'only an anticipated declaration has a delay',
        fr: 'seule une déclaration anticipée a un délai',
      }),
    );
  }
  const validatedAt = parseInstant(text('validated_at'));
  if (validatedAt === undefined) return found;
  const before = alert.startedAt ?? now;
  if (anticipated || validatedAt > before) {
    const en = anticipated
      ? 'an anticipated declaration is not validated'
      : `validated after the alert came (${before})`;
    const fr = anticipated
      ? 'une déclaration anticipée n’est pas validée'
      : `validée après le déclenchement de l’alerte (${before})`;
    const todo = {
      en: 'the list says how things stood when the alert came',
      fr: 'la liste dit l’état au déclenchement de l’alerte',
    };
    found.push(objection('DX-09', 'validated_at', { en, fr }, todo));
  }
  return found;
};

/** A line of the operator's list of what stood in Delta X, every fault of it at once. Values come as the file's text. */
export const checkPriorLine = (raw: RawPriorLine, context: PriorLineContext): CheckedPriorLine => {
  const text: Read = (field) => raw[field]?.trim() ?? '';
  const state = priorStateNamed(text('state'));
  if (state === undefined) return { ok: false, objections: [unknownState, ...formObjections(text)] };
  const { alert, now, offices = STARTING_OFFICES } = context;
  const [first, ...more] = [
    ...formObjections(text),
    ...officeUnknown('office', text('office'), alert.startedAt ?? now, offices, 'DX-29'),
    ...stateObjections(text, state, context),
  ];
  if (first) return { ok: false, objections: [first, ...more] };
  const kind = DECLARATION_KINDS.find((k) => k === text('kind'));
  const validatedAt = parseInstant(text('validated_at'));
  const anticipationEndsAt = parseInstant(text('anticipation_ends_at'));
  const known: PriorParticulars = {
    ...(kind === undefined ? {} : { kind }),
    ...(text('number') === '' ? {} : { number: text('number') }),
    ...(text('lrn') === '' ? {} : { lrn: text('lrn') }),
    ...(text('office') === '' ? {} : { office: text('office') }),
    ...(validatedAt === undefined ? {} : { validatedAt }),
    ...(anticipationEndsAt === undefined ? {} : { anticipationEndsAt }),
  };
  return { ok: true, prior: { reference: text('reference'), state, known } };
};

/** DX-21: a list is of what stood in Delta X when an outage of it met the operator: an alert that concerns both. */
export const priorListObjections = ({ system, scope }: AlertAsSeen, operator: string): Objection[] => {
  const about = (en: string, fr: string): Objection[] => [{ rule: 'DX-21', field: 'alertId', text: { en, fr } }];
  if (system !== 'delta-x') {
    const name = system.toUpperCase();
    return about(`the alert is about ${name}, not Delta X`, `l’alerte concerne ${name}, non Delta X`);
  }
  return scope.kind === 'operator' && scope.eori !== operator
    ? about('this alert is another operator’s own', 'cette alerte est propre à un autre opérateur')
    : [];
};
