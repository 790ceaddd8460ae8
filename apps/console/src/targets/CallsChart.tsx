import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { useId } from 'react';
import { timeTicks, type Frame } from '../campaigns/chart-frame.js';
import { useWidth } from '../campaigns/useWidth.js';
import { Drawing } from '../campaigns/Drawing.js';
import { useWords } from '../i18n/LanguageContext.js';
import { formatInstant, formatNumber, formatPercent, formatSeconds } from '../time/format.js';
import type { Zone } from '../time/zones.js';
import { answeredRuns, shareOf, type Stretch } from './calls.js';
import '../styles/calls.css';

const [HEIGHT, TOP, BOTTOM, LEFT, RIGHT] = [150, 22, 108, 56, 12];
const PIXELS_A_TIME_LABEL = 84;
const LEAST_MS = 10;

const middle = ({ from, until }: Stretch): number => (Date.parse(from) + Date.parse(until)) / 2;
const slowest = (stretches: readonly Stretch[]): number => Math.max(LEAST_MS, ...stretches.map((s) => s.p95Ms ?? 0));
const useless = ({ calls, rejected, unanswered }: Stretch): number => shareOf(rejected + unanswered, calls);

const frameOf = (stretches: readonly Stretch[], width: number, zone: Zone): Frame => {
  const [fromMs, toMs] = [Date.parse(stretches[0]?.from ?? ''), Date.parse(stretches.at(-1)?.until ?? '')];
  const x = scaleLinear([fromMs, toMs], [LEFT, width - RIGHT]);
  const y = scaleLinear([0, slowest(stretches)], [BOTTOM, TOP]).nice(3);
  const most = Math.max(2, Math.floor((width - LEFT - RIGHT) / PIXELS_A_TIME_LABEL));
  const found = timeTicks(fromMs, toMs, most, zone).filter((ms) => x(ms) <= width - 20);
  const xTicks = found.length > 0 ? found : [fromMs];
  return {
    width,
    height: HEIGHT,
    left: LEFT,
    right: width - RIGHT,
    top: TOP,
    bottom: BOTTOM,
    x,
    y,
    xTicks,
    yTicks: y.ticks(3),
  };
};

const Latency = ({ run, f, of }: { run: readonly Stretch[]; f: Frame; of: 'medianMs' | 'p95Ms' }) => {
  const path = line<Stretch>(
    (s) => f.x(middle(s)),
    (s) => f.y(s[of] ?? 0),
  ).digits(1)(run);
  return (
    <>
      <path className={of} d={path ?? ''} />
      {run.map((s) => (
        <circle key={s.from} className={of} cx={f.x(middle(s))} cy={f.y(s[of] ?? 0)} r={2} />
      ))}
    </>
  );
};

/** What was turned away, or not answered: a bar as high as its share of the calls. */
const Useless = ({ stretch, f, label }: { stretch: Stretch; f: Frame; label: string }) => {
  const [x, share] = [f.x(Date.parse(stretch.from)), useless(stretch)];
  const high = Math.max(3, share * (f.bottom - f.top));
  const wide = Math.max(2, f.x(Date.parse(stretch.until)) - x - 1);
  return (
    <rect className="away" data-testid="calls-away" x={x} y={f.bottom - high} width={wide} height={high}>
      <title>{label}</title>
    </rect>
  );
};

interface CallsChartProps {
  readonly stretches: readonly Stretch[];
  readonly zone: Zone;
}

/** The same figures as a table, for those who do not read drawings. */
const CallsTable = ({ stretches, zone }: CallsChartProps) => {
  const { t, language } = useWords();
  const ms = (n: number | undefined): string => (n === undefined ? '–' : formatNumber(n, language));
  return (
    <details>
      <summary>{t('calls.table')}</summary>
      <div className="past-calls" tabIndex={0}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t('calls.until')}</th>
              <th scope="col">{t('target.calls')}</th>
              <th scope="col">{t('calls.rejected')}</th>
              <th scope="col">{t('calls.unanswered')}</th>
              <th scope="col">{t('calls.median')}</th>
              <th scope="col">{t('calls.p95')}</th>
            </tr>
          </thead>
          <tbody>
            {stretches.toReversed().map((s) => (
              <tr key={s.until}>
                <th scope="row">{formatInstant(Date.parse(s.until), language, zone)}</th>
                <td>{formatNumber(s.calls, language)}</td>
                <td>{formatNumber(s.rejected, language)}</td>
                <td>{formatNumber(s.unanswered, language)}</td>
                <td>{ms(s.medianMs)}</td>
                <td>{ms(s.p95Ms)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
};

/** How long the target took of late, and what it turned away. */
const CallsChart = ({ stretches, zone }: CallsChartProps) => {
  const { t, language } = useWords();
  const { element, width } = useWidth();
  const title = useId();
  const f = frameOf(stretches, Math.max(280, width), zone);
  const last = stretches.findLast((s) => s.medianMs !== undefined);
  const worst = Math.max(...stretches.map(useless));
  const at = (s: Stretch): string => formatSeconds(Date.parse(s.until), language, zone);
  return (
    <div className="drawing calls">
      <h4 id={title}>{t('calls.title')}</h4>
      <ul className="legend" aria-hidden="true">
        <li className="median">{t('calls.median')}</li>
        <li className="p95">{t('calls.p95')}</li>
        {worst > 0 && <li className="away">{t('calls.useless')}</li>}
      </ul>
      <div ref={element}>
        {width > 0 && (
          <Drawing
            f={f}
            zone={zone}
            unit={t('calls.ms')}
            title={title}
            testId="calls-chart"
            description={t('calls.desc', {
              n: stretches.length,
              median: last?.medianMs ?? '–',
              p95: last?.p95Ms ?? '–',
              slowest: Math.max(0, ...stretches.map((s) => s.p95Ms ?? 0)),
              share: formatPercent(worst, language),
            })}
          >
            {stretches
              .filter((s) => useless(s) > 0)
              .map((s) => (
                <Useless
                  key={s.from}
                  stretch={s}
                  f={f}
                  label={t('calls.markAt', { time: at(s), share: formatPercent(useless(s), language), n: s.calls })}
                />
              ))}
            {answeredRuns(stretches).map((run) => (
              <g key={run[0]?.from}>
                <Latency run={run} f={f} of="p95Ms" />
                <Latency run={run} f={f} of="medianMs" />
              </g>
            ))}
          </Drawing>
        )}
      </div>
      <CallsTable stretches={stretches} zone={zone} />
    </div>
  );
};
export default CallsChart;
