import type { DeclarationRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { formatInstant } from '../time/format.js';
import { declarationHash } from '../trail/route.js';

const Row = ({ row }: { readonly row: DeclarationRow }) => {
  const { t, language } = useWords();
  const why = row.status === 'accepted' ? undefined : [row.cause, row.reason].filter(Boolean).join(': ');
  return (
    <tr data-testid="declaration-row" data-reference={row.reference} data-status={row.status}>
      <th scope="row">
        <a href={declarationHash(row.operator, row.reference)}>{row.reference}</a>
        <small>{row.operator}</small>
      </th>
      <td>
        <span className={`tag ${row.status}`}>{t(`status.${row.status}`)}</span>
        {why && <small>{why}</small>}
      </td>
      <td className="goods" data-label={t('list.description')}>
        {row.description ?? '–'}
      </td>
      <td className="amount" data-label={t('list.value')}>
        {row.invoiceValue === undefined ? '–' : `${row.invoiceValue} ${row.currency ?? ''}`}
      </td>
      <td className="mrn" data-label={t('list.mrn')}>
        {row.mrn ?? '–'}
      </td>
      <td data-label={t('list.when')}>
        {row.acceptedAt === undefined ? (
          '–'
        ) : (
          <span className={row.inTime === false ? 'late' : ''}>
            {formatInstant(Date.parse(row.acceptedAt), language, 'Europe/Paris')}
          </span>
        )}
      </td>
    </tr>
  );
};

/** On a narrow screen each row becomes a card: the labels then come from `data-label`. */
export const DeclarationTable = ({ rows }: { readonly rows: readonly DeclarationRow[] }) => {
  const { t } = useWords();
  return (
    <div className="scroll">
      <table className="declarations">
        <thead>
          <tr>
            <th scope="col">{t('list.reference')}</th>
            <th scope="col">{t('list.status')}</th>
            <th scope="col">{t('list.description')}</th>
            <th scope="col" className="amount">
              {t('list.value')}
            </th>
            <th scope="col">{t('list.mrn')}</th>
            <th scope="col">{t('list.when')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={`${row.operator}/${row.reference}`} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
};
