import { useId } from 'react';
import type { CampaignRow, TargetRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { useProductNow } from '../live/useProductNow.js';
import { formatInstant } from '../time/format.js';
import { zoneOf } from '../time/zones.js';
import { burnDown, type Point } from './burn-down.js';
import { BurnDownTable } from './BurnDownTable.js';
import { Drawing } from './Drawing.js';
import { frame, pathOf, type Frame } from './chart-frame.js';
import { ifResumed } from './if-resumed.js';
import { RateChart } from './RateChart.js';
import { Replans } from './Replans.js';
import { useWidth } from './useWidth.js';

const Upright = ({
  f,
  ms,
  label,
  kind,
}: {
  readonly f: Frame;
  readonly ms: number;
  readonly label: string;
  readonly kind: string;
}) => {
  const x = f.x(ms);
  const nearRight = x > f.right - 90;
  return (
    <g className={`upright ${kind}`} transform={`translate(${x.toFixed(1)} 0)`}>
      <line y1={f.top - 4} y2={f.bottom} />
      <text x={nearRight ? -5 : 5} y={kind === 'now' ? f.top + 20 : f.top + 4} textAnchor={nearRight ? 'end' : 'start'}>
        {label}
      </text>
    </g>
  );
};

/** From what remains now, down along the plan that would be adopted. */
const resumedLine = (campaign: CampaignRow, target: TargetRow | undefined, from: Point): readonly Point[] => {
  const curve = ifResumed(campaign, target, from.ms)?.curve ?? [];
  let { remaining } = from;
  return curve.flatMap(({ from: start, to, rate }, i) => {
    const before = { ms: start, remaining };
    remaining = Math.max(0, remaining - (rate * (to - start)) / 1_000);
    return i === 0 ? [before, { ms: to, remaining }] : [{ ms: to, remaining }];
  });
};

/** The burn-down of one campaign: what remains over product time, the plan, the deadline, now, every re-plan. */
interface BurnDownChartProps {
  readonly campaign: CampaignRow;
  /** Nothing is sent for now: what would be if it went on is drawn. */
  readonly still: boolean;
  readonly target: TargetRow | undefined;
}

const BurnDownChart = ({ campaign, still, target }: BurnDownChartProps) => {
  const { t, language } = useWords();
  const now = useProductNow() ?? Date.parse(campaign.endedAt ?? '');
  const { element, width } = useWidth();
  const title = useId();
  const zone = zoneOf(campaign.system);
  const chart = burnDown(campaign, now);
  if (!chart) return null;
  const f = frame(chart, Math.max(280, width), zone);
  const at = (ms: number | undefined): string => (ms === undefined ? '–' : formatInstant(ms, language, zone));
  const latest = chart.actual.at(-1);
  const resumed = still && latest ? resumedLine(campaign, target, latest) : [];
  return (
    <figure className="burn-down">
      <figcaption>
        <h4 id={title}>{t('burn.title')}</h4>
        <ul className="legend" aria-hidden="true">
          <li className="actual">{t('burn.actual')}</li>
          <li className="plan">{t('burn.plan')}</li>
          {resumed.length > 0 && <li className="resumed">{t('burn.resumed')}</li>}
          <li className="deadline">{t('burn.deadline')}</li>
          {chart.replans.length > 0 && <li className="replan">{t('burn.replan')}</li>}
        </ul>
      </figcaption>
      <div ref={element} className="drawing">
        {width > 0 && (
          <Drawing
            f={f}
            zone={zone}
            unit={t('burn.remaining')}
            title={title}
            testId="burn-down"
            description={t('burn.desc', {
              remaining: latest?.remaining ?? 0,
              owed: campaign.counts.owed,
              now: at(latest?.ms),
              deadline: at(chart.deadlineMs),
              replans: chart.replans.length,
            })}
          >
            {chart.deadlineMs !== undefined && (
              <Upright f={f} ms={chart.deadlineMs} label={t('burn.deadline')} kind="deadline" />
            )}
            <path className="plan" d={pathOf(chart.plan, f)} />
            {resumed.length > 0 && <path className="resumed" data-testid="if-resumed" d={pathOf(resumed, f)} />}
            <path className="actual" d={pathOf(chart.actual, f)} />
            {chart.nowMs !== undefined && <Upright f={f} ms={chart.nowMs} label={t('burn.now')} kind="now" />}
            {latest && <circle className="latest" cx={f.x(latest.ms)} cy={f.y(latest.remaining)} r={4} />}
            <Replans chart={chart} frame={f} campaign={campaign} />
          </Drawing>
        )}
      </div>
      {width > 0 && (
        <RateChart
          campaign={campaign}
          endMs={latest?.ms ?? now}
          above={f}
          zone={zone}
          nowMs={chart.nowMs}
          traffic={target?.traffic}
        />
      )}
      <BurnDownTable chart={chart} campaign={campaign} zone={zone} />
    </figure>
  );
};
export default BurnDownChart;
