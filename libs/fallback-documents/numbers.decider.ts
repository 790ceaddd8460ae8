import { refuse, type Decider, type Instant } from '#libs/kernel';
import type { NumberEvent, NumberVoided } from './documents.events.js';
import type { Order } from './order.js';

export type TakeNumber = {
  readonly type: 'TakeNumber';
  readonly documentId: string;
  readonly order: Order;
  /** The number that the paper bears already, where it was written by hand. */
  readonly number?: number | undefined;
  /** Numbers that were taken for the document and given up: it gets another one. */
  readonly givenUp?: readonly number[] | undefined;
  readonly now: Instant;
};
export type VoidNumber = {
  readonly type: 'VoidNumber';
  readonly documentId: string;
  readonly number: number;
  readonly why: string;
};
export type NumberCommand = TakeNumber | VoidNumber;

/** An operator's own series: which document took each number, from 1 on; null for one whose document was not made. */
export interface NumberSeries {
  readonly operator: string;
  readonly documents: readonly (string | null)[];
}

/** The number of a document; `undefined` when it has none. */
export const numberOf = ({ documents }: NumberSeries, documentId: string): number | undefined => {
  const place = documents.lastIndexOf(documentId);
  return place < 0 ? undefined : place + 1;
};

/** The number that is to be taken next. */
export const nextNumber = ({ documents }: NumberSeries): number => documents.length + 1;

const voided = (data: NumberVoided['data']): NumberVoided => ({ type: 'NumberVoided', data, rules: ['DX-05'] });

const holdsAnother = (held: number) =>
  refuse(
    'DX-05',
    { en: `this document holds number ${held} already`, fr: `ce document a déjà le numéro ${held}` },
    {
      field: 'number',
      todo: { en: 'leave the number out, or give that one', fr: 'omettez le numéro, ou indiquez celui-là' },
    },
  );

/** DX-05: numbers follow one another without gap or double; one that a paper bears already must be the next. */
const take = (command: TakeNumber, state: NumberSeries): NumberEvent[] => {
  const { documentId, order, number, givenUp = [], now } = command;
  const next = nextNumber(state);
  const held = numberOf(state, documentId);
  if (held !== undefined && !givenUp.includes(held)) {
    if (number !== undefined && number !== held) throw holdsAnother(held);
    return [];
  }
  if (number !== undefined && number !== next) {
    const used = number >= 1 && number < next;
    throw refuse(
      'DX-05',
      used
        ? { en: `number ${number} is used already`, fr: `le numéro ${number} est déjà utilisé` }
        : {
            en: `number ${number} would leave a gap in the series`,
            fr: `le numéro ${number} laisserait un trou dans la série`,
          },
      {
        field: 'number',
        todo: { en: `the next number of the series is ${next}`, fr: `le prochain numéro de la série est ${next}` },
      },
    );
  }
  const { operator } = order;
  return [
    ...(held === undefined ? [] : [voided({ operator, number: held, documentId, why: 'given up' })]),
    {
      type: 'NumberTaken',
      data: { operator, number: next, documentId, order, takenAt: now },
      rules: ['DX-05'],
    },
  ];
};

const decide = (command: NumberCommand, state: NumberSeries): NumberEvent[] => {
  if (command.type === 'TakeNumber') return take(command, state);
  const { documentId, number, why } = command;
  if (state.documents[number - 1] !== documentId) return [];
  return [voided({ operator: state.operator, number, documentId, why })];
};

const evolve = (state: NumberSeries, event: NumberEvent): NumberSeries => {
  const { operator, number, documentId } = event.data;
  if (event.type === 'NumberTaken') return { operator, documents: [...state.documents, documentId] };
  return { ...state, documents: state.documents.with(number - 1, null) };
};

export const numberDecider: Decider<NumberCommand, NumberSeries, NumberEvent> = {
  initial: { operator: '', documents: [] },
  decide,
  evolve,
};

/** The stream of an operator's series. */
export const numberStream = (operator: string): string => `numbers-${operator}`;
