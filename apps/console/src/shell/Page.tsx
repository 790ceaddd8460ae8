import { useState } from 'react';
import { Alerts } from '../alerts/Alerts.js';
import type { DeclarationFilter } from '../api/calls.js';
import { Attention } from '../attention/Attention.js';
import { Campaigns } from '../campaigns/Campaigns.js';
import { Declarations } from '../declarations/Declarations.js';
import { useWords } from '../i18n/LanguageContext.js';
import { useLive } from '../live/LiveContext.js';
import { byConcern } from '../live/live-state.js';
import { useProductNow } from '../live/useProductNow.js';
import type { Claims } from '../session/claims.js';
import { formatInstant } from '../time/format.js';
import { TrailDialog } from '../trail/TrailDialog.js';
import { EmptyState } from './EmptyState.js';

/** Says so while the figures stand still, with the time that they are of. */
const StaleNotice = () => {
  const { t, language } = useWords();
  const { connection } = useLive();
  const now = useProductNow();
  const [since, setSince] = useState<number>();
  const live = connection.kind === 'live';
  if (live && since !== undefined) setSince(undefined);
  if (!live && since === undefined && now !== undefined) setSince(now);
  if (live || since === undefined) return null;
  return (
    <p className="stale" role="status">
      {t('connection.stale', { time: formatInstant(since, language, 'Europe/Paris') })}
    </p>
  );
};

/** Everything below the header, once somebody is signed in. */
export const Page = ({ claims }: { readonly claims: Claims }) => {
  const { t } = useWords();
  const { state } = useLive();
  const [filter, setFilter] = useState<DeclarationFilter>({});
  if (!state) return <p className="hint">{t('app.loading')}</p>;
  const empty = state.alerts.length === 0 && state.campaigns.length === 0;
  const inView = new Set(byConcern(state).current.map(({ alertId }) => alertId));
  const show = (chosen: DeclarationFilter): void => {
    setFilter(chosen);
    document.getElementById('declarations')?.scrollIntoView();
  };
  return (
    <>
      <StaleNotice />
      {empty ? (
        <EmptyState claims={claims} />
      ) : (
        <>
          <div className="columns">
            <Alerts state={state} claims={claims} />
            <Campaigns
              campaigns={state.campaigns.filter(({ alertId }) => inView.has(alertId))}
              state={state}
              claims={claims}
            />
          </div>
          <Attention groups={state.attention} claims={claims} onShowAll={show} />
          <Declarations filter={filter} onFilter={setFilter} />
        </>
      )}
      <TrailDialog alerts={state.alerts} claims={claims} />
    </>
  );
};
