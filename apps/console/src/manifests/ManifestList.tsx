import type { ManifestListed } from '../api/manifest-rows.js';
import { usePages } from '../api/usePages.js';
import { useWords } from '../i18n/LanguageContext.js';
import { manifestHash } from '../shell/route.js';
import { formatInstant } from '../time/format.js';
import { CursorPages } from '../ui/CursorPages.js';
import { ProblemNote } from '../ui/ProblemNote.js';

/** Manifests and entries in the records, of one alert or of all; each leads to its page. */
export const ManifestList = ({ alertId }: { readonly alertId?: string }) => {
  const { t, language } = useWords();
  const { data, error, isPending, paging, onPage } = usePages<ManifestListed>('manifests', { alertId });
  return (
    <section className="panel" aria-labelledby="manifest-list-title">
      <h3 id="manifest-list-title">{t('manifests.list')}</h3>
      {isPending && <p className="hint">{t('app.loading')}</p>}
      {error && <ProblemNote error={error} />}
      {data?.items.length === 0 && <p className="hint">{t('manifests.none')}</p>}
      {data && data.items.length > 0 && (
        <div className="scroll">
          <table className="rows">
            <thead>
              <tr>
                <th scope="col">{t('field.lodgedAt')}</th>
                <th scope="col">{t('marks.stamp')}</th>
                <th scope="col">{t('lodge.consignmentType')}</th>
                <th scope="col">{t('field.officeOfClearance')}</th>
                <th scope="col">{t('field.officeOfExit')}</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((row) => (
                <tr key={row.manifestId} data-testid="manifest-row">
                  <th scope="row">
                    <a href={manifestHash(row.manifestId)}>
                      {formatInstant(Date.parse(row.lodgedAt), language, 'Europe/Paris')}
                    </a>
                    <small>{row.operator}</small>
                  </th>
                  <td>
                    <span className={`tag ${row.stamp ? 'stamped' : ''}`}>
                      {t(row.stamp ? 'validity.stamped' : 'marks.noStamp')}
                    </span>
                    {row.form === 'records' && <small>{t('manifest.records')}</small>}
                  </td>
                  <td data-label={t('lodge.consignmentType')}>{t(`consignment.${row.consignmentType}`)}</td>
                  <td data-label={t('field.officeOfClearance')}>{row.officeOfClearance}</td>
                  <td data-label={t('field.officeOfExit')}>{row.officeOfExit}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <CursorPages label={t('manifests.list')} paging={paging} next={data?.next} onPage={onPage} />
    </section>
  );
};
