import { useState } from 'react';
import type { AlertRow, PlanRow, TargetRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import type { Claims } from '../session/claims.js';
import { may } from '../session/permissions.js';
import { formatInstant, formatRate } from '../time/format.js';
import { zoneOf } from '../time/zones.js';
import { Calls, PastCalls } from './Calls.js';
import { TargetDialog, type Steering } from './TargetDialog.js';
import { targetState, type TargetState } from './target-state.js';
import { Traffic } from './Traffic.js';

interface TargetCardProps {
  readonly target: TargetRow;
  readonly alerts: readonly AlertRow[];
  /** The plan being carried out, where there is one. */
  readonly plan: PlanRow | undefined;
  readonly claims: Claims;
}

const useHealth = (target: TargetRow): ((state: TargetState) => string) => {
  const { t, language } = useWords();
  const shown = (at: string): string => formatInstant(Date.parse(at), language, zoneOf(target.system));
  return (state) => {
    switch (state.kind) {
      case 'stopped':
        return t('target.stopped', { since: shown(state.since) });
      case 'paused':
        return t('target.paused', { who: state.by.by, since: shown(state.by.since), why: state.by.why });
      case 'suffering': {
        const { since, trouble, cap } = state.from;
        const said = t('target.suffering', { since: shown(since), trouble: t(`trouble.${trouble}`) });
        return cap !== undefined ? `${said} ${t('target.cut', { rate: formatRate(cap, language) })}` : said;
      }
      case 'well':
        return t('target.well');
    }
  };
};

/** One customs system as re-integration finds it: its health, its ceiling, and what operations may do. */
export const TargetCard = ({ target, alerts, plan, claims }: TargetCardProps) => {
  const { t, language } = useWords();
  const [dialog, setDialog] = useState<Steering>();
  const healthOf = useHealth(target);
  const state = targetState(target, alerts);
  const { ceiling, paused } = target;
  return (
    <article className="panel target" data-testid="target-card" data-target={target.system} data-state={state.kind}>
      <header>
        <h3>
          {t('target.title', { system: t(`system.${target.system}`) })}{' '}
          <span className={`tag ${state.kind}`}>{t(`target.state.${state.kind}`)}</span>
        </h3>
      </header>
      <dl className="facts">
        <dt>{t('target.health')}</dt>
        <dd>
          {healthOf(state)}
          {/* The system is down, and somebody had stopped it besides: it stays stopped when it is back. */}
          {state.kind === 'stopped' && paused && <> {healthOf({ kind: 'paused', by: paused })}</>}
        </dd>
        <dt>{t('target.calls')}</dt>
        <dd>
          <Calls target={target} />
        </dd>
        <dt>{t('target.ceiling')}</dt>
        <dd data-testid="target-ceiling" data-value={ceiling?.perSecond ?? ''}>
          {ceiling
            ? t('target.ceilingSet', {
                rate: formatRate(ceiling.perSecond, language),
                who: ceiling.by,
                since: formatInstant(Date.parse(ceiling.since), language, zoneOf(target.system)),
                why: ceiling.why,
              })
            : t('target.noCeiling')}
        </dd>
        <dt>{t('target.traffic')}</dt>
        <dd data-testid="target-traffic">
          <Traffic target={target} />
        </dd>
      </dl>
      <PastCalls target={target} />
      {may.steer(claims) ? (
        <p className="actions">
          {paused ? (
            <button type="button" className="primary" data-testid="resume-target" onClick={() => setDialog('resume')}>
              {t('target.resume')}
            </button>
          ) : (
            <button type="button" data-testid="pause-target" onClick={() => setDialog('pause')}>
              {t('target.pause')}
            </button>
          )}
          <button type="button" data-testid="set-ceiling" onClick={() => setDialog('ceiling')}>
            {t('target.setCeiling')}
          </button>
          <button type="button" data-testid="set-traffic" onClick={() => setDialog('traffic')}>
            {t('target.setTraffic')}
          </button>
        </p>
      ) : (
        <p className="hint">{t('target.mayNot')}</p>
      )}
      {dialog && <TargetDialog what={dialog} target={target} needs={plan?.peak} onClose={() => setDialog(undefined)} />}
    </article>
  );
};
