import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCalls } from '../api/calls.js';
import { Declarations } from '../declarations/Declarations.js';
import { Documents } from '../documents/Documents.js';
import { useWords } from '../i18n/LanguageContext.js';
import { ImportList } from '../imports/ImportList.js';
import { UploadPanel } from '../imports/UploadPanel.js';
import type { Claims } from '../session/claims.js';
import { may } from '../session/permissions.js';
import { PageHead } from '../ui/PageHead.js';
import { ProblemNote } from '../ui/ProblemNote.js';
import { ManifestFacts } from './ManifestFacts.js';
import { RecordsFacts } from './RecordsFacts.js';
import { ManifestMarks } from './ManifestMarks.js';
import '../styles/triage.css';

interface ManifestPageProps {
  readonly manifestId: string;
  readonly claims: Claims;
}

/** One manifest: what its lines have in common, how it was lodged and stamped, its lines and what became of them. */
const ManifestPage = ({ manifestId, claims }: ManifestPageProps) => {
  const { t } = useWords();
  const calls = useCalls();
  const queries = useQueryClient();
  const { data, error, isPending } = useQuery({
    queryKey: ['manifest', manifestId],
    queryFn: () => calls.manifest(manifestId),
    retry: false,
  });
  return (
    <>
      <PageHead
        title={t(data?.form === 'records' ? 'manifest.titleRecords' : 'manifest.title', {
          office: data?.officeOfClearance ?? '…',
        })}
      />
      {isPending && <p className="hint">{t('app.loading')}</p>}
      {error && <ProblemNote error={error} />}
      {data && (
        <>
          <div className="columns">
            <section>
              <ManifestFacts manifest={data} />
              {data.records && <RecordsFacts records={data.records} />}
            </section>
            <section>
              {may.takeIn(claims, data.operator.eori) ? (
                <UploadPanel
                  url={`/v1/imports?manifestId=${encodeURIComponent(manifestId)}`}
                  title={t('manifest.upload')}
                  hint={t('manifest.uploadHint')}
                  onDone={() => void queries.invalidateQueries()}
                />
              ) : (
                <p className="hint">{t('manifest.mayNot')}</p>
              )}
              <ManifestMarks manifest={data} claims={claims} />
              {may.readPapers(claims) && (
                <Documents
                  of={{ manifestId }}
                  operator={data.operator.eori}
                  issues={data.form === 'records' ? 'records-entry' : 'manifest'}
                  claims={claims}
                />
              )}
              <ImportList manifestId={manifestId} />
            </section>
          </div>
          <Declarations fixed={{ manifestId }} />
        </>
      )}
    </>
  );
};
export default ManifestPage;
