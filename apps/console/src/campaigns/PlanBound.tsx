import type { PlanRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { formatRate } from '../time/format.js';

/** Closer than any rounding of the planner's own. */
const ALIKE = 1.001;

const wording = (peak: number, bound: number): 'bound.below' | 'bound.lowest' | 'bound.above' => {
  if (peak * ALIKE < bound) return 'bound.below';
  return peak <= bound * ALIKE ? 'bound.lowest' : 'bound.above';
};

/** The highest rate of the plan beside the lowest that any plan could do with. */
export const PlanBound = ({ plan }: { readonly plan: PlanRow | undefined }) => {
  const { t, language } = useWords();
  if (!plan || plan.peak <= 0) return null;
  const { peak, bound } = plan;
  const rate = formatRate(peak, language, peak);
  if (bound === undefined) return <p className="hint">{t('bound.peak', { rate })}</p>;
  return (
    <p className="bound" data-testid="plan-bound" data-peak={peak} data-bound={bound}>
      {t(wording(peak, bound), { rate, bound: formatRate(bound, language, peak) })}
    </p>
  );
};
