import { useState } from 'react';
import { AnnounceDialog } from '../alerts/AnnounceDialog.js';
import { useWords } from '../i18n/LanguageContext.js';
import type { Claims } from '../session/claims.js';
import { may } from '../session/permissions.js';
import { useSession } from '../session/SessionContext.js';

/** The same three steps for a terminal. `token` is fetched per person, as the roles differ. */
const commands = (base: string): readonly [string, string, string] => {
  const post = `curl -s ${base}`;
  const headers = `-H "authorization: Bearer $TOKEN" -H "idempotency-key: $RANDOM-$RANDOM" -H 'content-type: application/json'`;
  const token = (person: string): string =>
    `TOKEN=$(${post}/dev/token -H 'content-type: application/json' -d '{"person":"${person}"}' | sed 's/.*"accessToken":"\\([^"]*\\)".*/\\1/')`;
  return [
    `${token('helene')}\n${post}/v1/alerts ${headers} \\\n  -d '{"system":"delta-x","impact":"general","notice":"météo informatique"}'`,
    `${token('marion')}\n${post}/v1/manifests ${headers} -d @manifest.json\n${post}/v1/imports?manifestId=ID -H "authorization: Bearer $TOKEN" \\\n  -H "idempotency-key: $RANDOM-$RANDOM" -H 'content-type: text/csv' --data-binary @consignments.csv`,
    `${token('helene')}\n${post}/v1/alerts/ID/end ${headers} -H 'if-match: "1"' -d '{}'`,
  ];
};

/** What to do first, on an installation where nothing has happened. */
export const EmptyState = ({ claims }: { readonly claims: Claims }) => {
  const { t } = useWords();
  const { persons, actAs } = useSession();
  const [announcing, setAnnouncing] = useState(false);
  const [first, second, third] = commands(location.origin);
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
      {announcing && <AnnounceDialog claims={claims} onClose={() => setAnnouncing(false)} />}
    </section>
  );
};
