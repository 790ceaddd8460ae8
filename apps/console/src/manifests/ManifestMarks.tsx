import { ActButtons, type Offered } from '../acts/ActButtons.js';
import type { ManifestRow } from '../api/manifest-rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import type { Claims } from '../session/claims.js';
import { may } from '../session/permissions.js';
import { formatInstant } from '../time/format.js';
import { RuleCitation } from '../ui/RuleCitation.js';

interface ManifestMarksProps {
  readonly manifest: ManifestRow;
  readonly claims: Claims;
}

/** The marks that officers put on it: the release stamp, the visa of the office of exit. */
export const ManifestMarks = ({ manifest, claims }: ManifestMarksProps) => {
  const { t, language } = useWords();
  const { stamp, visas = [], manifestId } = manifest;
  const at = (instant: string): string => formatInstant(Date.parse(instant), language, 'Europe/Paris');
  const stampIt: Offered = { name: 'manifest-stamp', initial: { office: manifest.officeOfClearance } };
  const endorseIt: Offered = { name: 'manifest-visa', initial: { office: manifest.officeOfExit } };
  const subject = {
    url: `/v1/manifests/${encodeURIComponent(manifestId)}`,
    name: t('manifest.title', { office: manifest.officeOfClearance }),
    revision: manifest.revision,
  };
  return (
    <section className="panel" aria-labelledby="marks-title" data-testid="manifest-marks">
      <h3 id="marks-title">{t('marks.title')}</h3>
      <dl className="facts">
        <dt>{t('marks.stamp')}</dt>
        <dd data-testid="release-stamp" data-office={stamp?.office ?? ''}>
          {stamp
            ? t('marks.stamped', { office: stamp.office, when: at(stamp.stampedAt), n: stamp.selected.length })
            : t('marks.noStamp')}
          {stamp && stamp.selected.length > 0 && <small>{stamp.selected.join(', ')}</small>}{' '}
          <RuleCitation rule="DX-15" />
        </dd>
        <dt>{t('marks.visa')}</dt>
        <dd data-testid="exit-visa" data-count={visas.length}>
          {visas.length === 0 && t('marks.noVisa')}
          {visas.map((visa) => (
            <span key={visa.endorsedAt} className="line">
              {t('marks.endorsed', { office: visa.office, when: at(visa.endorsedAt) })}
              {visa.only && <small>{visa.only.join(', ')}</small>}
            </span>
          ))}{' '}
          <RuleCitation rule="DX-16" />
        </dd>
      </dl>
      {may.decide(claims) && <ActButtons subject={subject} offered={stamp ? [endorseIt] : [stampIt, endorseIt]} />}
    </section>
  );
};
