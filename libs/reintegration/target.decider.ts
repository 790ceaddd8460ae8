import type { System } from '#libs/alert';
import { refuseState, type Decider, type Text } from '#libs/kernel';
import type { TargetEvent, Trouble } from './target.events.js';

interface On {
  readonly system: System;
}
export type TargetCommand =
  | ({ readonly type: 'PauseTarget'; readonly why: string } & On)
  | ({ readonly type: 'ResumeTarget'; readonly why: string } & On)
  | ({ readonly type: 'SetCeiling'; readonly perSecond: number | null; readonly why: string } & On)
  | ({ readonly type: 'ReportTrouble'; readonly trouble: Trouble; readonly cap: number } & On)
  | ({ readonly type: 'ReportRecovery' } & On)
  | ({ readonly type: 'TakeDispatch'; readonly instance: string } & On);

export interface Target {
  readonly paused: boolean;
  readonly ceiling: number | null;
  readonly slowed: boolean;
  readonly epoch: number;
}

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
      if (perSecond !== null && !(perSecond > 0 && Number.isFinite(perSecond))) {
        throw refuseState(
          {
            en: 'a ceiling is above 0; pause the target to send nothing',
            fr: 'un plafond est supérieur à 0 ; suspendez la cible pour ne rien envoyer',
          },
          { field: 'perSecond' },
        );
      }
      return perSecond === state.ceiling
        ? []
        : [{ type: 'CeilingSet', data: { system, perSecond, why }, rules: ['DX-25'] }];
    }
    case 'ReportTrouble':
      return state.slowed
        ? []
        : [{ type: 'TargetSlowed', data: { system, trouble: command.trouble, cap: command.cap }, rules: ['DX-25'] }];
    case 'TakeDispatch':
      return [{ type: 'DispatcherTook', data: { system, epoch: state.epoch + 1, instance: command.instance } }];
    case 'ReportRecovery':
      return state.slowed ? [{ type: 'TargetRecovered', data: { system } }] : [];
  }
};

export const targetDecider: Decider<TargetCommand, Target, TargetEvent> = {
  initial: { paused: false, ceiling: null, slowed: false, epoch: 0 },
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
      case 'TargetSlowed':
        return { ...state, slowed: true };
      case 'TargetRecovered':
        return { ...state, slowed: false };
    }
  },
};
