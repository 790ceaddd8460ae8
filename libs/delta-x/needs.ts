import type { Instant } from '#libs/kernel';
import type { DeclarationRow } from './declaration.view.js';

/** What a declaration may need of a person. */
export const NEEDS = [
  'refused',
  'held',
  'doubled',
  'cancellation-due',
  'cancellation-requested',
  'cancellation-refused',
  'enter-anew',
  'message-owed',
  'control-unreleased',
  'control-unsatisfactory',
  'release-awaited',
  'own-deadline',
  'mention-missing',
] as const;
export type Need = (typeof NEEDS)[number];

/** One need, and what tells it from others of its kind: a code, a rule, a message; empty where nothing does. */
export type NeedOf = readonly [need: Need, detail: string];

/** Declarations that need the same: told apart enough to count them all in one look at an index. */
export interface NeedsLot {
  readonly alertId: string;
  readonly operator: string;
  /** Of goods that its stamp may have released meanwhile: one event for a thousand lines. */
  readonly manifestId?: string;
  /** Still to be sent: the window's end concerns it. */
  readonly open: boolean;
  /** Its own deadline, while it is to be sent (DX-32). */
  readonly dueBy?: Instant;
  readonly needs: readonly NeedOf[];
}

type Row = Omit<DeclarationRow, 'revision'>;

const isOpen = ({ status }: Row): boolean =>
  status === 'held' || status === 'owed' || status === 'attempting' || status === 'refused';

const ofObligation = ({ status, cause }: Row): NeedOf[] => {
  if (cause === undefined) return [];
  if (status === 'accepted') return [['doubled', cause]];
  return status === 'refused' || status === 'held' ? [[status, cause]] : [];
};

/** DX-29. What waits for a cancellation that nobody asked for yet is held already; negligible consignments are not. */
const ofCancellation = ({ cancellation, holds }: Row): NeedOf[] => {
  switch (cancellation?.status) {
    case 'due':
      return holds?.some(({ hold }) => hold === 'cancel-first') === true ? [] : [['cancellation-due', '']];
    case 'requested':
    case 'refused':
      return [[`cancellation-${cancellation.status}`, '']];
    default:
      return [];
  }
};

/** DX-31: with a paper lodged the paper is re-integrated, and nothing is entered anew. */
const ofAnticipation = ({ anticipation, lodgedAt }: Row): NeedOf[] =>
  lodgedAt === undefined && (anticipation?.status === 'open' || anticipation?.status === 'deleted')
    ? [['enter-anew', anticipation.status]]
    : [];

/** DX-14, DX-15, DX-33: the goods wait for the service's word. */
const ofGoods = ({ control, release, restricted, withheld }: Row): NeedOf[] => {
  if (release ?? withheld) return [];
  if (control?.state === 'released') return [];
  if (control) return [[control.result === 'unsatisfactory' ? 'control-unsatisfactory' : 'control-unreleased', '']];
  return restricted ? [['release-awaited', '']] : [];
};

/** DX-33: what customs accepted does not say that the goods were controlled. */
const ofMention = ({ status, mentionMissing }: Row): NeedOf[] =>
  status === 'accepted' && mentionMissing ? [['mention-missing', mentionMissing.mention]] : [];

/** What a declaration needs of a person, or will once a deadline is near; `undefined` where nothing. */
export const needsOf = (row: Row): NeedsLot | undefined => {
  const { alertId, operator, manifestId, owes = [] } = row;
  const open = isOpen(row);
  const dueBy = open ? row.dueBy : undefined;
  const [message] = owes;
  const needs: NeedOf[] = [
    ...ofObligation(row),
    ...ofCancellation(row),
    ...ofAnticipation(row),
    ...(message === undefined ? [] : [['message-owed', message] as const]),
    ...ofGoods(row),
    ...ofMention(row),
    ...(dueBy === undefined ? [] : [['own-deadline', ''] as const]),
  ];
  if (needs.length === 0) return undefined;
  const stampable = needs.some(([need]) => need === 'release-awaited') ? manifestId : undefined;
  return {
    alertId,
    operator,
    ...(stampable === undefined ? {} : { manifestId: stampable }),
    open,
    ...(dueBy === undefined ? {} : { dueBy }),
    needs,
  };
};

/** As a column: alike for those that need the same. */
export const needsColumn = (row: Row): string | null => {
  const lot = needsOf(row);
  return lot === undefined ? null : JSON.stringify(lot);
};

/** The column read back. */
export const needsFrom = (column: string): NeedsLot => JSON.parse(column) as NeedsLot;
