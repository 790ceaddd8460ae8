import { z } from 'zod';
import { zInstant, type DomainEvent, type Instant, type Recorded } from '#libs/kernel';
import type { OnDeclaration } from './clearance.events.js';
import { aboutOf } from './clearance.state.js';
import { dcgMove, type DcgMove, type Outage } from './dcg-date.js';
import type { DeclarationEvent } from './declaration.events.js';
import type { Lodging } from './lodge.js';
import type { PaperRow } from './paper.row.js';

/** DX-32: of a DSE on a DAU of its own; the line of a manifest goes by its manifest's. */
export type DauDcgDateMoved = DomainEvent<
  'DauDcgDateMoved',
  OnDeclaration & Omit<DcgMove, 'reference'> & { readonly period: string }
>;

/** As of a manifest. */
export type MoveDauDcgDate = { readonly type: 'MoveDauDcgDate'; readonly outages: readonly Outage[] };

/** Where the DCG's date stands, once it moved. */
export interface DcgDated {
  readonly dcgMovedTo?: Instant;
}

export const moveDauDcgDate = ({ outages }: MoveDauDcgDate, state: Lodging & DcgDated): DauDcgDateMoved[] => {
  const { lodged, dcgMovedTo } = state;
  if (lodged?.form !== 'dau' || !lodged.globalisation) return [];
  const move = dcgMove(lodged.globalisation, outages, dcgMovedTo);
  if (!move) return [];
  const { reference: period, ...rest } = move;
  return [{ type: 'DauDcgDateMoved', data: { ...aboutOf(lodged), period, ...rest }, rules: ['DX-32'] }];
};

export const evolveDcgDate = <S extends DcgDated>(state: S, event: DeclarationEvent): S =>
  event.type === 'DauDcgDateMoved' ? { ...state, dcgMovedTo: event.data.to } : state;

export const dauDcgRow = <R extends PaperRow>(row: R, { event }: Recorded<DeclarationEvent>): R =>
  event.type === 'DauDcgDateMoved' && row.globalisation
    ? { ...row, globalisation: { ...row.globalisation, movedTo: event.data.to } }
    : row;

const moved = z.object({
  alertId: z.string(),
  operator: z.string(),
  reference: z.string(),
  period: z.string(),
  from: zInstant,
  to: zInstant,
  outageMs: z.int(),
  alerts: z.array(z.string()).optional(),
});

export const dauDcgDefinitions = {
  DauDcgDateMoved: { stored: 'DauDcgDateMoved.v1', parse: (d: unknown) => moved.parse(d), personal: [] },
} as const;
