import {
  OWED_MESSAGES,
  owedMessageText,
  priorStateText,
  triage,
  triagePolicy,
  verdictText,
  type DeclarationRow,
  type PriorParticulars,
  type PriorState,
  type Triage,
} from '#libs/delta-x';
import type { Instant, Text } from '#libs/kernel';
import type { Sheet } from './sheet.js';

/** A declaration that stood in Delta X when the outage came, and what becomes of it. */
export interface TriagedLine {
  readonly row: DeclarationRow;
  readonly state: PriorState;
  readonly known: PriorParticulars;
  readonly triage: Triage;
}

/** `undefined` where the operator's list says nothing of it. */
export const triagedLine = (row: DeclarationRow, at: Instant): TriagedLine | undefined => {
  const { prior: state, known = {}, owes } = row;
  if (state === undefined) return undefined;
  const sent = OWED_MESSAGES.filter((message) => owes?.includes(message) !== true);
  return { row, state, known, triage: triage({ state, known, sent }, triagePolicy(at), at) };
};

const cancellationText: Readonly<Record<string, Text>> = {
  due: { en: 'to be asked for', fr: 'à demander' },
  requested: { en: 'asked for', fr: 'demandée' },
  refused: { en: 'refused', fr: 'refusée' },
  confirmed: { en: 'confirmed', fr: 'confirmée' },
  'first-kept': { en: 'the first one is kept', fr: 'première conservée' },
};

/** What stood in Delta X and what becomes of each (DX-07, DX-09, DX-20, DX-29, DX-31). */
export const TRIAGE_SHEET: Sheet<TriagedLine> = {
  title: { en: 'What stood in Delta X before the outage', fr: 'Déclarations présentes dans Delta X avant la panne' },
  columns: [
    { id: 'operator', title: { en: 'Operator', fr: 'Opérateur' }, width: 25, cell: ({ row }) => row.operator },
    { id: 'reference', title: { en: 'Reference', fr: 'Référence' }, width: 36, cell: ({ row }) => row.reference },
    { id: 'number', title: { en: 'Number', fr: 'Numéro' }, width: 34, cell: ({ known }) => known.number },
    { id: 'lrn', title: { en: 'LRN', fr: 'LRN' }, cell: ({ known }) => known.lrn },
    { id: 'kind', title: { en: 'Kind', fr: 'Type' }, cell: ({ known }) => known.kind },
    { id: 'office', title: { en: 'Office', fr: 'Bureau' }, width: 16, cell: ({ known }) => known.office },
    { id: 'validated_at', title: { en: 'Validated', fr: 'Validée le' }, cell: ({ known }) => known.validatedAt },
    {
      id: 'state',
      title: { en: 'State', fr: 'État' },
      width: 34,
      cell: ({ state }, language) => priorStateText[state][language],
    },
    {
      id: 'verdict',
      title: { en: 'What becomes of it', fr: 'Suite' },
      width: 48,
      cell: ({ triage: { verdict } }, language) => verdictText[verdict][language],
    },
    { id: 'rules', title: { en: 'Rules', fr: 'Règles' }, width: 22, cell: ({ triage: { rules } }) => rules.join(' ') },
    {
      id: 'to_do',
      title: { en: 'To do', fr: 'À faire' },
      width: 60,
      cell: ({ triage: { todo } }, language) => todo[language],
    },
    {
      id: 'still_to_send',
      title: { en: 'Still to send', fr: 'Reste à transmettre' },
      cell: ({ triage: { owed } }, language) => owed.map((message) => owedMessageText[message][language]).join(', '),
    },
    {
      id: 'anticipation_ends_at',
      title: { en: 'Delay ends', fr: 'Fin du délai' },
      cell: ({ known }) => known.anticipationEndsAt,
    },
    {
      id: 'cancellation',
      title: { en: 'Cancellation', fr: 'Annulation' },
      cell: ({ row: { cancellation } }, language) =>
        cancellation && (cancellationText[cancellation.status]?.[language] ?? cancellation.status),
    },
    { id: 'status', title: { en: 'Re-integration', fr: 'Réintégration' }, cell: ({ row }) => row.status },
    { id: 'mrn', title: { en: 'MRN since', fr: 'MRN depuis' }, cell: ({ row }) => row.mrn },
  ],
};
