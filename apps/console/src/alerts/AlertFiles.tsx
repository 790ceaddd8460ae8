import { useQueryClient } from '@tanstack/react-query';
import type { AlertRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { UploadPanel } from '../imports/UploadPanel.js';
import type { Claims } from '../session/claims.js';
import { may } from '../session/permissions.js';
import { Doubles } from '../triage/Doubles.js';
import { DownloadButton } from '../ui/DownloadButton.js';

interface AlertFilesProps {
  readonly alert: AlertRow;
  readonly claims: Claims;
}

/** The files of an alert: the operator's list goes in, the reports come out. */
export const AlertFiles = ({ alert: { alertId, scope }, claims }: AlertFilesProps) => {
  const { t, language } = useWords();
  // What a spreadsheet opens in the reader's language.
  const csv = language === 'fr' ? 'csv-fr' : 'csv';
  const queries = useQueryClient();
  const offered = scope.kind === 'operator' ? scope.eori : '';
  const reports = `/v1/alerts/${encodeURIComponent(alertId)}`;
  return (
    <>
      {may.takeIn(claims, claims.operator) && (
        <UploadPanel
          url={`/v1/imports?kind=prior-states&alertId=${encodeURIComponent(alertId)}`}
          title={t('prior.upload')}
          hint={t('prior.uploadHint')}
          operator={claims.operator === undefined ? offered : undefined}
          onDone={() => void queries.invalidateQueries()}
        />
      )}
      {may.readReports(claims) && <Doubles alertId={alertId} />}
      {may.readReports(claims) && (
        <section className="panel" aria-labelledby="reports-title">
          <h3 id="reports-title">{t('triage.reports')}</h3>
          <p className="actions">
            <DownloadButton
              url={`${reports}/triage?format=${csv}`}
              name={`triage-${alertId}.csv`}
              label={t('triage.csv')}
              testId="triage-csv"
            />
            <DownloadButton
              url={`${reports}/triage?format=pdf`}
              name={`triage-${alertId}.pdf`}
              label={t('triage.pdf')}
              testId="triage-pdf"
            />
            <DownloadButton
              url={`${reports}/doubles?format=${csv}`}
              name={`doubles-${alertId}.csv`}
              label={t('triage.doubles')}
              testId="doubles-csv"
            />
          </p>
        </section>
      )}
    </>
  );
};
