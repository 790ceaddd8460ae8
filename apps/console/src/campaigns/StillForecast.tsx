import type { CampaignRow, TargetRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { formatDuration, formatInstant, formatRate, formatWhen } from '../time/format.js';
import { zoneOf } from '../time/zones.js';
import { ifResumed } from './if-resumed.js';

interface StillForecastProps {
  readonly campaign: CampaignRow;
  readonly target: TargetRow | undefined;
  readonly nowMs: number;
}

/** What would be if sending went on now, as the planner would have it, and until when it may wait. */
const StillForecast = ({ campaign, target, nowMs }: StillForecastProps) => {
  const { t, language } = useWords();
  const resumed = ifResumed(campaign, target, nowMs);
  if (!resumed) return null;
  const zone = zoneOf(campaign.system);
  const { doneMs, marginMs, late, latestMs, peak } = resumed;
  const isLate = late >= 1;
  return (
    <p className={isLate ? 'forecast late' : 'forecast'} data-testid="forecast" data-still="true" data-late={late}>
      {t('still.says')}{' '}
      <strong>
        {t('still.done', { time: formatWhen(doneMs, nowMs, language, zone), rate: formatRate(peak, language) })}
      </strong>
      {', '}
      {t(isLate ? 'forecast.after' : 'forecast.before', { duration: formatDuration(Math.abs(marginMs), language) })}
      {'. '}
      {isLate && t('still.late', { n: Math.round(late) })}
      {!isLate && latestMs !== undefined && t('still.latest', { when: formatInstant(latestMs, language, zone) })}
      {!isLate && latestMs === undefined && t('still.faster')}
    </p>
  );
};
export default StillForecast;
