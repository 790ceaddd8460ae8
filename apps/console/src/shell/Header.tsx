import { LANGUAGES } from '../i18n/language.js';
import { useWords } from '../i18n/LanguageContext.js';
import { useLive } from '../live/LiveContext.js';
import { useProductNow } from '../live/useProductNow.js';
import { PersonSwitch } from '../session/PersonSwitch.js';
import { formatDay, formatNumber, formatSeconds, zoneName } from '../time/format.js';
import { ConnectionState } from './ConnectionState.js';

const NAMES = { en: 'English', fr: 'Français' } as const;
const ZONE = 'Europe/Paris';

const Clock = () => {
  const { t, language } = useWords();
  const { anchor } = useLive();
  const now = useProductNow();
  if (!anchor || now === undefined) return null;
  const scale = formatNumber(anchor.scale, language);
  return (
    <p className="clock" role="timer" aria-label={t('app.clock')} data-testid="product-clock">
      <span className="figures">{formatSeconds(now, language, ZONE)}</span>
      <span className="day">
        {formatDay(now, language, ZONE)}, {zoneName(now, language, ZONE)}
      </span>
      {anchor.scale !== 1 && (
        <span className="scale" title={t('app.scale', { scale })}>
          <span aria-hidden="true">×{scale}</span>
          <span className="unseen">{t('app.scale', { scale })}</span>
        </span>
      )}
    </p>
  );
};

const LanguageSwitch = () => {
  const { t, language, setLanguage } = useWords();
  return (
    <div className="languages" role="group" aria-label={t('app.language')} data-testid="lang-switch">
      {LANGUAGES.map((code) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-pressed={code === language}
          aria-label={`${code.toUpperCase()}, ${NAMES[code]}`}
          onClick={() => setLanguage(code)}
        >
          {code.toUpperCase()}
        </button>
      ))}
    </div>
  );
};

/** The name, the product's clock, the connection, the person and the language. */
export const Header = ({ live }: { readonly live: boolean }) => {
  const { t } = useWords();
  return (
    <header className="app">
      <div className="brand">
        <h1>Reprise</h1>
        <span>{t('app.what')}</span>
      </div>
      {live && <Clock />}
      <div className="settings">
        {live && <ConnectionState />}
        <PersonSwitch />
        <LanguageSwitch />
      </div>
    </header>
  );
};
