import { useWords } from '../i18n/LanguageContext.js';
import { PageHead } from '../ui/PageHead.js';

/** What an address shows that leads to no room. */
export const UnknownPage = () => {
  const { t } = useWords();
  return (
    <>
      <PageHead title={t('nav.unknown')} />
      <p className="hint">{t('nav.unknownHint')}</p>
    </>
  );
};
