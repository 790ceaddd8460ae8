import { refuse, refuseState } from '#libs/kernel';
import type { FallbackDocument } from './document.decider.js';
import type { DocumentGivenUp } from './documents.events.js';

/** The document that a number was taken for can't be made after all. */
export type GiveUpDocument = { readonly type: 'GiveUpDocument' } & DocumentGivenUp['data'];

/** DX-05: the number stands on one paper; what changes is a new version of it. */
export const issuedAlready = (documentId: string, number: number) =>
  refuse(
    'DX-05',
    {
      en: `issued already as number ${number} (document ${documentId})`,
      fr: `déjà établi sous le numéro ${number} (document ${documentId})`,
    },
    {
      todo: {
        en: 'replace it: a new version names the old one',
        fr: 'remplacez-le : la nouvelle version nomme l’ancienne',
      },
    },
  );

/** Whether a number was given up for a document: it is never issued under it. */
export const isGivenUp = (state: FallbackDocument, number: number): boolean =>
  state.status === 'none' && state.givenUp?.includes(number) === true;

/** DX-05: a number that was given up stays unused, whoever still holds it. */
export const numberGivenUp = (number: number) =>
  refuseState(
    { en: `number ${number} was given up meanwhile`, fr: `le numéro ${number} a été abandonné entre-temps` },
    {
      field: 'number',
      todo: {
        en: 'send the request again: the document gets another number',
        fr: 'renvoyez la requête : le document recevra un autre numéro',
      },
    },
  );

/**
 * Before a number is voided, on the document's own stream: either the document is issued under it or it is given up, and
 * never both, whoever does the other at the same time.
 */
export const giveUp = ({ type: _type, ...data }: GiveUpDocument, state: FallbackDocument): DocumentGivenUp[] =>
  state.status === 'issued' || isGivenUp(state, data.number)
    ? []
    : [{ type: 'DocumentGivenUp', data, rules: ['DX-05'] }];
