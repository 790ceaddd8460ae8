import { useState } from 'react';
import type { AlertRow, CampaignRow } from '../api/rows.js';
import { useCalls } from '../api/calls.js';
import { useWords } from '../i18n/LanguageContext.js';
import type { Claims } from '../session/claims.js';
import { may } from '../session/permissions.js';
import { alertHash } from '../shell/route.js';
import { formatInstant } from '../time/format.js';
import { zoneOf } from '../time/zones.js';
import { ProblemNote } from '../ui/ProblemNote.js';
import { RuleCitation } from '../ui/RuleCitation.js';
import { useSubmit } from '../ui/useSubmit.js';
import { DeadlineClock } from './DeadlineClock.js';
import { EaseDialog } from './EaseDialog.js';
import { EndDialog } from './EndDialog.js';
import { canBeEased, ruleOf } from './rules.js';

interface AlertCardProps {
  readonly alert: AlertRow;
  readonly campaign: CampaignRow | undefined;
  readonly claims: Claims;
  /** On the alert's own page, which needs no way to itself. */
  readonly opened?: boolean;
}

/** One alert: its clock, whom it concerns, the rule it stands on, and what the reader may do with it. */
export const AlertCard = ({ alert, campaign, claims, opened = false }: AlertCardProps) => {
  const { t, language } = useWords();
  const calls = useCalls();
  const rule = ruleOf(alert);
  const [dialog, setDialog] = useState<'end' | 'ease'>();
  const starting = useSubmit(
    (_: null, key) => calls.start(alert, key),
    () => undefined,
  );
  const zone = zoneOf(alert.system);
  const close = (): void => setDialog(undefined);
  const shown = (at: string): string => formatInstant(Date.parse(at), language, zone);
  return (
    <article className={`panel alert-card ${alert.status}`} data-testid="alert-card" data-alert={alert.alertId}>
      <header>
        <h3>
          {t(`system.${alert.system}`)}{' '}
          <span className={`tag ${alert.status}`}>{t(`alert.status.${alert.status}`)}</span>
        </h3>
      </header>
      <DeadlineClock alert={alert} campaign={campaign} />
      <dl className="facts">
        <dt>{t('alert.scope')}</dt>
        <dd>
          {alert.scope.kind === 'everyone'
            ? t('scope.everyone')
            : t('scope.operator', { eori: alert.scope.eori, number: alert.scope.assistanceNumber })}
        </dd>
        <dt>{t('alert.impact')}</dt>
        <dd>{t(`impact.${alert.impact}`)}</dd>
        <dt>{t('alert.notice')}</dt>
        <dd>{alert.notice}</dd>
        <dt>{t('alert.since')}</dt>
        <dd>{shown(alert.startedAt ?? alert.plannedFrom ?? alert.announcedAt)}</dd>
        {alert.endedAt !== undefined && (
          <>
            <dt>{t('alert.endedAt')}</dt>
            <dd>{shown(alert.endedAt)}</dd>
          </>
        )}
        <dt>{t('alert.rule')}</dt>
        <dd>
          {alert.scope.kind === 'operator' && alert.status !== 'ended' && <small>{t('announce.ownRule')}</small>}{' '}
          {rule !== undefined && <RuleCitation rule={rule} />}
        </dd>
      </dl>
      {alert.easings.map(({ until, why, decidedBy }) => (
        <p className="easing" key={until}>
          {t('alert.easedTo', { until: shown(until), who: decidedBy, why })}
        </p>
      ))}
      {starting.error !== undefined && <ProblemNote error={starting.error} />}
      <p className="actions">
        {alert.status === 'planned' && may.startOrEnd(claims, alert) && (
          <button type="button" className="primary" disabled={starting.busy} onClick={() => void starting.submit(null)}>
            {t('alerts.start')}
          </button>
        )}
        {alert.status === 'started' && may.startOrEnd(claims, alert) && (
          <button type="button" className="primary" data-testid="end-alert" onClick={() => setDialog('end')}>
            {t('alerts.end')}
          </button>
        )}
        {canBeEased(alert) && may.ease(claims) && (
          <button type="button" data-testid="ease-alert" onClick={() => setDialog('ease')}>
            {t('alerts.ease')}
          </button>
        )}
        {!opened && (
          <a href={alertHash(alert.alertId)} data-testid="open-alert">
            {t('alerts.open')}
          </a>
        )}
      </p>
      {dialog === 'end' && <EndDialog alert={alert} onClose={close} />}
      {dialog === 'ease' && <EaseDialog alert={alert} claims={claims} onClose={close} />}
    </article>
  );
};
