import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { NumberRow } from '#libs/fallback-documents';
import type { Asking } from '../asking.js';
import { Cuts } from '../past/cuts.js';
import { PastStates } from '../past/past-states.js';
import { pastNumbers } from '../past/past-views.js';
import { pageAsked, pageOf } from './row-page.js';
import { shown, type ViewPage } from './view-page.query.js';

export interface SeriesAsOf extends ViewPage {
  readonly nextNumber: number;
}

/** The numbers of an operator's own series as they stood, one page of them (DX-05). */
export class SeriesAsOfQuery extends Query<SeriesAsOf> {
  constructor(
    readonly operator: string,
    readonly asking: Asking,
  ) {
    super();
  }
}

@QueryHandler(SeriesAsOfQuery)
export class SeriesAsOfHandler implements IQueryHandler<SeriesAsOfQuery> {
  constructor(
    @Inject(Cuts) private readonly cuts: Cuts,
    @Inject(PastStates) private readonly states: PastStates,
  ) {}

  async execute({ operator, asking }: SeriesAsOfQuery): Promise<SeriesAsOf> {
    const page = pageAsked(pastNumbers, { ...asking.rest, operator });
    if (asking.minPosition) await this.cuts.require(asking.minPosition);
    const cut = await this.cuts.at(page.after?.position ?? asking.asOf);
    if (!cut) return { items: [], nextNumber: 1, asOf: { position: null, recordedAt: null } };
    const state = await this.states.at(pastNumbers, cut);
    let taken = 0;
    for (const row of state.rows.values()) if ((row as NumberRow).operator === operator) taken += 1;
    return { ...pageOf(pastNumbers, state, page), nextNumber: taken + 1, asOf: shown(cut) };
  }
}
