import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Problem } from '#libs/problem-details';
import { campaignView, type CampaignRow } from '#libs/reintegration';
import { Runtime } from '../runtime.js';

/** More campaigns than a page shows at once are older than anybody asks for here. */
const SHOWN = 500;

export interface Campaigns {
  readonly items: readonly CampaignRow[];
  readonly position: string;
}

export class ListCampaigns extends Query<Campaigns> {}

export class GetCampaign extends Query<CampaignRow> {
  constructor(
    readonly alertId: string,
    readonly system: string,
  ) {
    super();
  }
}

@QueryHandler(ListCampaigns)
export class ListCampaignsHandler implements IQueryHandler<ListCampaigns> {
  constructor(private readonly runtime: Runtime) {}

  execute(): Promise<Campaigns> {
    const { rows } = this.runtime.views.query(campaignView, { limit: SHOWN });
    return Promise.resolve({ items: rows, position: this.runtime.position });
  }
}

@QueryHandler(GetCampaign)
export class GetCampaignHandler implements IQueryHandler<GetCampaign> {
  constructor(private readonly runtime: Runtime) {}

  execute({ alertId, system }: GetCampaign): Promise<CampaignRow> {
    const row = this.runtime.views.get(campaignView, `${alertId}-${system}`);
    if (!row)
      throw new Problem('not-found', {
        en: `No campaign ${alertId}/${system}.`,
        fr: `Aucune campagne ${alertId}/${system}.`,
      });
    return Promise.resolve(row);
  }
}
