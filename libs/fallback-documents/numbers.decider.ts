import { refuse, type Decider, type Instant } from '#libs/kernel';
import type { NumberEvent } from './documents.events.js';
import type { Order } from './order.js';

export type TakeNumber = {
  readonly type: 'TakeNumber';
  readonly documentId: string;
  readonly order: Order;
  /** The number that the paper bears already, where it was written by hand. */
  readonly number?: number | undefined;
  readonly now: Instant;
};
export type VoidNumber = { readonly type: 'VoidNumber'; readonly documentId: string; readonly why: string };
export type NumberCommand = TakeNumber | VoidNumber;

/** An operator's own series. */
export interface NumberSeries {
  /** The last number taken; every one from 1 to it is. */
  readonly last: number;
  /** By document; a document whose number was voided takes a new one. */
  readonly byDocument: Readonly<Record<string, number>>;
  readonly operator: string;
}

/** The number of a document. @throws Error when it has none */
export const numberOf = ({ byDocument }: NumberSeries, documentId: string): number => {
  const number = byDocument[documentId];
  if (number === undefined) throw new Error(`document ${documentId} has no number`);
  return number;
};

/** DX-05: numbers follow one another without gap or double; one that a paper bears already must be the next. */
const take = ({ documentId, order, number, now }: TakeNumber, { last, byDocument }: NumberSeries): NumberEvent[] => {
  const next = last + 1;
  if (byDocument[documentId] !== undefined) return [];
  if (number !== undefined && number !== next) {
    const used = number >= 1 && number <= last;
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
  return [
    {
      type: 'NumberTaken',
      data: { operator: order.operator, number: next, documentId, order, takenAt: now },
      rules: ['DX-05'],
    },
  ];
};

const decide = (command: NumberCommand, state: NumberSeries): NumberEvent[] => {
  if (command.type === 'TakeNumber') return take(command, state);
  const { documentId, why } = command;
  const number = state.byDocument[documentId];
  if (number === undefined) return [];
  return [{ type: 'NumberVoided', data: { operator: state.operator, number, documentId, why }, rules: ['DX-05'] }];
};

const evolve = (state: NumberSeries, event: NumberEvent): NumberSeries => {
  const { operator, number, documentId } = event.data;
  if (event.type === 'NumberTaken') {
    return { operator, last: number, byDocument: { ...state.byDocument, [documentId]: number } };
  }
  const { [documentId]: _voided, ...byDocument } = state.byDocument;
  return { ...state, byDocument };
};

export const numberDecider: Decider<NumberCommand, NumberSeries, NumberEvent> = {
  initial: { last: 0, byDocument: {}, operator: '' },
  decide,
  evolve,
};

/** The stream of an operator's series. */
export const numberStream = (operator: string): string => `numbers-${operator}`;
