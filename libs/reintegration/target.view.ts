import type { System } from '#libs/alert';
import type { Instant, Recorded, View } from '#libs/kernel';
import type { OrdinaryTraffic } from './ordinary-traffic.js';
import type { Observed, TargetEvent, TargetObserved, Trouble } from './target.events.js';

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
  /** How it did of late, and how it did before that, the last one included: ascending, at most `RECENT` of them. */
  readonly observed?: Observed;
  readonly recent?: readonly Observed[];
  /** It asked to be left alone until then; once that is past it means nothing. */
  readonly heldUntil?: Instant;
  /** Of the target's stream: what is observed lies in another. */
  readonly revision: string;
}

/** Ten minutes of the machine's while calls are made. */
const RECENT = 60;

/** What a dispatcher of an earlier epoch still tells may have been heard by its successor too: it counts once. */
const withObserved = (row: TargetRow, { epoch, ...seen }: TargetObserved['data']): TargetRow => {
  if (epoch < (row.dispatcher?.epoch ?? 0)) return row;
  const { system: _system, heldUntil, ...observed } = seen;
  const { heldUntil: _before, ...rest } = row;
  return {
    ...rest,
    ...(observed.calls > 0 && { observed, recent: [...(row.recent ?? []), observed].slice(-RECENT) }),
    ...(heldUntil !== undefined && { heldUntil }),
  };
};

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

export const targetView: View<TargetRow, TargetEvent | TargetObserved> = {
  name: 'targets',
  version: 3,
  prefixes: ['target-', 'calls-'],
  project: (recorded, read) => {
    const { event, revision } = recorded;
    const { system } = event.data;
    const row = read(system) ?? { system, revision: '0' };
    if (event.type === 'TargetObserved') return [{ key: system, row: withObserved(row, event.data) }];
    return [{ key: system, row: { ...next(row, { ...recorded, event }), revision: String(revision) } }];
  },
};
