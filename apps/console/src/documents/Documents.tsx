import { lazy, Suspense, useState } from 'react';
import { ActButtons } from '../acts/ActButtons.js';
import type { DocumentRow } from '../api/document-rows.js';
import { useCalls } from '../api/calls.js';
import { newIdempotencyKey } from '../api/client.js';
import { usePages } from '../api/usePages.js';
import { useWords } from '../i18n/LanguageContext.js';
import type { Claims } from '../session/claims.js';
import { may } from '../session/permissions.js';
import { formatInstant } from '../time/format.js';
import { CursorPages } from '../ui/CursorPages.js';
import { DownloadButton } from '../ui/DownloadButton.js';
import { ProblemNote } from '../ui/ProblemNote.js';
import { IssueDocument } from './IssueDocument.js';

const ReplaceDialog = lazy(() => import('./ReplaceDialog.js'));

interface DocumentsProps {
  /** Of which manifest, or of which declaration. */
  readonly of: { readonly manifestId: string } | { readonly operator: string; readonly reference: string };
  readonly operator: string;
  /** What can be made of it; absent where its paper is another's. */
  readonly issues?: DocumentRow['kind'] | undefined;
  readonly claims: Claims;
}

const Document = ({ row, claims }: { readonly row: DocumentRow; readonly claims: Claims }) => {
  const { t, language } = useWords();
  const calls = useCalls();
  const [replacing, setReplacing] = useState(false);
  const { documentId, kind, number, version, validity, part, parts } = row;
  const name = t('document.name', { kind: t(`documentKind.${kind}`), number: String(number), version });
  const at = (instant: string): string => formatInstant(Date.parse(instant), language, 'Europe/Paris');
  return (
    <li data-testid="document" data-version={version} data-validity={validity}>
      <p>
        <strong>{name}</strong> {part !== undefined && parts > 1 && t('document.part', { part, parts })}{' '}
        <span className={`tag ${validity}`}>{t(`validity.${validity}`)}</span>
      </p>
      <p className="hint">
        {t('document.issued', {
          when: at(row.issuedAt),
          office: row.addressedTo,
          pages: row.pages,
          prints: row.prints,
        })}
        {row.printedAt !== undefined && ` ${t('document.printed', { when: at(row.printedAt) })}`}
      </p>
      {row.replaced.map((old) => (
        <p key={old.version} className="hint">
          {t('document.replaced', { version: old.version, by: old.by, why: old.reason })}{' '}
          <DownloadButton
            url={old.pdfUrl}
            name={`${documentId}-${String(old.version)}.pdf`}
            label={t('document.openOld', { version: old.version })}
            open
          />
        </p>
      ))}
      <p className="hint">
        {t('document.hash')} <code>{row.pdfSha256.slice(0, 16)}…</code>
      </p>
      <div className="actions">
        {may.lodge(claims, row.operator) && (
          <DownloadButton
            url={row.pdfUrl}
            name={`${documentId}.pdf`}
            label={t('document.print')}
            open
            testId="print-pdf"
            before={() =>
              calls.create(`/v1/documents/${encodeURIComponent(documentId)}/print`, {}, newIdempotencyKey())
            }
          />
        )}
        <DownloadButton url={row.pdfUrl} name={`${documentId}.pdf`} label={t('document.open')} open testId="open-pdf" />
        {validity === 'awaiting-stamp' && may.decide(claims) && (
          <ActButtons
            subject={{ url: `/v1/documents/${encodeURIComponent(documentId)}`, name, revision: row.revision }}
            offered={[{ name: 'document-stamp' }]}
          />
        )}
        {may.lodge(claims, row.operator) && (
          <button
            type="button"
            data-testid="replace-document"
            aria-label={`${t('document.replace')}, ${name}`}
            onClick={() => setReplacing(true)}
          >
            {t('document.replace')}
          </button>
        )}
        {replacing && (
          <Suspense>
            <ReplaceDialog row={row} name={name} onClose={() => setReplacing(false)} />
          </Suspense>
        )}
      </div>
    </li>
  );
};

/** The first part of a manifest that no document was made of yet; `undefined` where there is none. */
const nextPart = (rows: readonly DocumentRow[]): number | undefined => {
  const made = new Set(rows.map(({ part = 1 }) => part));
  const parts = Array.from({ length: rows[0]?.parts ?? 0 }, (_, i) => i + 1);
  return parts.find((part) => !made.has(part));
};

/** The papers that were printed: every version, each byte for byte as it was. */
export const Documents = ({ of, operator, issues, claims }: DocumentsProps) => {
  const { t } = useWords();
  const { data, error, isPending, paging, onPage } = usePages<DocumentRow>('documents', { ...of });
  const next = data && nextPart(data.items);
  return (
    <section className="panel" aria-labelledby="documents-title" data-testid="documents">
      <h3 id="documents-title">{t('documents.title')}</h3>
      {isPending && <p className="hint">{t('app.loading')}</p>}
      {error && <ProblemNote error={error} />}
      {data?.items.length === 0 && <p className="hint">{t('documents.none')}</p>}
      <ul className="documents">
        {data?.items.map((row) => (
          <Document key={row.documentId} row={row} claims={claims} />
        ))}
      </ul>
      <CursorPages label={t('documents.title')} paging={paging} next={data?.next} onPage={onPage} />
      {issues && may.lodge(claims, operator) && data && (data.items.length === 0 || next !== undefined) && (
        <IssueDocument body={{ kind: issues, operator, ...of }} part={next} />
      )}
    </section>
  );
};
