import type { System } from '#libs/alert';
import { refuseState, type Decider, type Text } from '#libs/kernel';
import { checkTraffic, type OrdinaryTraffic } from './ordinary-traffic.js';
import type { TargetEvent, Trouble } from './target.events.js';

interface On {
  readonly system: System;
}
export type TargetCommand =
  | ({ readonly type: 'PauseTarget'; readonly why: string } & On)
  | ({ readonly type: 'ResumeTarget'; readonly why: string } & On)
  | ({ readonly type: 'SetCeiling'; readonly perSecond: number | null; readonly why: string } & On)
  | ({ readonly type: 'SetOrdinaryTraffic'; readonly traffic: OrdinaryTraffic | null; readonly why: string } & On)
  | ({ readonly type: 'ReportTrouble'; readonly trouble: Trouble; readonly cap: number | null } & On)
  | ({ readonly type: 'ReportRecovery' } & On)
  | ({ readonly type: 'TakeDispatch'; readonly instance: string } & On);

export interface Target {
  readonly paused: boolean;
  readonly ceiling: number | null;
  readonly traffic: OrdinaryTraffic | null;
  /** What it was said to bear last; absent while it bears what it is sent. */
  readonly slowed?: { readonly cap: number | null };
  readonly epoch: number;
}

/** That it suffers is told again when it bears but half of what was said. */
const WORSE = 0.5;

/** Whether a trouble is worth an event, beside what was said last. */
export const isNews = (told: { readonly cap?: number | null } | undefined, cap: number | null): boolean =>
  told === undefined || (cap !== null && cap < (told.cap ?? Infinity) * WORSE);

/** Per second: one in an hour. Less is a slip of the unit, or a pause. */
const LEAST_CEILING = 1 / 3_600;

const sameTraffic = (a: OrdinaryTraffic | null, b: OrdinaryTraffic | null): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

const needsWhy = (why: string): void => {
  if (why.trim() !== '') return;
  const text: Text = { en: 'a reason is required', fr: 'un motif est requis' };
  throw refuseState(text, { field: 'why' });
};

const decide = (command: TargetCommand, state: Target): TargetEvent[] => {
  const { system } = command;
  switch (command.type) {
    case 'PauseTarget':
      needsWhy(command.why);
      return state.paused ? [] : [{ type: 'TargetPaused', data: { system, why: command.why } }];
    case 'ResumeTarget':
      needsWhy(command.why);
      return state.paused ? [{ type: 'TargetResumed', data: { system, why: command.why } }] : [];
    case 'SetCeiling': {
      needsWhy(command.why);
      const { perSecond, why } = command;
      if (perSecond !== null && !(perSecond >= LEAST_CEILING && Number.isFinite(perSecond))) {
        throw refuseState(
          { en: 'a ceiling is one an hour at least', fr: 'un plafond est d’une par heure au moins' },
          {
            field: 'perSecond',
            todo: { en: 'pause the target to send nothing', fr: 'suspendez la cible pour ne rien envoyer' },
          },
        );
      }
      return perSecond === state.ceiling
        ? []
        : [{ type: 'CeilingSet', data: { system, perSecond, why }, rules: ['DX-25'] }];
    }
    case 'SetOrdinaryTraffic': {
      const { traffic, why } = command;
      needsWhy(why);
      if (traffic) checkTraffic(traffic);
      return sameTraffic(traffic, state.traffic)
        ? []
        : [{ type: 'OrdinaryTrafficSet', data: { system, traffic, why }, rules: ['DX-25'] }];
    }
    case 'ReportTrouble': {
      const { trouble, cap } = command;
      return isNews(state.slowed, cap)
        ? [{ type: 'TargetSlowed', data: { system, trouble, cap }, rules: ['DX-25'] }]
        : [];
    }
    case 'TakeDispatch':
      return [{ type: 'DispatcherTook', data: { system, epoch: state.epoch + 1, instance: command.instance } }];
    case 'ReportRecovery':
      return state.slowed ? [{ type: 'TargetRecovered', data: { system } }] : [];
  }
};

export const targetDecider: Decider<TargetCommand, Target, TargetEvent> = {
  initial: { paused: false, ceiling: null, traffic: null, epoch: 0 },
  decide,
  evolve: (state, event) => {
    switch (event.type) {
      case 'DispatcherTook':
        return { ...state, epoch: event.data.epoch };
      case 'TargetPaused':
        return { ...state, paused: true };
      case 'TargetResumed':
        return { ...state, paused: false };
      case 'CeilingSet':
        return { ...state, ceiling: event.data.perSecond };
      case 'OrdinaryTrafficSet':
        return { ...state, traffic: event.data.traffic };
      case 'TargetSlowed':
        return { ...state, slowed: { cap: event.data.cap } };
      case 'TargetRecovered': {
        const { slowed: _over, ...rest } = state;
        return rest;
      }
    }
  },
};
