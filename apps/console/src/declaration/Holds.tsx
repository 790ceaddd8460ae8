import type { DeclarationRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { formatInstant } from '../time/format.js';
import { RuleCitation } from '../ui/RuleCitation.js';

/** Everything that must come before it is sent, each on its rule; none of them hides another. */
export const Holds = ({ holds }: { readonly holds: NonNullable<DeclarationRow['holds']> }) => {
  const { t, language } = useWords();
  return (
    <section className="panel attention" aria-labelledby="holds-title" data-testid="holds">
      <h3 id="holds-title">{t('holds.title', { n: holds.length })}</h3>
      <ul className="holds">
        {holds.map(({ hold, rule, since }) => (
          <li key={hold} data-testid="hold" data-hold={hold}>
            <p>
              <strong>{t(`holdTitle.${hold}`)}</strong>{' '}
              <small>{t('holds.since', { when: formatInstant(Date.parse(since), language, 'Europe/Paris') })}</small>
            </p>
            <p className="todo">{t(`holdTodo.${hold}`)}</p>
            <RuleCitation rule={rule} />
          </li>
        ))}
      </ul>
    </section>
  );
};
