import type { CampaignRow, PlanRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { formatTime } from '../time/format.js';
import { zoneOf } from '../time/zones.js';
import type { BurnDown } from './burn-down.js';
import { toldApart, type Frame } from './chart-frame.js';

const MARK_WIDTH = 12;

/** What a plan says of itself: when it was adopted, why, how many, done when. */
export const usePlanText = (campaign: CampaignRow): ((plan: PlanRow) => string) => {
  const { t, language } = useWords();
  const zone = zoneOf(campaign.system);
  return ({ plan, adoptedAt, reason, work, finishesAt }) =>
    t('burn.replanAt', {
      plan,
      time: formatTime(Date.parse(adoptedAt), language, zone),
      reason: t(`reason.${reason}`),
      work,
      finish: formatTime(Date.parse(finishesAt), language, zone),
    });
};

interface ReplansProps {
  readonly chart: BurnDown;
  readonly frame: Frame;
  readonly campaign: CampaignRow;
}

/** A mark for every plan after the first, on the line; its reason is in the tooltip and in the list below. */
export const Replans = ({ chart, frame, campaign }: ReplansProps) => {
  const textOf = usePlanText(campaign);
  return (
    <g className="replans">
      {toldApart(chart.replans, MARK_WIDTH, ({ ms }) => frame.x(ms)).map(({ plan, ms, remaining }) => {
        const row = campaign.plans.find((p) => p.plan === plan);
        const [x, y] = [frame.x(ms), frame.y(remaining)];
        return (
          <g key={plan} data-testid="replan">
            {row && <title>{textOf(row)}</title>}
            <rect x={x - 11} y={y - 11} width={22} height={22} className="reach" />
            <path d={`M${x.toFixed(1)},${(y - 7).toFixed(1)}l6,7l-6,7l-6,-7z`} />
          </g>
        );
      })}
    </g>
  );
};

/** The plans adopted so far, the last one first. */
export const PlanList = ({ campaign }: { readonly campaign: CampaignRow }) => {
  const { t } = useWords();
  const textOf = usePlanText(campaign);
  if (campaign.plans.length === 0) return null;
  return (
    <details open={campaign.plans.length > 1 && campaign.plans.length <= 5}>
      <summary>{t('burn.plans', { n: campaign.plans.length })}</summary>
      <ol className="plans" tabIndex={0}>
        {campaign.plans.toReversed().map((plan) => (
          <li key={plan.plan}>{textOf(plan)}</li>
        ))}
      </ol>
    </details>
  );
};
