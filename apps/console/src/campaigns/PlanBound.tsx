import type { CampaignRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { formatDuration, formatRate } from '../time/format.js';

/** Closer than any rounding of the planner's own. */
const ALIKE = 1.001;

const wording = (peak: number, bound: number, marginMs: number) => {
  if (peak * ALIKE < bound) return 'bound.below';
  if (peak <= bound * ALIKE) return 'bound.lowest';
  return marginMs > 0 ? 'bound.margin' : 'bound.above';
};

/** The highest rate of the plan beside the lowest that any plan could do with. */
export const PlanBound = ({ campaign: { plans, deadline } }: { readonly campaign: CampaignRow }) => {
  const { t, language } = useWords();
  const plan = plans.at(-1);
  if (!plan || plan.peak <= 0) return null;
  const { peak, bound, finishesAt } = plan;
  const rate = formatRate(peak, language, peak);
  if (bound === undefined) return <p className="hint">{t('bound.peak', { rate })}</p>;
  const marginMs = deadline === undefined ? 0 : Date.parse(deadline) - Date.parse(finishesAt);
  return (
    <p className="bound" data-testid="plan-bound" data-peak={peak} data-bound={bound}>
      {t(wording(peak, bound, marginMs), {
        rate,
        bound: formatRate(bound, language, peak),
        margin: formatDuration(marginMs, language),
      })}
    </p>
  );
};
