import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Granted } from '#libs/access';
import { formatPosition, type Instant } from '#libs/kernel';
import type { Asking } from '../asking.js';
import { withBeside } from '../past/beside.js';
import { Cuts } from '../past/cuts.js';
import type { Cut } from '../past/log-marks.js';
import { PastStates } from '../past/past-states.js';
import type { PastRow, PastView } from '../past/past-views.js';
import { redact, seesPersonalData } from '../trail/redact.js';
import { pageAsked, pageOf } from './row-page.js';

/** Where the past that was shown ends; nulls where nothing was recorded yet. */
export interface ShownAsOf {
  readonly position: string | null;
  readonly recordedAt: Instant | null;
  /** When the log's first event was recorded, for a past before it. */
  readonly begins?: Instant;
}

export interface ViewPage {
  readonly items: readonly PastRow[];
  readonly next?: string;
  readonly asOf: ShownAsOf;
}

export const shown = ({ position, recordedAt }: Cut): ShownAsOf => ({ position: formatPosition(position), recordedAt });

/** A view's rows as they stood, one page of them. */
export class ViewPageQuery extends Query<ViewPage> {
  constructor(
    readonly view: PastView,
    readonly asking: Asking,
    readonly reader: Granted,
  ) {
    super();
  }
}

@QueryHandler(ViewPageQuery)
export class ViewPageHandler implements IQueryHandler<ViewPageQuery> {
  constructor(
    @Inject(Cuts) private readonly cuts: Cuts,
    @Inject(PastStates) private readonly states: PastStates,
  ) {}

  async execute({ view, asking, reader }: ViewPageQuery): Promise<ViewPage> {
    const page = pageAsked(view, asking.rest);
    if (asking.minPosition) await this.cuts.require(asking.minPosition);
    // A cursor keeps its own past: the pages of one list fit together however the log grows.
    const cut = await this.cuts.at(page.after?.position ?? asking.asOf);
    if (!cut) {
      const begins = await this.cuts.beginning();
      return { items: [], asOf: { position: null, recordedAt: null, ...(begins === undefined ? {} : { begins }) } };
    }
    const { items: found, ...next } = pageOf(view, await this.states.at(view, cut), page);
    const items = await withBeside(this.states, view, found, cut);
    const clear = view.personal.length === 0 || seesPersonalData(reader, undefined);
    return { items: clear ? items : items.map((row) => redact(row, view.personal)), ...next, asOf: shown(cut) };
  }
}
