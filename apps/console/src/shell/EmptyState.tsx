import { useState } from 'react';
import { AnnounceDialog } from '../alerts/AnnounceDialog.js';
import { useWords } from '../i18n/LanguageContext.js';
import type { Claims } from '../session/claims.js';
import { may } from '../session/permissions.js';
import { useSession } from '../session/SessionContext.js';
import { firstSteps } from './first-steps.js';

/** What to do first, on an installation where nothing has happened. */
export const EmptyState = ({ claims }: { readonly claims: Claims }) => {
  const { t } = useWords();
  const { persons, actAs } = useSession();
  const [announcing, setAnnouncing] = useState(false);
  const [first, second, third] = firstSteps({ origin: location.origin, devPersons: persons.length > 0 });
  const desk = persons.find(({ role }) => role === 'helpdesk');
  return (
    <section className="panel empty" data-testid="empty-state">
      <h2>{t('empty.title')}</h2>
      <p>{t('empty.lead')}</p>
      <ol>
        <li>
          <p>{t('empty.step1')}</p>
          <p className="actions">
            {may.announce(claims) ? (
              <button
                type="button"
                className="primary"
                data-testid="announce-alert"
                onClick={() => setAnnouncing(true)}
              >
                {t('alerts.announce')}
              </button>
            ) : desk ? (
              <button type="button" className="primary" onClick={() => actAs(desk.person)}>
                {t('empty.switch', { name: desk.name })}
              </button>
            ) : null}
            <span>{t('empty.or')}</span>
          </p>
          <pre tabIndex={0}>{first}</pre>
        </li>
        <li>
          <p>{t('empty.step2')}</p>
          <pre tabIndex={0}>{second}</pre>
        </li>
        <li>
          <p>{t('empty.step3')}</p>
          <pre tabIndex={0}>{third}</pre>
        </li>
      </ol>
      {announcing && <AnnounceDialog alerts={[]} claims={claims} onClose={() => setAnnouncing(false)} />}
    </section>
  );
};
