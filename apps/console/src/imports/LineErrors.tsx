import type { LineError } from '../api/import-rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { formatNumber } from '../time/format.js';
import { RuleLink } from '../ui/RuleCitation.js';

interface LineErrorsProps {
  readonly errors: readonly LineError[];
  readonly more: boolean;
}

/** Each line that was not taken: where, which field, on which rule, what to do. */
export const LineErrors = ({ errors, more }: LineErrorsProps) => {
  const { t, text, language } = useWords();
  return (
    <div className="scroll">
      <table className="rows">
        <caption className="unseen">{t('import.errors')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('import.line')}</th>
            <th scope="col">{t('list.reference')}</th>
            <th scope="col">{t('import.field')}</th>
            <th scope="col">{t('import.why')}</th>
          </tr>
        </thead>
        <tbody>
          {errors.map((error, i) => (
            <tr key={i} data-testid="import-error" data-line={error.line}>
              <th scope="row">{formatNumber(error.line, language)}</th>
              <td data-label={t('list.reference')}>{error.reference ?? '–'}</td>
              <td data-label={t('import.field')}>{error.field === undefined ? '–' : <code>{error.field}</code>}</td>
              <td>
                {error.text !== undefined && text(error.text)}{' '}
                {error.rule !== undefined && <RuleLink rule={error.rule} />}
                {error.todo !== undefined && <small className="todo">{text(error.todo)}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more && <p className="hint">{t('import.more')}</p>}
    </div>
  );
};
