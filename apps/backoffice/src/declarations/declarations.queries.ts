import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import {
  declarationCodec,
  type DeclarationRow,
  declarationStream,
  declarationView,
  isPersonalField,
  type Rectification,
} from '#libs/delta-x';
import { Problem } from '#libs/problem-details';
import { Needed } from '../attention/needed.js';
import { requireOwn, seesPersons } from '../requests/ownership.js';
import type { Listed } from '../requests/pages.js';
import { withoutPersonal } from '../requests/redact.js';
import { Runtime } from '../runtime.js';
import { declarationPage } from './declaration-list.js';
import { DeclarationLog } from './declaration-log.js';
import { joined } from './joined.js';
import { GetDeclaration, ListDeclarations, type DeclarationInFull } from './declarations.messages.js';

@QueryHandler(ListDeclarations)
export class ListDeclarationsHandler implements IQueryHandler<ListDeclarations> {
  constructor(
    private readonly runtime: Runtime,
    private readonly needed: Needed,
  ) {}

  async execute({ granted, filter, page }: ListDeclarations): Promise<Listed<DeclarationRow>> {
    if (filter.operator !== undefined) requireOwn(granted, filter.operator);
    const own = granted.role === 'integrator' ? { operator: granted.person.operator ?? '' } : {};
    const asked = { ...filter, ...own };
    const { needs, cause } = asked;
    const lots = needs === undefined ? [] : this.needed.lots(asked).filter((lot) => lot.need === needs);
    const alike = cause === undefined ? lots : lots.filter(({ detail }) => detail === cause);
    const listed = declarationPage(this.runtime, asked, page, alike);
    return Promise.resolve({ ...listed, items: joined(this.runtime, listed.items) });
  }
}

/** Of persons only that something was rectified, for those who have no need of them. */
const shownTo =
  (persons: boolean) =>
  (done: Rectification): Rectification => ({
    ...done,
    changes: done.changes.map((change) =>
      persons || !isPersonalField(change.field) ? change : { field: change.field },
    ),
  });

@QueryHandler(GetDeclaration)
export class GetDeclarationHandler implements IQueryHandler<GetDeclaration> {
  constructor(
    private readonly runtime: Runtime,
    private readonly declarations: DeclarationLog,
  ) {}

  async execute({ granted, operator, reference }: GetDeclaration): Promise<DeclarationInFull> {
    requireOwn(granted, operator);
    const stream = declarationStream(operator, reference);
    const found = this.runtime.views.get(declarationView, stream);
    const [row] = joined(this.runtime, found ? [found] : []);
    if (!row)
      throw new Problem('not-found', { en: `No declaration ${reference}.`, fr: `Aucune déclaration ${reference}.` });
    const { lodged, rectifications } = (await this.declarations.history(stream)).state;
    if (!lodged) return row;
    const personal = declarationCodec.personal['DeclarationLodged.v1'] ?? [];
    const shown = seesPersons(granted, operator) ? lodged : (withoutPersonal(lodged, personal) as typeof lodged);
    const { consignor, consignee, ...consignment } = shown.consignment;
    const parties = seesPersons(granted, operator) ? { consignor, consignee } : {};
    const { furtherArticles } = lodged;
    return {
      ...row,
      consignment: { ...consignment, ...parties },
      ...(furtherArticles ? { furtherArticles } : {}),
      ...(rectifications ? { rectifications: rectifications.map(shownTo(seesPersons(granted, operator))) } : {}),
    };
  }
}
