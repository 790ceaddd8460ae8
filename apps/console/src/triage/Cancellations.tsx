import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ActButtons } from '../acts/ActButtons.js';
import { declarationSubject, priorOffers } from '../acts/offers.js';
import type { AlertRow, DeclarationRow } from '../api/rows.js';
import { useCalls } from '../api/calls.js';
import { usePages } from '../api/usePages.js';
import { useWords } from '../i18n/LanguageContext.js';
import { useProductNow } from '../live/useProductNow.js';
import type { Claims } from '../session/claims.js';
import { may } from '../session/permissions.js';
import { declarationHash } from '../shell/route.js';
import { formatInstant } from '../time/format.js';
import { CursorPages } from '../ui/CursorPages.js';
import { DownloadButton } from '../ui/DownloadButton.js';
import { ProblemNote } from '../ui/ProblemNote.js';
import { RuleCitation } from '../ui/RuleCitation.js';
import { RequestAllDialog, type OfficeCount } from './RequestAllDialog.js';

type Shown = NonNullable<DeclarationRow['cancellation']>;
const STATUSES: readonly Shown['status'][] = ['due', 'requested', 'refused', 'confirmed', 'first-kept'];

const AT_ONCE = 10;

/** When it came to stand as it does, where the row says. */
const sinceOf = ({ status, requestedAt, refusedAt, confirmedAt }: Shown): string | undefined =>
  ({ due: undefined, requested: requestedAt, refused: refusedAt, confirmed: confirmedAt, 'first-kept': undefined })[
    status
  ];

interface CancellationsProps {
  readonly alert: AlertRow;
  readonly claims: Claims;
}

/** First declarations that paper would double: asked of the service, and tracked to their confirmation (DX-29). */
export const Cancellations = ({ alert: { alertId }, claims }: CancellationsProps) => {
  const { t, language } = useWords();
  const calls = useCalls();
  const now = useProductNow() ?? 0;
  const [status, setStatus] = useState<string>();
  const [asking, setAsking] = useState(false);
  const list = usePages<DeclarationRow>('cancellations', { alertId, status }, AT_ONCE);
  const { data, error, isPending, paging, onPage } = list;
  const none = data?.items.length === 0;
  const counted = useQuery({
    queryKey: ['cancellation-counts', alertId],
    queryFn: () =>
      calls.one<{ readonly offices: readonly OfficeCount[] }>(
        `/v1/cancellations/counts?alertId=${encodeURIComponent(alertId)}`,
      ),
    retry: false,
  });
  const offices = counted.data?.offices ?? [];
  const due = offices.filter((each) => each.due > 0);
  const operator = claims.operator;
  return (
    <section className="panel" aria-labelledby="cancellations-title" data-testid="cancellations">
      <h3 id="cancellations-title">{t('cancellations.title')}</h3>
      <p className="hint">{t('cancellations.lead')}</p>
      <RuleCitation rule="DX-29" />
      {offices.length > 0 && (
        <ul className="offices">
          {offices.map(({ office, due: n, requested, refused, confirmed }) => (
            <li key={office} data-testid="office-cancellations" data-office={office}>
              <strong>{office}</strong> {t('cancellations.counts', { due: n, requested, refused, confirmed })}
            </li>
          ))}
        </ul>
      )}
      <div className="filters">
        <label>
          <span className="label">{t('cancellations.state')}</span>
          <select
            data-testid="cancellation-filter"
            value={status ?? ''}
            onChange={(event) => setStatus(event.target.value === '' ? undefined : event.target.value)}
          >
            <option value="">{t('triage.all')}</option>
            {STATUSES.map((each) => (
              <option key={each} value={each}>
                {t(`cancellation.${each}`)}
              </option>
            ))}
          </select>
        </label>
        {operator !== undefined && due.length > 0 && may.lodge(claims, operator) && (
          <button type="button" onClick={() => setAsking(true)} data-testid="request-all">
            {t('cancellations.requestAll')}
          </button>
        )}
        {operator !== undefined && (
          <DownloadButton
            url={`/v1/cancellations/request.csv?alertId=${encodeURIComponent(alertId)}&operator=${operator}`}
            name={`cancellations-${alertId}.csv`}
            label={t('cancellations.csv')}
          />
        )}
      </div>
      {isPending && <p className="hint">{t('app.loading')}</p>}
      {error && <ProblemNote error={error} />}
      {none && <p className="hint">{t(status === undefined ? 'cancellations.none' : 'cancellations.noneSo')}</p>}
      {data && !none && (
        <div className="scroll">
          <table className="rows">
            <thead>
              <tr>
                <th scope="col">{t('list.reference')}</th>
                <th scope="col">{t('cancellations.state')}</th>
                <th scope="col">{t('cancellations.first')}</th>
                <th scope="col">{t('cancellations.office')}</th>
                <th scope="col">{t('triage.act')}</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((row) => {
                const shown = row.cancellation;
                const since = shown && sinceOf(shown);
                return (
                  <tr
                    key={`${row.operator}/${row.reference}`}
                    data-testid="cancellation-row"
                    data-reference={row.reference}
                    data-status={shown?.status}
                  >
                    <th scope="row">
                      <a href={declarationHash(row.operator, row.reference)}>{row.reference}</a>
                      <small>{row.operator}</small>
                    </th>
                    <td>
                      {shown && (
                        <span className={`tag cancellation ${shown.status}`}>{t(`cancellation.${shown.status}`)}</span>
                      )}
                      {since !== undefined && (
                        <small>{formatInstant(Date.parse(since), language, 'Europe/Paris')}</small>
                      )}
                    </td>
                    <td className="mrn" data-label={t('cancellations.first')}>
                      {shown?.first.number ?? shown?.first.lrn ?? '–'}
                    </td>
                    <td data-label={t('cancellations.office')}>{shown?.office === '' ? '–' : shown?.office}</td>
                    <td>
                      <ActButtons subject={declarationSubject(row)} offered={priorOffers(row, claims, now)} />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      <CursorPages label={t('cancellations.title')} paging={paging} next={data?.next} onPage={onPage} />
      {asking && operator !== undefined && (
        <RequestAllDialog alertId={alertId} operator={operator} offices={due} onClose={() => setAsking(false)} />
      )}
    </section>
  );
};
