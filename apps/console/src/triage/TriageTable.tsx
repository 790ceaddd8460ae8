import { ActButtons } from '../acts/ActButtons.js';
import { declarationSubject, priorOffers } from '../acts/offers.js';
import type { PriorStateRow } from '../api/prior-rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import type { Claims } from '../session/claims.js';
import { declarationHash } from '../shell/route.js';
import { Becomes } from './Becomes.js';

interface TriageTableProps {
  readonly rows: readonly PriorStateRow[];
  readonly claims: Claims;
  readonly nowMs: number;
}

/** Each declaration that stood in Delta X: how, what becomes of it, and what there is to record. */
export const TriageTable = ({ rows, claims, nowMs }: TriageTableProps) => {
  const { t, text } = useWords();
  return (
    <div className="scroll">
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">{t('list.reference')}</th>
            <th scope="col">{t('triage.stood')}</th>
            <th scope="col">{t('triage.becomes')}</th>
            <th scope="col">{t('triage.act')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={`${row.operator}/${row.reference}`}
              data-testid="triage-row"
              data-reference={row.reference}
              data-verdict={row.verdict}
            >
              <th scope="row">
                <a href={declarationHash(row.operator, row.reference)}>{row.reference}</a>
                <small>{row.known.number ?? row.known.lrn ?? row.operator}</small>
              </th>
              <td>{t(`prior.${row.state}`)}</td>
              <td data-label={t('triage.becomes')}>
                <Becomes row={row} nowMs={nowMs} brief />
                <small className="todo">{text(row.todo)}</small>
              </td>
              <td>
                <ActButtons subject={declarationSubject(row)} offered={priorOffers(row, claims, nowMs)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
