import { lazy, Suspense } from 'react';
import type { TargetRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { useProductNow } from '../live/useProductNow.js';
import { formatDuration, formatPercent, formatSeconds } from '../time/format.js';
import { zoneOf } from '../time/zones.js';
import { isPresent, leftAloneFor, lengthOf, shareOf, type Stretch } from './calls.js';

// It draws, which is heavy, and is of no use before calls are made.
const CallsChart = lazy(() => import('./CallsChart.js'));

/** "In the last 10 s: 98 calls, 3% turned away, half answered within 120 ms, 95% within 340 ms." */
const LastStretch = ({ stretch, target, nowMs }: { stretch: Stretch; target: TargetRow; nowMs: number }) => {
  const { t, language } = useWords();
  const { calls, rejected, unanswered, medianMs, p95Ms } = stretch;
  const at = (instant: string): string => formatSeconds(Date.parse(instant), language, zoneOf(target.system));
  const percent = (part: number): string => formatPercent(shareOf(part, calls), language);
  const said = [
    isPresent(stretch, nowMs)
      ? t('calls.last', { n: calls, duration: formatDuration(lengthOf(stretch), language) })
      : t('calls.between', { n: calls, from: at(stretch.from), until: at(stretch.until) }),
    t('calls.away', { share: percent(rejected) }),
    ...(unanswered > 0 ? [t('calls.lost', { share: percent(unanswered) })] : []),
    ...(medianMs === undefined ? [] : [t('calls.within', { median: medianMs, p95: p95Ms ?? medianMs })]),
  ];
  return (
    <span className="line" data-testid="calls-last" data-calls={calls} data-rejected={rejected}>
      {said.join(', ')}.
    </span>
  );
};

/** How the target did of late, as the calls of every replica show it, and whether it asks to be left alone. */
export const Calls = ({ target }: { readonly target: TargetRow }) => {
  const { t, language } = useWords();
  const nowMs = useProductNow();
  const { observed, heldUntil, system } = target;
  if (nowMs === undefined) return null;
  const held = leftAloneFor(target, nowMs);
  return (
    <>
      {held !== undefined && heldUntil !== undefined && (
        <strong className="line" data-testid="calls-held">
          {t('calls.held', {
            until: formatSeconds(Date.parse(heldUntil), language, zoneOf(system)),
            duration: formatDuration(held, language),
          })}
        </strong>
      )}
      {observed ? <LastStretch stretch={observed} target={target} nowMs={nowMs} /> : t('calls.none')}
    </>
  );
};

/** The same of the last stretches, drawn across the whole card. */
export const PastCalls = ({ target: { recent = [], system } }: { readonly target: TargetRow }) =>
  recent.length > 1 && (
    <Suspense fallback={null}>
      <CallsChart stretches={recent} zone={zoneOf(system)} />
    </Suspense>
  );
