import { useState } from 'react';
import type { AlertRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { ImportList } from '../imports/ImportList.js';
import type { Claims } from '../session/claims.js';
import { may } from '../session/permissions.js';
import { manifestHash } from '../shell/route.js';
import '../styles/triage.css';
import { PageHead } from '../ui/PageHead.js';
import { ManifestList } from './ManifestList.js';
import { LodgeManifestDialog, alertsToLodgeUnder } from './LodgeManifestDialog.js';

interface ManifestsPageProps {
  readonly alerts: readonly AlertRow[];
  readonly claims: Claims;
}

/** The manifests lodged and the files taken in. */
const ManifestsPage = ({ alerts, claims }: ManifestsPageProps) => {
  const { t } = useWords();
  const [lodging, setLodging] = useState(false);
  const open = alertsToLodgeUnder(alerts);
  return (
    <>
      <PageHead title={t('manifests.title')}>
        {may.lodge(claims, claims.operator) && open.length > 0 && (
          <button type="button" className="primary" data-testid="lodge-manifest" onClick={() => setLodging(true)}>
            {t('manifests.lodge')}
          </button>
        )}
      </PageHead>
      <p className="hint">{t(open.length > 0 ? 'manifests.lead' : 'manifests.noAlert')}</p>
      <ManifestList />
      <ImportList />
      {lodging && (
        <LodgeManifestDialog
          alerts={open}
          claims={claims}
          onClose={() => setLodging(false)}
          onLodged={(manifestId) => {
            location.hash = manifestHash(manifestId);
          }}
        />
      )}
    </>
  );
};
export default ManifestsPage;
