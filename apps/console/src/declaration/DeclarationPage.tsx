import { useQuery } from '@tanstack/react-query';
import { useCalls } from '../api/calls.js';
import { useWords } from '../i18n/LanguageContext.js';
import type { Claims } from '../session/claims.js';
import { History } from '../trail/History.js';
import { PageHead } from '../ui/PageHead.js';
import { ProblemNote } from '../ui/ProblemNote.js';
import { Documents } from '../documents/Documents.js';
import { may } from '../session/permissions.js';
import { ArticleList } from './ArticleList.js';
import { DeclarationActions } from './DeclarationActions.js';
import { ClearancePanel } from './ClearancePanel.js';
import { DeclarationFacts } from './DeclarationFacts.js';
import { Holds } from './Holds.js';
import { PriorPanel } from './PriorPanel.js';
import { Transcription } from './Transcription.js';
import '../styles/trail.css';
import '../styles/triage.css';

const ZONE = 'Europe/Paris';

interface DeclarationPageProps {
  readonly operator: string;
  readonly reference: string;
  readonly claims: Claims;
}

/** A declaration's whole life: how it stands, what it waits for, its papers, what proves its exit, every event. */
const DeclarationPage = ({ operator, reference, claims }: DeclarationPageProps) => {
  const { t } = useWords();
  const calls = useCalls();
  const { data, error } = useQuery({
    queryKey: ['declaration', operator, reference],
    queryFn: () => calls.declaration(operator, reference),
    retry: false,
  });
  return (
    <>
      <PageHead title={t('trail.declaration', { reference })}>
        {data && <DeclarationActions row={data} claims={claims} />}
      </PageHead>
      {error && <ProblemNote error={error} />}
      {data && (
        <div className="columns">
          <DeclarationFacts row={data} />
          <section>
            {data.holds && data.holds.length > 0 && <Holds holds={data.holds} />}
            <PriorPanel row={data} claims={claims} />
            <Transcription row={data} claims={claims} />
            {data.consignment && <ArticleList articles={[data.consignment, ...(data.furtherArticles ?? [])]} />}
            <ClearancePanel row={data} claims={claims} />
            {may.readPapers(claims) && (
              <Documents
                of={data.manifestId === undefined ? { operator, reference } : { manifestId: data.manifestId }}
                operator={operator}
                issues={data.form === 'dau' ? 'dau' : undefined}
                claims={claims}
              />
            )}
          </section>
        </div>
      )}
      <section className="panel">
        <History view="declarations" rowKey={[operator, reference]} zone={ZONE} />
      </section>
    </>
  );
};
export default DeclarationPage;
