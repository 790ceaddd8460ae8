import { HOUR, latest, msBetween, refuse, Refusal, refuseState, type Decider } from '#libs/kernel';
import { notInFuture, scopeIsComplete, unrecorded } from './alert.checks.js';
import type { AlertCommand, AnnounceAlert, EaseDeadline, EndAlert, PlanAlert, StartAlert } from './alert.commands.js';
import type { AlertEvent, Notice } from './alert.events.js';
import { alertPolicy, deadlineOf } from './alert.policy.js';
import { evolve, type Alert } from './alert.state.js';
import { ownNumberObjections, ownOutageObjections } from './own-outage.js';

const noticeOf = (command: Notice): Notice => ({
  alertId: command.alertId,
  system: command.system,
  scope: command.scope,
  impact: command.impact,
  notice: command.notice,
});

const announce = (command: AnnounceAlert, state: Alert): AlertEvent[] => {
  scopeIsComplete(command);
  const { alertId, system, announcedAt, scope, others = [] } = command;
  const itself = state.status === 'none' ? [] : [{ alertId, scope: state.scope }];
  const [first, ...more] = ownOutageObjections(command, announcedAt, [...itself, ...others]);
  if (first) throw new Refusal([first, ...more]);
  if (state.status !== 'none') throw refuseState({ en: 'this alert exists already', fr: 'cette alerte existe déjà' });
  notInFuture('announcedAt', announcedAt, command.now);
  const rule = scope.kind === 'everyone' ? alertPolicy(system, announcedAt).announcementRule : undefined;
  const rules = rule ? [rule] : [];
  return [
    { type: 'AlertAnnounced', data: { ...noticeOf(command), announcedAt }, rules },
    { type: 'AlertStarted', data: { alertId, system, startedAt: announcedAt }, rules },
  ];
};

const plan = (command: PlanAlert, state: Alert): AlertEvent[] => {
  if (state.status !== 'none') throw refuseState({ en: 'this alert exists already', fr: 'cette alerte existe déjà' });
  notInFuture('notifiedAt', command.notifiedAt, command.now);
  scopeIsComplete(command);
  const [first, ...more] = ownNumberObjections(command, command.notifiedAt, command.others ?? []);
  if (first) throw new Refusal([first, ...more]);
  if (command.until !== undefined && command.until <= command.from) {
    throw refuseState(
      { en: 'the planned end is not after the beginning', fr: 'la fin prévue n’est pas postérieure au début' },
      { field: 'until' },
    );
  }
  const notice = alertPolicy(command.system, command.notifiedAt).plannedNotice;
  if (notice && msBetween(command.notifiedAt, command.from) < notice.least) {
    throw refuse(
      notice.rule,
      {
        en: `a planned unavailability is notified at least ${notice.least / HOUR} hours before it begins`,
        fr: `une indisponibilité planifiée est notifiée au moins ${notice.least / HOUR} heures à l’avance`,
      },
      {
        field: 'from',
        todo: {
          en: 'announce it as an unforeseen outage when it begins',
          fr: 'annoncez-la comme une panne imprévue à son début',
        },
      },
    );
  }
  if (command.from <= command.notifiedAt) {
    throw refuseState(
      {
        en: 'an outage that has begun is announced, not planned',
        fr: 'une panne déjà commencée s’annonce, elle ne se planifie pas',
      },
      { field: 'from' },
    );
  }
  const { notifiedAt, from, until } = command;
  return [
    {
      type: 'AlertPlanned',
      data: { ...noticeOf(command), notifiedAt, from, until },
      rules: notice ? [notice.rule] : [],
    },
  ];
};

const start = (command: StartAlert, state: Alert): AlertEvent[] => {
  if (state.status !== 'planned')
    throw refuseState({ en: 'only a planned alert can start', fr: 'seule une alerte planifiée peut débuter' });
  notInFuture('startedAt', command.startedAt, command.now);
  if (command.startedAt < state.knownAt) {
    throw refuseState(
      {
        en: `it was notified on ${state.knownAt}: a planned outage begins after that`,
        fr: `elle a été notifiée le ${state.knownAt} : une panne planifiée débute ensuite`,
      },
      {
        field: 'startedAt',
        todo: {
          en: 'announce what began before as an outage of its own',
          fr: 'annoncez ce qui a débuté avant comme une panne à part',
        },
      },
    );
  }
  return [
    { type: 'AlertStarted', data: { alertId: state.alertId, system: state.system, startedAt: command.startedAt } },
  ];
};

const ease = (command: EaseDeadline, state: Alert): AlertEvent[] => {
  if (state.status !== 'started' && state.status !== 'ended') {
    throw refuseState({
      en: 'only the deadline of an alert that has started can be relaxed',
      fr: 'seule l’échéance d’une alerte commencée peut être assouplie',
    });
  }
  const { easingRule, windowRule } = alertPolicy(state.system, command.now);
  if (!easingRule)
    throw refuse(windowRule, {
      en: 'this system has no deadline to relax',
      fr: 'aucun délai à assouplir pour ce système',
    });
  const [first, ...more] = unrecorded(command, easingRule);
  if (first) throw new Refusal([first, ...more]);
  const bound = state.status === 'ended' ? state.deadline : latest(command.now, state.easedUntil ?? command.now);
  if (command.until <= bound) {
    throw refuse(
      easingRule,
      {
        en: `an easing moves the deadline later than ${bound}`,
        fr: `un assouplissement repousse l’échéance au-delà du ${bound}`,
      },
      { field: 'until' },
    );
  }
  const { until, why, decidedBy } = command;
  return [
    {
      type: 'AlertEased',
      data: { alertId: state.alertId, system: state.system, until, why, decidedBy },
      rules: [easingRule],
    },
  ];
};

const end = (command: EndAlert, state: Alert): AlertEvent[] => {
  if (state.status !== 'started')
    throw refuseState({
      en: 'only an alert that has started can end',
      fr: 'seule une alerte commencée peut prendre fin',
    });
  notInFuture('endedAt', command.endedAt, command.now);
  if (command.endedAt < state.startedAt) {
    throw refuseState(
      {
        en: `the alert started at ${state.startedAt}, after this end`,
        fr: `l’alerte a débuté le ${state.startedAt}, après cette fin`,
      },
      { field: 'endedAt' },
    );
  }
  const { alertId, system } = state;
  const lawful = deadlineOf(system, command.endedAt);
  const deadline = state.easedUntil ? latest(lawful, state.easedUntil) : lawful;
  return [
    {
      type: 'AlertEnded',
      data: { alertId, system, endedAt: command.endedAt, deadline },
      rules: [alertPolicy(system, command.endedAt).windowRule],
    },
  ];
};

export const alertDecider: Decider<AlertCommand, Alert, AlertEvent> = {
  initial: { status: 'none' },
  evolve,
  decide: (command, state) => {
    switch (command.type) {
      case 'AnnounceAlert':
        return announce(command, state);
      case 'PlanAlert':
        return plan(command, state);
      case 'StartAlert':
        return start(command, state);
      case 'EaseDeadline':
        return ease(command, state);
      case 'EndAlert':
        return end(command, state);
    }
  },
};
