import { useState } from 'react';
import { EaseDialog } from '../alerts/EaseDialog.js';
import { canBeEased, WINDOW_RULE } from '../alerts/rules.js';
import type { AlertRow, CampaignRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { useProductNow } from '../live/useProductNow.js';
import type { Claims } from '../session/claims.js';
import { may } from '../session/permissions.js';
import { formatDuration, formatWhen } from '../time/format.js';
import { zoneOf } from '../time/zones.js';
import { RuleCitation } from '../ui/RuleCitation.js';

const MINUTE = 60_000;

interface AtRiskProps {
  readonly campaign: CampaignRow;
  readonly alert: AlertRow | undefined;
  readonly claims: Claims;
}

/** Said while there is still time: so many will be late, by so much, and what would cure it (DX-24, EC-16). */
export const AtRisk = ({ campaign, alert, claims }: AtRiskProps) => {
  const { t, language } = useWords();
  const [easing, setEasing] = useState(false);
  const now = useProductNow() ?? 0;
  const { atRisk, system } = campaign;
  if (!atRisk || campaign.status === 'completed') return null;
  // A whole minute, never one too early.
  const easeMs = Math.ceil(Date.parse(atRisk.easeUntil) / MINUTE) * MINUTE;
  const zone = zoneOf(system);
  const until = formatWhen(easeMs, now, language, zone);
  const easable = alert !== undefined && canBeEased(alert);
  return (
    <div className="at-risk" role="alert" data-testid="at-risk">
      <p>
        <strong>
          {t('risk.late', {
            n: Math.ceil(atRisk.work),
            duration: formatDuration(atRisk.lateBySeconds * 1_000, language),
          })}
        </strong>{' '}
        {easable && t('risk.cure', { until })}
      </p>
      <p>
        <RuleCitation rule={WINDOW_RULE[system]} />
      </p>
      {easable &&
        (may.ease(claims) ? (
          <p className="actions">
            <button type="button" className="primary" data-testid="ease-at-risk" onClick={() => setEasing(true)}>
              {t('risk.ease', { until })}
            </button>
          </p>
        ) : (
          <p>{t('risk.mayNot')}</p>
        ))}
      {easing && alert && (
        <EaseDialog alert={alert} claims={claims} untilMs={easeMs} onClose={() => setEasing(false)} />
      )}
    </div>
  );
};
