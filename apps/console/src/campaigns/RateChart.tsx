import { useId } from 'react';
import type { CampaignRow, TargetRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { formatRate, rateUnit } from '../time/format.js';
import type { Zone } from '../time/zones.js';
import { Drawing } from './Drawing.js';
import { rateFrame, stepsOf, stretchFor, type Frame } from './chart-frame.js';
import { ratesOf, type Rates } from './rates.js';

interface RateChartProps {
  readonly campaign: CampaignRow;
  readonly endMs: number;
  /** Of the burn-down above: the times lie one below the other. */
  readonly above: Frame;
  readonly zone: Zone;
  readonly nowMs: number | undefined;
  /** What the target carries anyway. */
  readonly traffic: TargetRow['traffic'];
}

/** How fast it went against how fast it was to go, and the lowest peak that any plan could have. */
export const RateChart = ({ campaign, endMs, above, zone, nowMs, traffic }: RateChartProps) => {
  const { t, language } = useWords();
  const title = useId();
  const stretchMs = stretchFor(above.right - above.left, above.x.invert(above.right) - above.x.invert(above.left));
  const untilMs = above.x.invert(above.right);
  const rates = ratesOf(campaign, endMs, stretchMs, { traffic, untilMs });
  if (!rates) return null;
  const { perSecond, key } = rateUnit(rates.highest);
  const f = rateFrame(above, rates.highest * perSecond);
  const path = (steps: Rates['plan']): string => stepsOf(steps, perSecond, f);
  const latest = ratesOf(campaign, endMs, stretchMs)?.actual.findLast((step) => step.rate > 0)?.rate ?? 0;
  return (
    <div className="drawing pace">
      <h4 id={title}>{t('rate.title')}</h4>
      <ul className="legend" aria-hidden="true">
        <li className="actual">{t('rate.actual')}</li>
        <li className="plan">{t('burn.plan')}</li>
        {rates.base.length > 0 && <li className="base">{t('rate.base')}</li>}
        {rates.bound !== undefined && <li className="bound">{t('rate.bound')}</li>}
      </ul>
      <Drawing
        testId="rate-chart"
        className="rates"
        f={f}
        zone={zone}
        unit={t(key)}
        title={title}
        description={`${t('rate.desc', {
          minutes: stretchMs / 60_000,
          latest: formatRate(latest, language, rates.highest),
          highest: formatRate(rates.highest, language, rates.highest),
        })}${rates.base.length > 0 ? ` ${t('rate.baseDesc')}` : ''}`}
      >
        <path className="pace" d={path(rates.actual)} />
        {rates.base.length > 0 && <path className="base" data-testid="base-load" d={path(rates.base)} />}
        <path className="plan" d={path(rates.plan)} />
        {rates.bound !== undefined && (
          <line
            className="bound"
            x1={f.left}
            x2={f.right}
            y1={f.y(rates.bound * perSecond)}
            y2={f.y(rates.bound * perSecond)}
          />
        )}
        {nowMs !== undefined && (
          <g className="upright now" transform={`translate(${f.x(nowMs).toFixed(1)} 0)`}>
            <line y1={f.top} y2={f.bottom} />
          </g>
        )}
      </Drawing>
    </div>
  );
};
