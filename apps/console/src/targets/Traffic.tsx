import type { TargetRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { formatInstant, formatRate, formatWeekdays } from '../time/format.js';
import { zoneOf } from '../time/zones.js';

/** What the target carries anyway, by time of day: plans go round it. */
export const Traffic = ({ target: { system, traffic } }: { readonly target: TargetRow }) => {
  const { t, language } = useWords();
  if (!traffic) return <>{t('target.noTraffic')}</>;
  const { bands, since, by, why } = traffic;
  return (
    <>
      {bands.map(({ from, to, days, perSecond }) => (
        <span key={`${from} ${days?.join('') ?? ''}`} className="line">
          {t(days === undefined ? 'target.band' : 'target.bandDays', {
            from,
            to,
            days: days === undefined ? '' : formatWeekdays(days, language),
            rate: formatRate(perSecond, language),
          })}
        </span>
      ))}
      <small>
        {t('target.trafficSet', { who: by, since: formatInstant(Date.parse(since), language, zoneOf(system)), why })}
      </small>
    </>
  );
};
