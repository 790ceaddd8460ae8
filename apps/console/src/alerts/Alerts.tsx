import { useState } from 'react';
import type { AlertRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { byConcern, type LiveState } from '../live/live-state.js';
import type { Claims } from '../session/claims.js';
import { may } from '../session/permissions.js';
import { AlertCard } from './AlertCard.js';
import { AnnounceDialog, ownMayBeAnnounced, SYSTEMS } from './AnnounceDialog.js';

interface AlertsProps {
  readonly state: LiveState;
  readonly claims: Claims;
}

/** Every alert: those that need an eye in full, the others folded away. */
export const Alerts = ({ state, claims }: AlertsProps) => {
  const { t } = useWords();
  const [announcing, setAnnouncing] = useState(false);
  const { current, past } = byConcern(state);
  const own = may.announceForOwnOperatorOnly(claims);
  const offered = may.announce(claims) && (!own || SYSTEMS.some((system) => ownMayBeAnnounced(system, state.alerts)));
  const card = (alert: AlertRow) => (
    <AlertCard
      key={alert.alertId}
      alert={alert}
      campaign={state.campaigns.find((campaign) => campaign.alertId === alert.alertId)}
      claims={claims}
    />
  );
  return (
    <section aria-labelledby="alerts-title">
      <header className="section-head">
        <h2 id="alerts-title">{t('alerts.title')}</h2>
        {offered && (
          <button type="button" data-testid="announce-alert" onClick={() => setAnnouncing(true)}>
            {t(own ? 'alerts.announceOwn' : 'alerts.announce')}
          </button>
        )}
      </header>
      {current.length === 0 && <p className="hint">{t('alerts.none')}</p>}
      <div className="cards">{current.map(card)}</div>
      {past.length > 0 && (
        <details>
          <summary>{t('alerts.past', { n: past.length })}</summary>
          <div className="cards">{past.map(card)}</div>
        </details>
      )}
      {!may.announce(claims) && <p className="hint">{t('alerts.mayNot')}</p>}
      {announcing && <AnnounceDialog alerts={state.alerts} claims={claims} onClose={() => setAnnouncing(false)} />}
    </section>
  );
};
