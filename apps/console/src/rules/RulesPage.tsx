import { useEffect } from 'react';
import { cite, citedRules } from '#libs/rules';
import { useWords } from '../i18n/LanguageContext.js';
import { PageHead } from '../ui/PageHead.js';

const SOURCES = [...new Set(citedRules.map((rule) => cite(rule).document))];

/** Every rule that the product applies, in a line, with where it is written. */
const RulesPage = ({ rule }: { readonly rule: string | undefined }) => {
  const { t, text } = useWords();
  useEffect(() => {
    if (rule === undefined) return;
    const shown = document.getElementById(`rule-${rule}`);
    shown?.scrollIntoView({ block: 'center' });
    shown?.focus({ preventScroll: true });
  }, [rule]);
  return (
    <>
      <PageHead title={t('rules.title')} />
      <p className="hint">{t('rules.lead')}</p>
      {SOURCES.map((source) => (
        <section key={source.id} className="panel" aria-labelledby={source.id}>
          <h3 id={source.id}>{text(source.title)}</h3>
          <ul className="rule-list">
            {citedRules
              .filter((each) => cite(each).document === source)
              .map((each) => (
                <li
                  key={each}
                  id={`rule-${each}`}
                  tabIndex={-1}
                  className={each === rule ? 'asked' : ''}
                  aria-current={each === rule ? 'true' : undefined}
                >
                  <b>{each}</b> <span>{text(cite(each).gist)}</span> <cite>{text(cite(each).section)}</cite>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  );
};
export default RulesPage;
