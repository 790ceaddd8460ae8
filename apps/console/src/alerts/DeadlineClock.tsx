import type { AlertRow, CampaignRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { useProductNow } from '../live/useProductNow.js';
import { formatCountdown, formatInstant, zoneName } from '../time/format.js';
import { zoneOf } from '../time/zones.js';
import { countdown, type Countdown } from './countdown.js';

const useFace = (clock: Countdown): { readonly figures: string | undefined; readonly says: string } => {
  const { t } = useWords();
  if (clock.kind === 'running') return { figures: formatCountdown(clock.sinceMs), says: t('clock.running') };
  if (clock.kind === 'planned') {
    if (clock.startsInMs === undefined) return { figures: undefined, says: t('clock.noStart') };
    return clock.startsInMs > 0
      ? { figures: formatCountdown(clock.startsInMs), says: t('clock.startsIn') }
      : { figures: '00:00:00', says: t('clock.due') };
  }
  const figures = formatCountdown(Math.abs(clock.leftMs));
  if (clock.pressure === 'done') return { figures, says: t('clock.doneEarly') };
  return { figures, says: t(clock.leftMs < 0 ? 'clock.late' : 'clock.left') };
};

interface DeadlineClockProps {
  readonly alert: AlertRow;
  readonly campaign: CampaignRow | undefined;
}

/** The time that is left, on the product's clock, and the deadline where the office is. */
export const DeadlineClock = ({ alert, campaign }: DeadlineClockProps) => {
  const { t, language } = useWords();
  const now = useProductNow();
  const clock = countdown(alert, campaign, now ?? Date.parse(alert.announcedAt));
  const { figures, says } = useFace(clock);
  const late = clock.kind === 'window' && campaign?.status === 'completed' && clock.leftMs < 0;
  const zone = zoneOf(alert.system);
  return (
    <div
      className={`deadline-clock ${clock.kind === 'window' ? clock.pressure : clock.kind}`}
      data-testid="deadline-clock"
      data-pressure={clock.kind === 'window' ? clock.pressure : clock.kind}
      role="timer"
    >
      {figures !== undefined && <span className="figures">{figures}</span>}
      <span className="says">{late ? t('clock.doneLate') : says}</span>
      {clock.kind === 'window' ? (
        <>
          <span className="share" aria-hidden="true">
            <span style={{ width: `${(clock.shareLeft * 100).toFixed(1)}%` }} />
          </span>
          <span className="when">
            {t(alert.deadline === alert.endedAt ? 'clock.at-once' : 'clock.deadline', {
              when: formatInstant(clock.deadlineMs, language, zone),
              zone: zoneName(clock.deadlineMs, language, zone),
            })}
          </span>
        </>
      ) : (
        <span className="when">{t('clock.noWindow')}</span>
      )}
    </div>
  );
};
