import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCalls } from '../api/calls.js';
import type { ImportReport } from '../api/import-rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { manifestHash } from '../shell/route.js';
import { formatNumber } from '../time/format.js';
import { Dialog } from '../ui/Dialog.js';
import { ProblemNote } from '../ui/ProblemNote.js';
import { ImportOutcome } from './ImportOutcome.js';

/** The files taken in, the last first; each with its counts and its rejected lines. */
export const ImportList = ({ manifestId }: { readonly manifestId?: string }) => {
  const { t, language } = useWords();
  const calls = useCalls();
  const [shown, setShown] = useState<ImportReport>();
  const { data, error, isPending } = useQuery({
    queryKey: ['imports', manifestId ?? ''],
    queryFn: () => calls.imports(manifestId === undefined ? {} : { manifestId }),
    retry: false,
  });
  const count = (n: number): string => formatNumber(n, language);
  return (
    <section className="panel" aria-labelledby="imports-title">
      <h3 id="imports-title">{t('imports.title')}</h3>
      {isPending && <p className="hint">{t('app.loading')}</p>}
      {error && <ProblemNote error={error} />}
      {data?.items.length === 0 && (
        <p className="hint">{t(manifestId === undefined ? 'imports.none' : 'imports.noneHere')}</p>
      )}
      {data && data.items.length > 0 && (
        <div className="scroll">
          <table className="rows">
            <thead>
              <tr>
                <th scope="col">{t('imports.file')}</th>
                <th scope="col">{t('list.status')}</th>
                <th scope="col" className="amount">
                  {t('imports.accepted')}
                </th>
                <th scope="col" className="amount">
                  {t('imports.unchanged')}
                </th>
                <th scope="col" className="amount">
                  {t('imports.rejected')}
                </th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((report) => (
                <tr key={report.importId}>
                  <th scope="row">
                    <button type="button" className="quiet" onClick={() => setShown(report)}>
                      {t('imports.lines', { n: report.lines })}
                    </button>
                    {manifestId === undefined && report.manifestId !== undefined && (
                      <a href={manifestHash(report.manifestId)}>{t('imports.manifest')}</a>
                    )}
                  </th>
                  <td>
                    <span className={`tag ${report.status}`}>{t(`import.status.${report.status}`)}</span>
                  </td>
                  <td className="amount" data-label={t('imports.accepted')}>
                    {count(report.accepted)}
                  </td>
                  <td className="amount" data-label={t('imports.unchanged')}>
                    {count(report.unchanged)}
                  </td>
                  <td className="amount" data-label={t('imports.rejected')}>
                    {count(report.rejected)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {shown && (
        <Dialog title={t('imports.report')} onClose={() => setShown(undefined)} wide>
          <ImportOutcome report={shown} />
        </Dialog>
      )}
    </section>
  );
};
