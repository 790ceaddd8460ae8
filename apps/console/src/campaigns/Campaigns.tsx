import { lazy, Suspense } from 'react';
import type { AlertRow, CampaignRow, TargetRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import type { LiveState } from '../live/live-state.js';
import type { Claims } from '../session/claims.js';
import { targetsInView, targetState } from '../targets/target-state.js';
import { TargetCard } from '../targets/TargetCard.js';
import { AtRisk } from './AtRisk.js';
import { Counts } from './Counts.js';
import { ForecastLine } from './ForecastLine.js';
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
  const { t } = useWords();
  return (
    <article className="panel campaign">
      <header>
        <h3>
          {t('campaign.title', { system: t(`system.${campaign.system}`) })}{' '}
          <span className={`tag ${campaign.status}`} data-testid="campaign-status" data-status={campaign.status}>
            {t(`campaign.status.${campaign.status}`)}
          </span>
        </h3>
      </header>
      <AtRisk campaign={campaign} alert={alert} claims={claims} />
      <ForecastLine campaign={campaign} still={still} target={target} />
      <PlanBound campaign={campaign} />
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
