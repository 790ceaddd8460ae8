import type { ImportReport } from '../api/import-rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { DownloadButton } from '../ui/DownloadButton.js';
import { LineErrors } from './LineErrors.js';

/** What came of a file, or would: so many taken, so many not, and why each. */
export const ImportOutcome = ({ report }: { readonly report: ImportReport }) => {
  const { t } = useWords();
  const { dryRun, lines, accepted, unchanged, rejected, errors, errorsUrl } = report;
  return (
    <div
      className="outcome"
      role="status"
      data-testid="import-report"
      data-rejected={rejected}
      data-accepted={accepted}
    >
      <p>
        <strong>{t(dryRun ? 'import.would' : 'import.did', { lines })}</strong>{' '}
        {t('import.counts', { accepted, unchanged, rejected })}
      </p>
      {rejected === 0 ? (
        (dryRun || lines === 0) && (
          <p className={lines === 0 ? 'todo' : ''}>{t(lines === 0 ? 'import.noLines' : 'import.clean')}</p>
        )
      ) : (
        <>
          <p className="todo">{t('import.correct')}</p>
          <LineErrors errors={errors} more={errors.length < rejected} />
          {errorsUrl !== undefined && (
            <DownloadButton url={`${errorsUrl}?format=csv`} name="errors.csv" label={t('import.errorsCsv')} />
          )}
        </>
      )}
    </div>
  );
};
