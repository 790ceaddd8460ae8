import type { CampaignRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { formatInstant, formatNumber } from '../time/format.js';
import type { Zone } from '../time/zones.js';
import { readLine, type BurnDown } from './burn-down.js';
import { timeTicks } from './chart-frame.js';
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
            </tr>
          </thead>
          <tbody>
            {timeTicks(chart.fromMs, chart.toMs, ROWS, zone).map((ms) => (
              <tr key={ms}>
                <th scope="row">{formatInstant(ms, language, zone)}</th>
                <td>{whole(readLine(chart.plan, ms))}</td>
                <td>{whole(readLine(chart.actual, ms))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
};
