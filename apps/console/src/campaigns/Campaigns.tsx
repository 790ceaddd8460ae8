import type { CampaignRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { BurnDownChart } from './BurnDownChart.js';
import { Counts } from './Counts.js';
import { ForecastLine } from './ForecastLine.js';

const CampaignPanel = ({ campaign }: { readonly campaign: CampaignRow }) => {
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
      <ForecastLine campaign={campaign} />
      <Counts campaign={campaign} />
      <BurnDownChart campaign={campaign} />
    </article>
  );
};

/** The campaigns of the alerts in view. */
export const Campaigns = ({ campaigns }: { readonly campaigns: readonly CampaignRow[] }) => {
  const { t } = useWords();
  if (campaigns.length === 0) return null;
  return (
    <section aria-labelledby="campaigns-title">
      <h2 id="campaigns-title">{t('campaigns.title')}</h2>
      {campaigns.map((campaign) => (
        <CampaignPanel key={`${campaign.alertId}-${campaign.system}`} campaign={campaign} />
      ))}
    </section>
  );
};
