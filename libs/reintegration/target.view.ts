import type { System } from '#libs/alert';
import type { Instant, Recorded, View } from '#libs/kernel';
import type { OrdinaryTraffic } from './ordinary-traffic.js';
import type { TargetEvent, Trouble } from './target.events.js';

/** A target as operations see it. */
export interface TargetRow {
  readonly system: System;
  readonly paused?: { readonly since: Instant; readonly why: string; readonly by: string };
  /** Per second, set by a person. */
  readonly ceiling?: { readonly perSecond: number; readonly since: Instant; readonly why: string; readonly by: string };
  /** What it carries anyway, by time of day, as a person set it. */
  readonly traffic?: OrdinaryTraffic & { readonly since: Instant; readonly why: string; readonly by: string };
  /** Since when it suffers, and what it is believed to bear, per second; no cap: nothing is known. */
  readonly slowed?: { readonly since: Instant; readonly trouble: Trouble; readonly cap?: number };
  /** Who gives out its slots. */
  readonly dispatcher?: { readonly epoch: number; readonly instance: string; readonly since: Instant };
  readonly revision: string;
}

const next = (row: TargetRow, { event, recordedAt: since, metadata }: Recorded<TargetEvent>): TargetRow => {
  const by = metadata.actor.name ?? metadata.actor.id;
  switch (event.type) {
    case 'DispatcherTook':
      return { ...row, dispatcher: { epoch: event.data.epoch, instance: event.data.instance, since } };
    case 'TargetPaused':
      return { ...row, paused: { since, why: event.data.why, by } };
    case 'TargetResumed': {
      const { paused: _over, ...rest } = row;
      return rest;
    }
    case 'CeilingSet': {
      const { ceiling: _before, ...rest } = row;
      const { perSecond, why } = event.data;
      return perSecond === null ? rest : { ...rest, ceiling: { perSecond, since, why, by } };
    }
    case 'OrdinaryTrafficSet': {
      const { traffic: _before, ...rest } = row;
      const { traffic, why } = event.data;
      return traffic === null ? rest : { ...rest, traffic: { ...traffic, since, why, by } };
    }
    case 'TargetSlowed': {
      const { trouble, cap } = event.data;
      // Told again because it is worse: it has suffered since it was told first.
      const first = row.slowed?.since ?? since;
      return { ...row, slowed: { since: first, trouble, ...(cap === null ? {} : { cap }) } };
    }
    case 'TargetRecovered': {
      const { slowed: _over, ...rest } = row;
      return rest;
    }
  }
};

export const targetView: View<TargetRow, TargetEvent> = {
  name: 'targets',
  version: 2,
  prefixes: ['target-'],
  project: (recorded, read) => {
    const { system } = recorded.event.data;
    const row = next(read(system) ?? { system, revision: '0' }, recorded);
    return [{ key: system, row: { ...row, revision: String(recorded.revision) } }];
  },
};
