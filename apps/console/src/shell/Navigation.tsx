import { useWords } from '../i18n/LanguageContext.js';
import { BOARD_HASH, MANIFESTS_HASH, RULES_HASH, type Route } from './route.js';

const PLACES = [
  { hash: BOARD_HASH, kinds: ['board', 'alert', 'declaration'], label: 'nav.board' },
  { hash: MANIFESTS_HASH, kinds: ['manifests', 'manifest', 'lodge'], label: 'nav.manifests' },
  { hash: RULES_HASH, kinds: ['rules'], label: 'nav.rules' },
] as const;

/** The rooms of the page, and in which of them one is. */
export const Navigation = ({ route }: { readonly route: Route }) => {
  const { t } = useWords();
  return (
    <nav className="rooms" aria-label={t('nav.title')}>
      <ul>
        {PLACES.map(({ hash, kinds, label }) => (
          <li key={hash}>
            <a href={hash} aria-current={kinds.some((kind) => kind === route.kind) ? 'page' : undefined}>
              {t(label)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};
