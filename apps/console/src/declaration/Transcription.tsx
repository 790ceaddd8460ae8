import { ActButtons } from '../acts/ActButtons.js';
import { declarationSubject } from '../acts/offers.js';
import { lodgedTexts, nameOfDatum } from '../acts/rectifiable.js';
import type { DeclarationInFull } from '../api/declaration-rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import type { Claims } from '../session/claims.js';
import { may } from '../session/permissions.js';
import { formatInstant } from '../time/format.js';
import { RuleCitation } from '../ui/RuleCitation.js';

/** Nothing of it stands in Delta X, or may: then what was typed can be brought to what the paper says. */
const isOpen = ({ status, unsure }: DeclarationInFull): boolean =>
  !unsure && (status === 'refused' || status === 'owed' || status === 'held' || status === 'kept');

/** DX-28: what was typed from the paper, and its corrections. Nothing where neither is to be said. */
export const Transcription = ({ row, claims }: { readonly row: DeclarationInFull; readonly claims: Claims }) => {
  const { t, language } = useWords();
  const { corrected } = row;
  const offered = row.lodgedAt !== undefined && isOpen(row) && may.lodge(claims, row.operator);
  if (!offered && !corrected) return null;
  const named = (field: string): string => {
    const key = nameOfDatum(field);
    return key === undefined ? field : t(key);
  };
  return (
    <section className="panel" aria-labelledby="transcription-title" data-testid="transcription">
      <h3 id="transcription-title">{t('correct.title')}</h3>
      {corrected && (
        <p data-testid="corrected">
          {t('correct.done', {
            fields: corrected.fields.map(named).join(', '),
            when: formatInstant(Date.parse(corrected.last), language, 'Europe/Paris'),
          })}
        </p>
      )}
      {offered && <p>{t(row.status === 'refused' ? 'correct.refused' : 'correct.open')}</p>}
      <RuleCitation rule="DX-28" />
      {offered && (
        <ActButtons subject={declarationSubject(row)} offered={[{ name: 'correct', initial: lodgedTexts(row) }]} />
      )}
    </section>
  );
};
