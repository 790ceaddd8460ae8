import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Granted } from '#libs/access';
import { Problem } from '#libs/problem-details';
import type { Asking } from '../asking.js';
import { ownOnly } from '../own-only.js';
import { withBeside } from '../past/beside.js';
import { Cuts } from '../past/cuts.js';
import type { Cut } from '../past/log-marks.js';
import { isPosition } from '../past/as-of.js';
import { PastStates } from '../past/past-states.js';
import type { PastRow, PastView } from '../past/past-views.js';
import { redact, seesPersonalData } from '../trail/redact.js';
import { shown, type ShownAsOf } from './view-page.query.js';

export type ViewRow = PastRow & { readonly asOf: ShownAsOf };

/** One row as it stood. */
export class ViewRowQuery extends Query<ViewRow> {
  constructor(
    readonly view: PastView,
    readonly key: readonly string[],
    readonly asking: Asking,
    readonly reader: Granted,
    /** EORI of the operator whose data the row is; absent where it is the administration's. */
    readonly operator?: string,
  ) {
    super();
  }
}

/** An instant asked for is told as it was asked; the last that was recorded by then is another. */
const absent = (key: readonly string[], cut: Cut | undefined, asOf: Asking['asOf']): Problem => {
  const name = key.join(' ');
  const at = asOf === undefined || isPosition(asOf) ? cut?.recordedAt : cut && asOf;
  return new Problem('not-found', {
    en: at === undefined ? `nothing was recorded yet, ${name} either` : `${name} did not exist on ${at}`,
    fr: at === undefined ? `rien n’était encore enregistré, ni ${name}` : `${name} n’existait pas le ${at}`,
  });
};

@QueryHandler(ViewRowQuery)
export class ViewRowHandler implements IQueryHandler<ViewRowQuery> {
  constructor(
    @Inject(Cuts) private readonly cuts: Cuts,
    @Inject(PastStates) private readonly states: PastStates,
  ) {}

  async execute({ view, key, asking, reader, operator }: ViewRowQuery): Promise<ViewRow> {
    if (asking.minPosition) await this.cuts.require(asking.minPosition);
    const cut = await this.cuts.at(asking.asOf);
    const found = cut && (await this.states.row(view, key, cut));
    const [row] = cut && found ? await withBeside(this.states, view, [found], cut) : [];
    if (!cut || !row) throw absent(key, cut, asking.asOf);
    const owner = operator ?? view.ownerOf?.(row);
    if (owner !== undefined) ownOnly(reader, owner);
    const seen = seesPersonalData(reader, owner) ? row : redact(row, view.personal);
    return { ...seen, asOf: shown(cut) };
  }
}
