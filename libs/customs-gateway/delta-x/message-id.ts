import { v5 } from 'uuid';

/** Fixed for ever, whatever the message's own version: another one would make every repeat a new message. */
const NAMESPACE = v5('urn:reprise:delta-x:1', v5.URL);

/**
 * The id of a declaration's message, derived so that a process that has forgotten everything sends under the same id.
 * @param submission from 1; raised only when a person has put right what customs refused, never by a retry
 */
export const messageIdFor = (operator: string, reference: string, submission: number): string =>
  v5(JSON.stringify([operator, reference, submission]), NAMESPACE);

/**
 * A new LRN for a declaration whose own must not come again, where an incident's policy asks for one: 22 characters, the
 * most that an LRN has, and the same for the same submission.
 */
export const newLrnFor = (operator: string, reference: string, submission: number): string => {
  const digits = v5(JSON.stringify(['lrn', operator, reference, submission]), NAMESPACE).replaceAll('-', '');
  return `R${digits.slice(0, 21).toUpperCase()}`;
};
