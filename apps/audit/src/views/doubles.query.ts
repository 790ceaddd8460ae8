import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { doublesCheck, doublesTally, type DeclarationRow, type DoublesFound } from '#libs/delta-x';
import { Problem } from '#libs/problem-details';
import type { Asking } from '../asking.js';
import { Cuts } from '../past/cuts.js';
import { PastStates } from '../past/past-states.js';
import { pastAlerts, pastDeclarations } from '../past/past-views.js';
import { shown, type ShownAsOf } from './view-page.query.js';

export interface DoublesAsOf extends DoublesFound {
  readonly alertId: string;
  readonly operator?: string;
  readonly asOf: ShownAsOf;
}

/** Whether anything stood twice at a moment of the past (DX-29): before the outage, on paper, sent again. */
export class DoublesAsOfQuery extends Query<DoublesAsOf> {
  constructor(
    readonly alertId: string,
    readonly operator: string | undefined,
    readonly asking: Asking,
  ) {
    super();
  }
}

@QueryHandler(DoublesAsOfQuery)
export class DoublesAsOfHandler implements IQueryHandler<DoublesAsOfQuery> {
  constructor(
    @Inject(Cuts) private readonly cuts: Cuts,
    @Inject(PastStates) private readonly states: PastStates,
  ) {}

  async execute({ alertId, operator, asking }: DoublesAsOfQuery): Promise<DoublesAsOf> {
    if (asking.minPosition) await this.cuts.require(asking.minPosition);
    const cut = await this.cuts.at(asking.asOf);
    if (!cut || !(await this.states.row(pastAlerts, [alertId], cut)))
      throw new Problem('not-found', { en: `No alert ${alertId} then.`, fr: `Aucune alerte ${alertId} à ce moment.` });
    const { rows, keys } = await this.states.at(pastDeclarations, cut);
    const find = (key: string): DeclarationRow | undefined => rows.get(key) as DeclarationRow | undefined;
    const { see, checked } = doublesCheck();
    const tally = doublesTally();
    for (const key of keys) {
      const row = find(key);
      if (row?.alertId !== alertId || (operator !== undefined && row.operator !== operator)) continue;
      for (const pair of see(row, find)) tally.add(pair);
    }
    const about = { alertId, ...(operator === undefined ? {} : { operator }) };
    return { ...about, ...tally.told(checked()), asOf: shown(cut) };
  }
}
