import { useState } from 'react';
import type { DocumentRow } from '../api/document-rows.js';
import { usePages } from '../api/usePages.js';
import { useWords } from '../i18n/LanguageContext.js';
import type { Claims } from '../session/claims.js';
import { may } from '../session/permissions.js';
import { fromWallClock } from '../time/zones.js';
import { CursorPages } from '../ui/CursorPages.js';
import { Field } from '../ui/Form.js';
import { ProblemNote } from '../ui/ProblemNote.js';
import { DocumentItem } from './DocumentItem.js';
import { IssueDocument } from './IssueDocument.js';

/** Each part of the largest manifest has one. */
const MOST = 100;

interface DocumentsProps {
  /** Of which manifest, or of which declaration. */
  readonly of: { readonly manifestId: string } | { readonly operator: string; readonly reference: string };
  readonly operator: string;
  /** What can be made of it; absent where its paper is another's. */
  readonly issues?: DocumentRow['kind'] | undefined;
  readonly claims: Claims;
}

/** The first part of a manifest that no document was made of yet; `undefined` where there is none. */
const nextPart = (rows: readonly DocumentRow[]): number | undefined => {
  const made = new Set(rows.map(({ part = 1 }) => part));
  const parts = Array.from({ length: rows[0]?.parts ?? 0 }, (_, i) => i + 1);
  return parts.find((part) => !made.has(part));
};

/** The papers that were printed: every version, each byte for byte as it was. */
export const Documents = ({ of, operator, issues, claims }: DocumentsProps) => {
  const { t } = useWords();
  const [asOf, setAsOf] = useState<string>();
  const past = asOf !== undefined;
  const { data, error, isPending, paging, onPage } = usePages<DocumentRow>('documents', { ...of, asOf }, MOST);
  const next = data && nextPart(data.items);
  return (
    <section className="panel" aria-labelledby="documents-title" data-testid="documents">
      <h3 id="documents-title">{t('documents.title')}</h3>
      {isPending && <p className="hint">{t('app.loading')}</p>}
      {error && <ProblemNote error={error} />}
      {data?.items.length === 0 && <p className="hint">{t(past ? 'documents.noneThen' : 'documents.none')}</p>}
      <ul className="documents">
        {data?.items.map((row) => (
          <DocumentItem key={row.documentId} row={row} claims={claims} past={past} />
        ))}
      </ul>
      <CursorPages label={t('documents.title')} paging={paging} next={data?.next} onPage={onPage} />
      {!past && issues && may.lodge(claims, operator) && data && (data.items.length === 0 || next !== undefined) && (
        <IssueDocument body={{ kind: issues, operator, ...of }} part={next} />
      )}
      <details>
        <summary>{t('documents.then')}</summary>
        <Field
          label={t('documents.then')}
          name="asOf"
          type="datetime-local"
          hint={t('documents.thenHint')}
          onType={(typed) => {
            const at = fromWallClock(typed, 'Europe/Paris');
            setAsOf(at === undefined ? undefined : new Date(at).toISOString());
          }}
        />
      </details>
    </section>
  );
};
