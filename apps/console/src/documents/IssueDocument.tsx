import { useQueryClient } from '@tanstack/react-query';
import type { DocumentRow } from '../api/document-rows.js';
import { useCalls } from '../api/calls.js';
import { useWords } from '../i18n/LanguageContext.js';
import { Field, Form, type Values } from '../ui/Form.js';
import { useSubmit } from '../ui/useSubmit.js';

interface IssueDocumentProps {
  readonly body: { readonly kind: DocumentRow['kind'] } & Readonly<Record<string, string>>;
  /** The one to be made next, of a manifest in several parts. */
  readonly part?: number | undefined;
}

/** Makes the paper: numbered in the operator's own series, frozen as it is printed. */
export const IssueDocument = ({ body, part }: IssueDocumentProps) => {
  const { t } = useWords();
  const calls = useCalls();
  const queries = useQueryClient();
  const { busy, error, submit } = useSubmit(
    async ({ number, part: chosen }: Values, key) => {
      const counts = { ...(number ? { number: Number(number) } : {}), ...(chosen ? { part: Number(chosen) } : {}) };
      await calls.create('/v1/documents', { ...body, ...counts }, key);
      await queries.invalidateQueries({ queryKey: ['documents'] });
    },
    () => undefined,
  );
  return (
    <Form
      submitLabel={t(`issue.${body.kind}`)}
      testId="issue-document"
      busy={busy}
      error={error}
      onSubmit={(values) => void submit(values)}
    >
      <details open={part !== undefined || error !== undefined}>
        <summary>{t('issue.more')}</summary>
        <Field label={t('issue.number')} name="number" inputMode="numeric" maxLength={9} hint={t('issue.numberHint')} />
        {body.kind !== 'dau' && (
          <Field
            key={part}
            label={t('issue.part')}
            name="part"
            inputMode="numeric"
            initial={part === undefined ? '' : String(part)}
            hint={t('issue.partHint')}
          />
        )}
      </details>
    </Form>
  );
};
