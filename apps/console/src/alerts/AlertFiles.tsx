import { useQueryClient } from '@tanstack/react-query';
import type { AlertRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { UploadPanel } from '../imports/UploadPanel.js';
import type { Claims } from '../session/claims.js';
import { may } from '../session/permissions.js';
import { DownloadButton } from '../ui/DownloadButton.js';

interface AlertFilesProps {
  readonly alert: AlertRow;
  readonly claims: Claims;
}

/** The files of an alert: the operator's list goes in, the reports come out. */
export const AlertFiles = ({ alert: { alertId }, claims }: AlertFilesProps) => {
  const { t } = useWords();
  const queries = useQueryClient();
  const reports = `/v1/alerts/${encodeURIComponent(alertId)}`;
  return (
    <>
      {claims.operator !== undefined && may.ownAct(claims, claims.operator) && (
        <UploadPanel
          url={`/v1/imports?kind=prior-states&alertId=${encodeURIComponent(alertId)}`}
          title={t('prior.upload')}
          hint={t('prior.uploadHint')}
          onDone={() => void queries.invalidateQueries()}
        />
      )}
      <section className="panel" aria-labelledby="reports-title">
        <h3 id="reports-title">{t('triage.reports')}</h3>
        <p className="actions">
          <DownloadButton url={`${reports}/triage.csv`} name={`triage-${alertId}.csv`} label={t('triage.csv')} />
          <DownloadButton url={`${reports}/triage.pdf`} name={`triage-${alertId}.pdf`} label={t('triage.pdf')} open />
          <DownloadButton url={`${reports}/doubles.csv`} name={`doubles-${alertId}.csv`} label={t('triage.doubles')} />
        </p>
      </section>
    </>
  );
};
