import { Refusal, type Text } from '#libs/kernel';
import type { PriorState } from './prior-state.events.js';

/** How each state is called by those who see it on a screen of Delta X. */
export const priorStateText: Readonly<Record<PriorState, Text>> = {
  anticipated: { en: 'anticipated', fr: 'anticipée' },
  lodged: { en: 'lodged, without BAE', fr: 'déposée, sans BAE' },
  'bae-prov': { en: 'BAE/prov (provisional release)', fr: 'BAE/prov' },
  'bae-def': { en: 'BAE/def (definitive release)', fr: 'BAE/def' },
  'under-control': { en: 'under control', fr: 'sous contrôle' },
  'credit-pending': { en: 'credit pending', fr: 'crédit en attente' },
  'cash-payment': { en: 'cash payment', fr: 'paiement au comptant' },
};

/** DX-07: these take no paper. The first two have their BAE, the others are in the hands of the service. */
const NO_PAPER: readonly PriorState[] = ['bae-prov', 'bae-def', 'under-control', 'credit-pending', 'cash-payment'];
const WITH_BAE: readonly PriorState[] = ['bae-prov', 'bae-def'];

export const takesNoPaper = (state: PriorState): boolean => NO_PAPER.includes(state);
/** DX-20: it goes on normally, and is never re-integrated. */
export const hasBae = (state: PriorState): boolean => WITH_BAE.includes(state);

/** DX-07, DX-09: both are named, for the one says what it is and the other why. */
export const refusePaper = (state: PriorState): Refusal => {
  const todo = {
    en: 'go on with it in Delta X when the system is back',
    fr: 'poursuivez-la dans Delta X au retour du système',
  };
  return new Refusal([
    {
      rule: 'DX-07',
      field: 'reference',
      text: {
        en: `no paper for a declaration that stands in Delta X as: ${priorStateText[state].en}`,
        fr: `pas de dépôt papier pour une déclaration à l’état « ${priorStateText[state].fr} » dans Delta X`,
      },
      todo,
    },
    {
      rule: 'DX-09',
      field: 'reference',
      text: {
        en: 'validated before the alert: a second lodging would double it',
        fr: 'validée avant l’alerte : un second dépôt ferait doublon',
      },
    },
  ]);
};
