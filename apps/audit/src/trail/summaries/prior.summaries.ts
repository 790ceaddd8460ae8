import type {
  AnticipationEvent,
  CancellationEvent,
  CancellationMeans,
  ConfirmedBy,
  OwedMessage,
  PriorState,
  PriorStateEvent,
  RefusalCause,
} from '#libs/delta-x';
import type { Text } from '#libs/kernel';
import { minute, type Summaries } from './words.js';

const priorText: Readonly<Record<PriorState, Text>> = {
  anticipated: { en: 'anticipated', fr: 'anticipée' },
  lodged: { en: 'lodged, without release', fr: 'déposée, sans BAE' },
  'bae-prov': { en: 'provisionally released', fr: 'BAE provisoire' },
  'bae-def': { en: 'released', fr: 'BAE définitif' },
  'under-control': { en: 'under control', fr: 'sous contrôle' },
  'credit-pending': { en: 'waiting for credit', fr: 'crédit en attente' },
  'cash-payment': { en: 'waiting for cash payment', fr: 'en paiement au comptant' },
};

const messageText: Readonly<Record<OwedMessage, Text>> = {
  scan: { en: 'Scan message', fr: 'Message de scan' },
  'end-of-scan': { en: 'End-of-scan message', fr: 'Message de fin de scan' },
  completion: { en: 'Completion message', fr: 'Message de complétion' },
};

const meansText: Readonly<Record<CancellationMeans, Text>> = {
  mailbox: { en: 'by the functional mailbox', fr: 'par messagerie fonctionnelle' },
  paper: { en: 'on paper', fr: 'sur papier' },
  'in-person': { en: 'in person', fr: 'sur place' },
  telephone: { en: 'by telephone', fr: 'par téléphone' },
  portal: { en: 'through the portal', fr: 'par le portail' },
};

const byText: Readonly<Record<ConfirmedBy, Text>> = {
  service: { en: 'the service says so', fr: 'selon le service' },
  enquiry: { en: 'seen in Delta X', fr: 'constaté dans Delta X' },
  expiry: { en: 'its delay has ended', fr: 'délai échu' },
};

const causeText: Readonly<Record<RefusalCause, Text>> = {
  'under-control': { en: 'the goods are under control', fr: 'marchandise sous contrôle' },
  'has-bae': { en: 'it has its BAE', fr: 'BAE obtenu' },
  other: { en: 'for a reason of its own', fr: 'pour un motif particulier' },
};

/** What stood before, and what became of it, in a line; without personal data: free text is the event's to show. */
export const priorSummaries: Summaries<PriorStateEvent | AnticipationEvent | CancellationEvent> = {
  PriorStateRecorded: ({ reference, state }) => ({
    en: `${reference} was in the system before the outage: ${priorText[state].en}`,
    fr: `${reference} figurait dans le système avant la panne : ${priorText[state].fr}`,
  }),
  OwedMessageSent: ({ message, sentAt }) => ({
    en: `${messageText[message].en} sent on ${minute.en(sentAt)}`,
    fr: `${messageText[message].fr} transmis le ${minute.fr(sentAt)}`,
  }),
  AnticipatedDecided: ({ decision, decidedAt }) => ({
    en: `The anticipated one ${decision === 'validate' ? 'validated' : 'left as it stands'} on ${minute.en(decidedAt)}`,
    fr: `Anticipée ${decision === 'validate' ? 'validée' : 'laissée en l’état'} le ${minute.fr(decidedAt)}`,
  }),
  AnticipatedDeleted: ({ deletedAt }) => ({
    en: `The anticipated one deleted by the system: its delay ended on ${minute.en(deletedAt)}`,
    fr: `Anticipée supprimée par le système : délai échu le ${minute.fr(deletedAt)}`,
  }),
  AnticipatedEnteredAnew: ({ mode, goodsPresented, number }) => ({
    en: `A new one entered ${mode}${goodsPresented ? ', the goods having been presented' : ''}${number === undefined ? '' : `: ${number}`}`,
    fr: `Nouvelle saisie en mode ${mode === 'validated' ? 'validé' : 'anticipé'}${goodsPresented ? ', marchandises présentées' : ''}${number === undefined ? '' : ` : ${number}`}`,
  }),
  CancellationDue: ({ first, office }) => ({
    en: `The first one${first.number === undefined ? '' : `, ${first.number},`} is to be cancelled by ${office}`,
    fr: `La première${first.number === undefined ? '' : `, ${first.number},`} est à annuler par ${office}`,
  }),
  CancellationRequested: ({ office, means, requestedAt, request }) => ({
    en: `Cancellation of the first asked of ${office} ${meansText[means].en} on ${minute.en(requestedAt)}${request > 1 ? `, request ${request}` : ''}`,
    fr: `Annulation de la première demandée à ${office} ${meansText[means].fr} le ${minute.fr(requestedAt)}${request > 1 ? `, demande n° ${request}` : ''}`,
  }),
  CancellationConfirmed: ({ by, outcome, confirmedAt }) => ({
    en: `The first one ${outcome} on ${minute.en(confirmedAt)} (${byText[by].en})`,
    fr: `Première ${outcome === 'cancelled' ? 'annulée' : 'supprimée'} le ${minute.fr(confirmedAt)} (${byText[by].fr})`,
  }),
  CancellationRefused: ({ because, refusedAt }) => ({
    en: `The service does not cancel the first one: ${causeText[because].en} (${minute.en(refusedAt)})`,
    fr: `Le service n’annule pas la première : ${causeText[because].fr} (${minute.fr(refusedAt)})`,
  }),
  FirstDeclarationKept: () => ({
    en: 'The first one goes on: the paper one is not re-integrated',
    fr: 'La première poursuit son cycle : la déclaration papier n’est pas réintégrée',
  }),
};
