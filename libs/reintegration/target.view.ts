import type { System } from '#libs/alert';
import type { Instant, Recorded, View } from '#libs/kernel';
import type { TargetEvent, Trouble } from './target.events.js';

/** A target as operations see it. */
export interface TargetRow {
  readonly system: System;
  readonly paused?: { readonly since: Instant; readonly why: string; readonly by: string };
  /** Per second, set by a person. */
  readonly ceiling?: { readonly perSecond: number; readonly since: Instant; readonly why: string; readonly by: string };
  /** Since when it suffers, and what it was cut to, per second. */
  readonly slowed?: { readonly since: Instant; readonly trouble: Trouble; readonly cap: number };
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
    case 'TargetSlowed':
      return { ...row, slowed: { since, trouble: event.data.trouble, cap: event.data.cap } };
    case 'TargetRecovered': {
      const { slowed: _over, ...rest } = row;
      return rest;
    }
  }
};

export const targetView: View<TargetRow, TargetEvent> = {
  name: 'targets',
  version: 1,
  prefixes: ['target-'],
  project: (recorded, read) => {
    const { system } = recorded.event.data;
    const row = next(read(system) ?? { system, revision: '0' }, recorded);
    return [{ key: system, row: { ...row, revision: String(recorded.revision) } }];
  },
};
