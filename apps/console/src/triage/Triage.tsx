import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCalls } from '../api/calls.js';
import type { PriorCounts, PriorStateRow } from '../api/prior-rows.js';
import type { AlertRow } from '../api/rows.js';
import { usePages } from '../api/usePages.js';
import { useWords } from '../i18n/LanguageContext.js';
import { useProductNow } from '../live/useProductNow.js';
import type { Claims } from '../session/claims.js';
import { formatNumber } from '../time/format.js';
import { CursorPages } from '../ui/CursorPages.js';
import { ProblemNote } from '../ui/ProblemNote.js';
import { RuleLink } from '../ui/RuleCitation.js';
import { TriageTable } from './TriageTable.js';

type Verdict = PriorStateRow['verdict'];

/** Each verdict with the rule that gives it. */
const VERDICTS: readonly (readonly [Verdict, string])[] = [
  ['goes-on', 'DX-20'],
  ['paper-refused', 'DX-07'],
  ['cancel-first', 'DX-29'],
  ['anticipated', 'DX-31'],
];

/** Few at a time: the cancellations come below. */
const AT_ONCE = 10;
const OWES = ['scan', 'end-of-scan', 'completion'] as const;

interface TriageProps {
  readonly alert: AlertRow;
  readonly claims: Claims;
}

/** What stood in Delta X when the alert came, counted by what becomes of it, and what there is to do for each. */
export const Triage = ({ alert, claims }: TriageProps) => {
  const { t, language } = useWords();
  const calls = useCalls();
  const now = useProductNow() ?? 0;
  const [verdict, setVerdict] = useState<Verdict>();
  const [owes, setOwes] = useState<string>();
  const { alertId } = alert;
  const counted = useQuery({
    queryKey: ['triage', alertId],
    queryFn: () => calls.one<PriorCounts>(`/v1/prior-states/counts?alertId=${encodeURIComponent(alertId)}`),
    retry: false,
  });
  const { data, error, isPending, paging, onPage } = usePages<PriorStateRow>(
    'prior-states',
    {
      alertId,
      verdict,
      owes,
    },
    AT_ONCE,
  );
  const counts = counted.data;
  const countOf = (each: Verdict): number => counts?.verdicts.find(({ of }) => of === each)?.count ?? 0;
  const none = data?.items.length === 0;
  return (
    <section className="panel" aria-labelledby="triage-title" data-testid="triage">
      <h3 id="triage-title">{t('triage.title')}</h3>
      <p className="hint">{t(none && verdict === undefined ? 'triage.none' : 'triage.lead')}</p>
      {counts && (
        <ul className="verdicts">
          {VERDICTS.map(([each, rule]) => (
            <li key={each} className={each}>
              <button
                type="button"
                aria-pressed={verdict === each}
                data-testid={`verdict-${each}`}
                data-value={countOf(each)}
                onClick={() => {
                  setVerdict(verdict === each ? undefined : each);
                  setOwes(undefined);
                }}
              >
                <strong className="figures">{formatNumber(countOf(each), language)}</strong>
                <span>{t(`verdict.${each}`)}</span>
                <small>{t(`verdictHint.${each}`)}</small>
              </button>
              <RuleLink rule={rule} />
            </li>
          ))}
        </ul>
      )}
      {counts && counts.expired > 0 && <p role="status">{t('triage.expired', { n: counts.expired })}</p>}
      {counts && verdict === 'goes-on' && (
        <div className="filters">
          <label>
            <span className="label">{t('triage.owesNext')}</span>
            <select
              data-testid="owes-filter"
              value={owes ?? ''}
              onChange={(event) => setOwes(event.target.value === '' ? undefined : event.target.value)}
            >
              <option value="">{t('triage.all')}</option>
              {OWES.map((message) => (
                <option key={message} value={message}>
                  {t(`actChoice.${message}`)} (
                  {formatNumber(counts.owes.find(({ of }) => of === message)?.count ?? 0, language)})
                </option>
              ))}
            </select>
          </label>
        </div>
      )}
      {isPending && <p className="hint">{t('app.loading')}</p>}
      {(error ?? counted.error) && <ProblemNote error={error ?? counted.error} />}
      {none && verdict !== undefined && <p className="hint">{t('triage.noneHere')}</p>}
      {data && !none && <TriageTable rows={data.items} claims={claims} nowMs={now} />}
      <CursorPages label={t('triage.title')} paging={paging} next={data?.next} onPage={onPage} />
    </section>
  );
};
