import type { AlertRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { ImportList } from '../imports/ImportList.js';
import { alertsToLodgeUnder } from '../lodging/alert-choice.js';
import type { Claims } from '../session/claims.js';
import { may } from '../session/permissions.js';
import { lodgeHash, PAPER_FORMS } from '../shell/route.js';
import '../styles/triage.css';
import { PageHead } from '../ui/PageHead.js';
import { ManifestList } from './ManifestList.js';

interface ManifestsPageProps {
  readonly alerts: readonly AlertRow[];
  readonly claims: Claims;
}

/** The manifests lodged and the files taken in; from here paper is lodged. */
const ManifestsPage = ({ alerts, claims }: ManifestsPageProps) => {
  const { t } = useWords();
  const open = alertsToLodgeUnder(alerts, claims.operator);
  return (
    <>
      <PageHead title={t('manifests.title')}>
        {may.lodge(claims, claims.operator) && open.length > 0 && (
          <p className="actions">
            {PAPER_FORMS.map((form) => (
              <a key={form} className="button" href={lodgeHash(form)} data-testid={`lodge-${form}`}>
                {t(`lodge.${form}`)}
              </a>
            ))}
          </p>
        )}
      </PageHead>
      <p className="hint">{t(open.length > 0 ? 'manifests.lead' : 'manifests.noAlert')}</p>
      <ManifestList />
      <ImportList />
    </>
  );
};
export default ManifestsPage;
