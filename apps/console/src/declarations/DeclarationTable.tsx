import type { DeclarationRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { formatAmount, formatInstant } from '../time/format.js';
import { declarationHash } from '../shell/route.js';

interface CellProps {
  readonly label: string;
  readonly kind?: string;
  readonly children: string | undefined;
}

/** A narrow screen leaves out what is absent. */
const Cell = ({ label, kind = '', children }: CellProps) => (
  <td className={children === undefined ? `${kind} none` : kind} data-label={label}>
    {children ?? '–'}
  </td>
);

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
      <Cell label={t('list.description')}>{row.description}</Cell>
      <Cell label={t('list.value')} kind="amount">
        {row.invoiceValue === undefined ? undefined : formatAmount(row.invoiceValue, row.currency ?? '', language)}
      </Cell>
      <Cell label={t('list.mrn')} kind="mrn">
        {row.mrn}
      </Cell>
      <Cell label={t('list.when')} kind={row.inTime === false ? 'late' : ''}>
        {row.acceptedAt === undefined ? undefined : formatInstant(Date.parse(row.acceptedAt), language, 'Europe/Paris')}
      </Cell>
    </tr>
  );
};

/** On a narrow screen each row becomes a card: the labels then come from `data-label`. */
export const DeclarationTable = ({ rows }: { readonly rows: readonly DeclarationRow[] }) => {
  const { t } = useWords();
  return (
    <div className="scroll">
      <table className="rows">
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
