import { useQuery } from '@tanstack/react-query';
import { useCalls } from '../api/calls.js';
import type { Localised } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { declarationHash } from '../shell/route.js';
import { ProblemNote } from '../ui/ProblemNote.js';
import { RuleCitation, RuleLink } from '../ui/RuleCitation.js';

interface Side {
  readonly as: 'pre-outage' | 'paper' | 're-sent';
  readonly operator: string;
  readonly reference: string;
  readonly number?: string;
}

/** What the check for doubles found across what stood before, the paper and what was sent again. */
interface DoublesReport {
  readonly found: number;
  readonly checked: Readonly<Record<'declarations' | 'preOutage' | 'paper' | 'reSent', number>>;
  readonly pairs: readonly {
    readonly by: 'reference' | 'lrn' | 'number';
    readonly value: string;
    readonly first: Side;
    readonly second: Side;
    readonly outcome: string;
    readonly rules: readonly string[];
    readonly text: Localised;
  }[];
}

/** Whether anything is known to customs twice, or could come to be, and what keeps each pair from it (DX-29). */
export const Doubles = ({ alertId }: { readonly alertId: string }) => {
  const { t, text, language } = useWords();
  const calls = useCalls();
  const { data, error, isPending } = useQuery({
    queryKey: ['doubles', alertId, language],
    queryFn: () => calls.one<DoublesReport>(`/v1/alerts/${encodeURIComponent(alertId)}/doubles`),
    retry: false,
  });
  const doubled = data?.pairs.some(({ outcome }) => outcome === 'doubled') ?? false;
  return (
    <section className="panel" aria-labelledby="doubles-title" data-testid="doubles" data-found={data?.found}>
      <h3 id="doubles-title">{t('doubles.title')}</h3>
      <RuleCitation rule="DX-29" />
      {isPending && <p className="hint">{t('app.loading')}</p>}
      {error && <ProblemNote error={error} />}
      {data && (
        <p className={doubled ? 'problem' : ''}>
          {t(data.found === 0 ? 'doubles.none' : 'doubles.found', { n: data.found })}{' '}
          {t('doubles.checked', {
            declarations: data.checked.declarations,
            before: data.checked.preOutage,
            paper: data.checked.paper,
            sent: data.checked.reSent,
          })}
        </p>
      )}
      {data && data.pairs.length > 0 && (
        <details open={doubled}>
          <summary>{t('doubles.pairs', { n: data.pairs.length })}</summary>
          <ul className="pairs" tabIndex={0}>
            {data.pairs.map(({ by, value, first, outcome, rules, text: said }) => (
              <li key={`${by} ${value} ${first.as} ${first.reference}`}>
                <a href={declarationHash(first.operator, first.reference)}>{first.reference}</a>{' '}
                <span className={`tag outcome ${outcome}`}>{t(`doublesBy.${by}`)}</span>{' '}
                {by !== 'reference' && <code>{value}</code>} {text(said)}{' '}
                {rules.map((rule) => (
                  <RuleLink key={rule} rule={rule} />
                ))}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
};
