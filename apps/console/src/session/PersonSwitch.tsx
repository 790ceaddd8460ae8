import { useWords } from '../i18n/LanguageContext.js';
import { useSession } from './SessionContext.js';

/** Who one acts as: the development persons to choose from, or the bearer of the token. */
export const PersonSwitch = () => {
  const { t } = useWords();
  const { session, persons, actAs, leave } = useSession();
  if (session.kind !== 'person') return null;
  if (persons.length === 0) {
    const [role] = session.claims.roles;
    return (
      <p className="person">
        <span>
          {session.claims.name}
          {role ? `, ${t(`role.${role}`)}` : ''}
        </span>
        <button type="button" className="quiet" onClick={leave}>
          {t('session.signOut')}
        </button>
      </p>
    );
  }
  return (
    <label className="person">
      <span className="label">{t('app.person')}</span>
      <select
        data-testid="person-switch"
        value={session.person ?? ''}
        onChange={(event) => {
          actAs(event.target.value);
        }}
      >
        {persons.map(({ person, name, role }) => (
          <option key={person} value={person}>
            {name}, {t(`role.${role}`)}
          </option>
        ))}
      </select>
    </label>
  );
};
