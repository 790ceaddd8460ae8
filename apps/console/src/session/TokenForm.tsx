import { useState } from 'react';
import { useWords } from '../i18n/LanguageContext.js';
import { readClaims } from './claims.js';
import { useSession } from './SessionContext.js';

/** Asks for an access token where the development issuer is off. */
export const TokenForm = ({ refused }: { readonly refused: boolean }) => {
  const { t } = useWords();
  const { useToken: take } = useSession();
  const [token, setToken] = useState('');
  const [unreadable, setUnreadable] = useState(false);
  return (
    <form
      className="panel token-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (readClaims(token)) take(token);
        else setUnreadable(true);
      }}
    >
      <p>{t('session.tokenWhy')}</p>
      {refused && <p role="alert">{t('session.refused')}</p>}
      <label className="field">
        <span className="label">{t('session.token')}</span>
        <textarea
          rows={4}
          value={token}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={unreadable}
          onChange={(event) => {
            setToken(event.target.value);
            setUnreadable(false);
          }}
        />
      </label>
      {unreadable && <p role="alert">{t('session.unreadable')}</p>}
      <button type="submit" className="primary">
        {t('session.use')}
      </button>
    </form>
  );
};
