import type { CampaignRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { formatInstant, formatNumber, rateUnit } from '../time/format.js';
import type { Zone } from '../time/zones.js';
import { readLine, type BurnDown } from './burn-down.js';
import { timeTicks } from './chart-frame.js';
import { plannedPace, ratesOf } from './rates.js';
import { PlanList } from './Replans.js';

interface BurnDownTableProps {
  readonly chart: BurnDown;
  readonly campaign: CampaignRow;
  readonly zone: Zone;
}

const ROWS = 13;

/** The same figures as a table, for those who do not read drawings. */
export const BurnDownTable = ({ chart, campaign, zone }: BurnDownTableProps) => {
  const { t, language } = useWords();
  const whole = (n: number | undefined): string => (n === undefined ? '–' : formatNumber(Math.round(n), language));
  const times = timeTicks(chart.fromMs, chart.toMs, ROWS, zone);
  const { perSecond, key } = rateUnit(ratesOf(campaign, chart.toMs)?.highest ?? 0);
  const pace = (each: number | undefined): string =>
    each === undefined ? '–' : formatNumber(Number((each * perSecond).toPrecision(3)), language);
  const accepted = (from: number, to: number): number | undefined => {
    const [before, after] = [readLine(chart.actual, from), readLine(chart.actual, to)];
    return before === undefined || after === undefined ? undefined : ((before - after) * 1_000) / (to - from);
  };
  return (
    <>
      <PlanList campaign={campaign} />
      <details>
        <summary>{t('burn.table')}</summary>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t('burn.time')}</th>
              <th scope="col">{t('burn.plan')}</th>
              <th scope="col">{t('burn.actual')}</th>
              <th scope="col">{t('rate.planned', { unit: t(key) })}</th>
              <th scope="col">{t('rate.accepted', { unit: t(key) })}</th>
            </tr>
          </thead>
          <tbody>
            {times.map((ms, i) => {
              const before = times[i - 1] ?? chart.fromMs;
              const none = before >= ms;
              return (
                <tr key={ms}>
                  <th scope="row">{formatInstant(ms, language, zone)}</th>
                  <td>{whole(readLine(chart.plan, ms))}</td>
                  <td>{whole(readLine(chart.actual, ms))}</td>
                  <td>{pace(none ? undefined : plannedPace(campaign.plans, before, ms))}</td>
                  <td>{pace(none ? undefined : accepted(before, ms))}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </details>
    </>
  );
};
