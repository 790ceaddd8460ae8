import { useWords } from '../i18n/LanguageContext.js';
import type { LiveState } from '../live/live-state.js';
import type { Claims } from '../session/claims.js';
import { may } from '../session/permissions.js';
import { zoneOf } from '../time/zones.js';
import { History } from '../trail/History.js';
import { PageHead } from '../ui/PageHead.js';
import { Cancellations } from '../triage/Cancellations.js';
import { ManifestList } from '../manifests/ManifestList.js';
import { Triage } from '../triage/Triage.js';
import { AlertCard } from './AlertCard.js';
import { AlertFiles } from './AlertFiles.js';
import '../styles/trail.css';
import '../styles/triage.css';

interface AlertPageProps {
  readonly alertId: string;
  readonly state: LiveState;
  readonly claims: Claims;
}

/** One alert and what it led to. */
const AlertPage = ({ alertId, state, claims }: AlertPageProps) => {
  const { t } = useWords();
  const alert = state.alerts.find((row) => row.alertId === alertId);
  const campaign = state.campaigns.find((row) => row.alertId === alertId);
  if (!alert) {
    return (
      <>
        <PageHead title={t('alerts.title')} />
        <p className="hint">{t('alert.unknown')}</p>
      </>
    );
  }
  return (
    <>
      <PageHead title={t('trail.alert', { system: t(`system.${alert.system}`) })} />
      <div className="columns">
        <section>
          <AlertCard alert={alert} campaign={campaign} claims={claims} opened />
        </section>
        <section>
          {alert.system === 'delta-x' && alert.status !== 'planned' && (
            <>
              <Triage alert={alert} claims={claims} />
              <Cancellations alert={alert} claims={claims} />
              <ManifestList alertId={alertId} />
              <AlertFiles alert={alert} claims={claims} />
            </>
          )}
          <div className="panel">
            {may.readAlertTrail(claims) ? (
              <History view="alerts" rowKey={[alertId]} zone={zoneOf(alert.system)} />
            ) : (
              <p className="hint">{t('trail.forbidden')}</p>
            )}
          </div>
        </section>
      </div>
    </>
  );
};
export default AlertPage;
