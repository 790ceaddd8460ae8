import { lazy, Suspense } from 'react';
import type { AlertRow, CampaignRow, TargetRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { useProductNow } from '../live/useProductNow.js';
import type { LiveState } from '../live/live-state.js';
import type { Claims } from '../session/claims.js';
import { alertHash } from '../shell/route.js';
import { formatInstant } from '../time/format.js';
import { zoneOf } from '../time/zones.js';
import { targetsInView, targetState } from '../targets/target-state.js';
import { TargetCard } from '../targets/TargetCard.js';
import { AtRisk } from './AtRisk.js';
import { Counts } from './Counts.js';
import { ForecastLine } from './ForecastLine.js';
import { overdueOf, phaseOf } from './phase.js';
import { PlanBound } from './PlanBound.js';

// What draws is heavy, and of no use before an alert has ended.
const BurnDownChart = lazy(() => import('./BurnDownChart.js'));

interface CampaignPanelProps {
  readonly campaign: CampaignRow;
  readonly alert: AlertRow | undefined;
  readonly target: TargetRow | undefined;
  /** The target is paused, or down again. */
  readonly still: boolean;
  readonly claims: Claims;
}

const CampaignPanel = ({ campaign, alert, target, still, claims }: CampaignPanelProps) => {
  const { t, language } = useWords();
  const now = useProductNow() ?? 0;
  const phase = phaseOf(campaign, still, now);
  const overdue = overdueOf(campaign, now);
  const shown = (at: string): string => formatInstant(Date.parse(at), language, zoneOf(campaign.system));
  return (
    <article className="panel campaign">
      <header>
        <h3>
          {t('campaign.title', { system: t(`system.${campaign.system}`) })}{' '}
          <span className={`tag ${phase}`} data-testid="campaign-status" data-status={campaign.status}>
            {t(`campaign.phase.${phase}`)}
          </span>
        </h3>
        {alert && (
          <p className="hint">
            <a href={alertHash(alert.alertId)}>
              {t('campaign.of', { since: shown(alert.startedAt ?? alert.announcedAt), notice: alert.notice })}
            </a>
          </p>
        )}
      </header>
      {overdue > 0 && campaign.deadline !== undefined && (
        <p className="forecast late" role="alert" data-testid="overdue" data-value={overdue}>
          <strong>{t('campaign.overdue', { n: overdue, since: shown(campaign.deadline) })}</strong>
        </p>
      )}
      <AtRisk campaign={campaign} alert={alert} claims={claims} />
      <ForecastLine campaign={campaign} still={still} target={target} />
      {(phase === 'sending' || phase === 'still') && <PlanBound campaign={campaign} />}
      <Counts campaign={campaign} />
      <Suspense fallback={<p className="hint drawing-to-come">{t('app.loading')}</p>}>
        <BurnDownChart campaign={campaign} still={still} target={target} />
      </Suspense>
    </article>
  );
};

interface CampaignsProps {
  readonly campaigns: readonly CampaignRow[];
  readonly state: Pick<LiveState, 'alerts' | 'targets'>;
  readonly claims: Claims;
}

/** The campaigns of the alerts in view, and the systems that they are sent to. */
export const Campaigns = ({ campaigns, state: { alerts, targets }, claims }: CampaignsProps) => {
  const { t } = useWords();
  const cards = targetsInView(targets, campaigns);
  if (campaigns.length === 0 && cards.length === 0) return null;
  const planOn = (system: CampaignRow['system']) =>
    campaigns.find((c) => c.system === system && c.status === 'open')?.plans.at(-1);
  const standsStill = (system: CampaignRow['system']): boolean => {
    const target = cards.find((card) => card.system === system);
    return target !== undefined && ['paused', 'stopped'].includes(targetState(target, alerts).kind);
  };
  return (
    <section aria-labelledby="campaigns-title">
      <h2 id="campaigns-title">{t('campaigns.title')}</h2>
      {cards.map((target) => (
        <TargetCard key={target.system} target={target} alerts={alerts} plan={planOn(target.system)} claims={claims} />
      ))}
      {campaigns.map((campaign) => (
        <CampaignPanel
          key={`${campaign.alertId}-${campaign.system}`}
          campaign={campaign}
          alert={alerts.find(({ alertId }) => alertId === campaign.alertId)}
          target={cards.find(({ system }) => system === campaign.system)}
          still={standsStill(campaign.system)}
          claims={claims}
        />
      ))}
    </section>
  );
};
