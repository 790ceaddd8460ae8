import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Granted } from '#libs/access';
import { formatPosition } from '#libs/kernel';
import { Problem } from '#libs/problem-details';
import type { Asking } from '../asking.js';
import { Cuts } from '../past/cuts.js';
import type { TrailItem } from './trail-item.js';
import { Trails, type TrailSubject } from './trails.js';

export interface TrailAnswer {
  readonly items: readonly TrailItem[];
  /** The trail is whole up to here. */
  readonly position: string;
}

/** Everything that happened to an alert, a declaration or a target. */
export class TrailQuery extends Query<TrailAnswer> {
  constructor(
    readonly subject: TrailSubject,
    readonly asking: Asking,
    readonly reader: Granted,
  ) {
    super();
  }
}

const nameOf = (subject: TrailSubject): string => {
  if (subject.kind === 'target') return subject.system;
  return subject.kind === 'alert' ? `alert ${subject.alertId}` : `${subject.operator} ${subject.reference}`;
};

@QueryHandler(TrailQuery)
export class TrailHandler implements IQueryHandler<TrailQuery> {
  constructor(
    @Inject(Cuts) private readonly cuts: Cuts,
    @Inject(Trails) private readonly trails: Trails,
  ) {}

  async execute({ subject, asking, reader }: TrailQuery): Promise<TrailAnswer> {
    if (asking.minPosition) await this.cuts.require(asking.minPosition);
    const cut = await this.cuts.at(asking.asOf);
    const trail = await this.trails.of(subject, cut, reader);
    const name = nameOf(subject);
    if (!trail) {
      throw new Problem('not-found', { en: `nothing is known of ${name}`, fr: `rien n’est connu de ${name}` });
    }
    if (!cut || trail.beginsAt !== undefined) {
      const from = trail.beginsAt ?? '';
      throw new Problem('not-found', {
        en: `${name} is first recorded on ${from}, after what is asked for`,
        fr: `${name} est enregistré pour la première fois le ${from}, après la date demandée`,
      });
    }
    return { items: trail.items, position: formatPosition(cut.position) };
  }
}
