import { v5 } from 'uuid';

const NAMESPACE = v5('urn:reprise:delta-x:1', v5.URL);

/**
 * The id of a declaration's message, derived so that a process that has forgotten everything sends under the same id.
 * @param submission from 1; raised only when a person has put right what customs refused, never by a retry
 */
export const messageIdFor = (operator: string, reference: string, submission: number): string =>
  v5(JSON.stringify([operator, reference, submission]), NAMESPACE);
