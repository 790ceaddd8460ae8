import { lazy, Suspense, useState } from 'react';
import { ActButtons } from '../acts/ActButtons.js';
import { useCalls } from '../api/calls.js';
import { newIdempotencyKey } from '../api/client.js';
import type { DocumentRow } from '../api/document-rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import type { Claims } from '../session/claims.js';
import { may } from '../session/permissions.js';
import { formatInstant } from '../time/format.js';
import { DownloadButton } from '../ui/DownloadButton.js';

const ReplaceDialog = lazy(() => import('./ReplaceDialog.js'));

interface DocumentItemProps {
  readonly row: DocumentRow;
  readonly claims: Claims;
  /** As it stood once: to be read, and nothing to be done to it. */
  readonly past: boolean;
}

/** One printed document: its version, what it replaced, its file, and what may be done with it. */
export const DocumentItem = ({ row, claims, past }: DocumentItemProps) => {
  const { t, language } = useWords();
  const calls = useCalls();
  const lodges = !past && may.lodge(claims, row.operator);
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
          {t('document.replaced', { version: old.version, by: old.by, when: at(old.at) })}{' '}
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
        {lodges && (
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
        {!past && validity === 'awaiting-stamp' && may.decide(claims) && (
          <ActButtons
            subject={{ url: `/v1/documents/${encodeURIComponent(documentId)}`, name, revision: row.revision }}
            offered={[{ name: 'document-stamp' }]}
          />
        )}
        {lodges && (
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
