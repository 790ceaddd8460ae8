import type { CampaignRow } from '../api/rows.js';
import type { MessageKey } from '../i18n/en.js';
import { useWords } from '../i18n/LanguageContext.js';
import { formatNumber } from '../time/format.js';
import { COUNT_NAMES, countsOf, type CountName } from './counts.js';

const HINTS: Readonly<Partial<Record<CountName, MessageKey>>> = {
  owed: 'count.owed.hint',
  kept: 'count.kept.hint',
  'goes-on': 'count.goes-on.hint',
  late: 'count.late.hint',
  held: 'count.held.hint',
};
const RULES: Readonly<Partial<Record<CountName, string>>> = { kept: 'DX-23', 'goes-on': 'DX-20', late: 'DX-24' };
/** Nothing to look at while they are nought, and a person's business when they are not. */
const ALARMING: ReadonlySet<CountName> = new Set(['late', 'refused', 'held']);

/** The numbers of a campaign, each with its rule where one decides it. */
export const Counts = ({ campaign }: { readonly campaign: CampaignRow }) => {
  const { t, language } = useWords();
  const counts = countsOf(campaign);
  return (
    <dl className="counts">
      {COUNT_NAMES.map((name) => {
        const hint = HINTS[name];
        const rule = RULES[name];
        return (
          <div
            key={name}
            className={ALARMING.has(name) && counts[name] > 0 ? `${name} alarming` : name}
            title={hint === undefined ? undefined : t(hint)}
          >
            <dt>
              {t(`count.${name}`)}
              {rule !== undefined && <small>{rule}</small>}
            </dt>
            <dd data-testid={`count-${name}`} data-value={counts[name]}>
              {formatNumber(counts[name], language)}
            </dd>
          </div>
        );
      })}
    </dl>
  );
};
