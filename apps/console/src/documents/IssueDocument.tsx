import { useQueryClient } from '@tanstack/react-query';
import type { DocumentRow } from '../api/document-rows.js';
import { useCalls } from '../api/calls.js';
import { useWords } from '../i18n/LanguageContext.js';
import { ProblemNote } from '../ui/ProblemNote.js';
import { useSubmit } from '../ui/useSubmit.js';

interface IssueDocumentProps {
  readonly body: { readonly kind: DocumentRow['kind'] } & Readonly<Record<string, string>>;
}

/** Makes the paper: numbered in the operator's own series, frozen as it is printed. */
export const IssueDocument = ({ body }: IssueDocumentProps) => {
  const { t } = useWords();
  const calls = useCalls();
  const queries = useQueryClient();
  const { busy, error, submit } = useSubmit(
    async (asked: object, key) => {
      await calls.create('/v1/documents', asked, key);
      await queries.invalidateQueries({ queryKey: ['documents'] });
    },
    () => undefined,
  );
  return (
    <>
      {error !== undefined && <ProblemNote error={error} />}
      <p className="actions">
        <button
          type="button"
          className="primary"
          data-testid="issue-document"
          disabled={busy}
          onClick={() => void submit(body)}
        >
          {busy ? t('form.sending') : t(`issue.${body.kind}`)}
        </button>
      </p>
    </>
  );
};
