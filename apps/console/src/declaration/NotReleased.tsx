import type { DeclarationRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { RuleCitation } from '../ui/RuleCitation.js';

interface NotReleasedProps {
  readonly row: DeclarationRow;
  readonly at: (instant: string) => string;
}

/** No release yet, or never; and where it is re-integrated all the same, that somebody is to ask for it (DX-15). */
export const NotReleased = ({ row: { withheld, releaseMissing }, at }: NotReleasedProps) => {
  const { t } = useWords();
  if (withheld) {
    const { because, office, rule } = withheld;
    return (
      <>
        {t(`withheld.${because}`, { when: at(withheld.at), office })} <RuleCitation rule={rule} />
      </>
    );
  }
  return (
    <>
      {t('clearance.noRelease')}
      {releaseMissing && (
        <small data-testid="release-missing">
          {t('clearance.releaseMissing')} <RuleCitation rule={releaseMissing.rule} />
        </small>
      )}
    </>
  );
};
