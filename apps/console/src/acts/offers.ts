import type { DeclarationRow } from '../api/rows.js';
import type { Claims } from '../session/claims.js';
import { may } from '../session/permissions.js';
import type { Subject } from './ActDialog.js';
import type { Offered } from './ActButtons.js';

/** Where a declaration's acts are sent. */
export const declarationSubject = (row: Pick<DeclarationRow, 'operator' | 'reference' | 'revision'>): Subject => ({
  url: `/v1/declarations/${encodeURIComponent(row.operator)}/${encodeURIComponent(row.reference)}`,
  name: row.reference,
  revision: row.revision,
});

const givenText = (name: string, value: string | undefined): Readonly<Record<string, string>> =>
  value === undefined || value === '' ? {} : { [name]: value };

/** What the next acts are read from. */
export type Standing = Pick<DeclarationRow, 'operator' | 'owes' | 'cancellation' | 'anticipation' | 'known'>;

const onCancellation = ({ cancellation, known }: Standing, who: Claims, own: boolean): Offered[] => {
  const request: Offered = {
    name: 'cancellation-request',
    initial: givenText('office', cancellation?.office === '' ? known?.office : cancellation?.office),
  };
  switch (cancellation?.status) {
    case 'due':
      return own ? [request] : [];
    case 'requested':
      return may.decide(who) ? [{ name: 'cancellation-confirm' }, { name: 'cancellation-refuse' }] : [];
    case 'refused':
      return own ? [request, { name: 'cancellation-keep-first' }] : [];
    default:
      return [];
  }
};

const onAnticipation = ({ anticipation, known }: Standing, nowMs: number): Offered[] => {
  const endsAt = anticipation?.endsAt ?? known?.anticipationEndsAt;
  const expired = endsAt !== undefined && Date.parse(endsAt) <= nowMs;
  switch (anticipation?.status) {
    case 'open':
      return expired
        ? [{ name: 'anticipated-enter-anew' }, { name: 'anticipated-deleted' }]
        : [{ name: 'anticipated-decide' }];
    case 'deleted':
      return [{ name: 'anticipated-enter-anew' }];
    default:
      return [];
  }
};

/** What this person may record next of a declaration that stood in Delta X before the outage (DX-20, DX-29, DX-31). */
export const priorOffers = (row: Standing, who: Claims, nowMs: number): readonly Offered[] => {
  const own = may.lodge(who, row.operator);
  const self = may.ownAct(who, row.operator);
  const [message] = row.owes ?? [];
  return [
    ...(message !== undefined && self ? [{ name: 'owed-message', initial: { message } } as const] : []),
    ...onCancellation(row, who, own),
    ...(self ? onAnticipation(row, nowMs) : []),
  ];
};
