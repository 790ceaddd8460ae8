import { lazy, Suspense } from 'react';
import type { CampaignRow, TargetRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { useProductNow } from '../live/useProductNow.js';
import { formatDuration, formatWhen } from '../time/format.js';
import { zoneOf } from '../time/zones.js';
import { forecast } from './forecast.js';

// It brings the planner along.
const StillForecast = lazy(() => import('./StillForecast.js'));

interface ForecastLineProps {
  readonly campaign: CampaignRow;
  /** The target is paused, or down again: nothing is sent for now. */
  readonly still: boolean;
  readonly target: TargetRow | undefined;
}

/** "Expected to be done at 03:40, 5 h 20 min before the deadline." */
export const ForecastLine = ({ campaign, still, target }: ForecastLineProps) => {
  const { t, language } = useWords();
  const now = useProductNow();
  if (now === undefined) return null;
  const result = forecast(campaign, now);
  if (result.kind === 'gathering')
    return <p className="forecast">{t('campaign.gathering', { n: campaign.counts.owed })}</p>;
  if (result.kind === 'unplanned') return <p className="forecast">{t('forecast.unplanned')}</p>;
  const persons = campaign.counts.refused + campaign.counts.held;
  const waiting = persons > 0 && t('forecast.persons', { n: persons });
  if (result.kind === 'all-sent')
    return (
      <p className="forecast" data-testid="forecast">
        <strong>{t('forecast.all-sent')}</strong> {waiting}
      </p>
    );
  if (result.kind === 'expected' && still)
    return (
      <Suspense fallback={<p className="forecast">{t('still.says')}</p>}>
        <StillForecast campaign={campaign} target={target} nowMs={now} />
      </Suspense>
    );
  const time = formatWhen(result.atMs, now, language, zoneOf(campaign.system));
  const { marginMs } = result;
  const late = marginMs !== undefined && marginMs < 0;
  return (
    <p className={late ? 'forecast late' : 'forecast'} data-testid="forecast">
      <strong>{t(result.kind === 'done' ? 'forecast.done' : 'forecast.expected', { time })}</strong>
      {marginMs !== undefined && (
        <>
          {', '}
          {t(late ? 'forecast.after' : 'forecast.before', {
            duration: formatDuration(Math.abs(marginMs), language),
          })}
        </>
      )}
      {'. '}
      {result.kind === 'expected' && result.behind && `${t('forecast.behind')} `}
      {waiting}
    </p>
  );
};
