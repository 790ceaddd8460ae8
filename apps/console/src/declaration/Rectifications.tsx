import { nameOfDatum } from '../acts/rectifiable.js';
import type { DeclarationInFull } from '../api/declaration-rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { formatInstant } from '../time/format.js';
import { RuleCitation } from '../ui/RuleCitation.js';

/** What was put right after the re-integration, beside what was lodged and sent (DX-28). */
export const Rectifications = ({ of = [] }: { readonly of: DeclarationInFull['rectifications'] }) => {
  const { t, language } = useWords();
  if (of.length === 0) return null;
  const named = (field: string): string => {
    const key = nameOfDatum(field);
    return key === undefined ? field : t(key);
  };
  return (
    <div data-testid="rectifications">
      {of.map(({ act, at, why, changes }) => (
        <table key={act} className="figures">
          <caption>
            {t('rectify.caption', { act, when: formatInstant(Date.parse(at), language, 'Europe/Paris'), why })}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t('rectify.field')}</th>
              <th scope="col">{t('rectify.lodged')}</th>
              <th scope="col">{t('rectify.rectified')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ field, asLodged, rectified }) => (
              <tr key={field}>
                <th scope="row">{named(field)}</th>
                <td>{asLodged ?? '–'}</td>
                <td>{rectified ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      <RuleCitation rule="DX-28" />
    </div>
  );
};
