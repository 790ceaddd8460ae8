import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { alertView, type AlertRow } from '#libs/alert';
import { Problem } from '#libs/problem-details';
import { pageOf, type Listed, type PageAsked } from '../requests/pages.js';
import { Runtime } from '../runtime.js';

export class ListAlerts extends Query<Listed<AlertRow>> {
  constructor(
    readonly filter: {
      readonly status?: string | undefined;
      readonly system?: string | undefined;
      readonly operator?: string | undefined;
    },
    readonly page: PageAsked,
  ) {
    super();
  }
}

export class GetAlert extends Query<AlertRow> {
  constructor(readonly alertId: string) {
    super();
  }
}

@QueryHandler(ListAlerts)
export class ListAlertsHandler implements IQueryHandler<ListAlerts> {
  constructor(private readonly runtime: Runtime) {}

  execute({ filter, page }: ListAlerts): Promise<Listed<AlertRow>> {
    const orderBy = { column: 'announcedAt', direction: 'desc' } as const;
    return Promise.resolve(pageOf(this.runtime, alertView, filter, page, orderBy));
  }
}

@QueryHandler(GetAlert)
export class GetAlertHandler implements IQueryHandler<GetAlert> {
  constructor(private readonly runtime: Runtime) {}

  execute({ alertId }: GetAlert): Promise<AlertRow> {
    const row = this.runtime.views.get(alertView, alertId);
    if (!row) throw new Problem('not-found', { en: `No alert ${alertId}.`, fr: `Aucune alerte ${alertId}.` });
    return Promise.resolve(row);
  }
}
