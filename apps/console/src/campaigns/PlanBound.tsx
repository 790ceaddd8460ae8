import type { CampaignRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { formatDuration, formatRate } from '../time/format.js';
import { boundWording } from './bound-wording.js';

/** The highest rate of the plan beside the lowest that any plan could do with; of the total load where there is other. */
export const PlanBound = ({ campaign: { plans, deadline } }: { readonly campaign: CampaignRow }) => {
  const { t, language } = useWords();
  const plan = plans.at(-1);
  if (!plan || plan.peak <= 0) return null;
  const { total, finishesAt } = plan;
  const { peak, bound } = total ?? plan;
  const rate = formatRate(peak, language, peak);
  if (bound === undefined) return <p className="hint">{t('bound.peak', { rate })}</p>;
  const marginMs = deadline === undefined ? 0 : Date.parse(deadline) - Date.parse(finishesAt);
  return (
    <p className="bound" data-testid="plan-bound" data-peak={peak} data-bound={bound}>
      {t(boundWording(peak, bound, marginMs, total !== undefined), {
        rate,
        own: formatRate(plan.peak, language, peak),
        bound: formatRate(bound, language, peak),
        margin: formatDuration(marginMs, language),
      })}
    </p>
  );
};
