import { useEffect, useRef, useState } from 'react';
import type { DeclarationFilter } from '../api/calls.js';
import type { DeclarationStatus } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';

/** In the order of a declaration's life. */
const STATUSES: readonly DeclarationStatus[] = [
  'prior',
  'goes-on',
  'kept',
  'held',
  'owed',
  'attempting',
  'refused',
  'accepted',
];
const TYPING_MS = 250;

interface FilterBarProps {
  readonly filter: DeclarationFilter;
  readonly onChange: (filter: DeclarationFilter) => void;
}

/** Search by reference or MRN, and by status; a cause set elsewhere can be taken away. */
export const FilterBar = ({ filter, onChange }: FilterBarProps) => {
  const { t } = useWords();
  const [by, setBy] = useState<'reference' | 'mrn'>('reference');
  const [typed, setTyped] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const search = (text: string, field: typeof by): void => {
    const { reference: _reference, mrn: _mrn, ...rest } = filter;
    onChange(text === '' ? rest : { ...rest, [field]: text });
  };
  const { cause, ...withoutCause } = filter;
  return (
    <div className="filters" role="search">
      <label>
        <span className="label">{t('list.searchBy')}</span>
        <select
          value={by}
          onChange={(event) => {
            const field = event.target.value === 'mrn' ? 'mrn' : 'reference';
            setBy(field);
            search(typed.trim(), field);
          }}
        >
          <option value="reference">{t('list.byReference')}</option>
          <option value="mrn">{t('list.byMrn')}</option>
        </select>
      </label>
      <label className="grow">
        <span className="label">{t('list.search')}</span>
        <input
          type="search"
          data-testid="declaration-search"
          value={typed}
          spellCheck={false}
          onChange={(event) => {
            const text = event.target.value;
            setTyped(text);
            clearTimeout(timer.current);
            timer.current = setTimeout(() => search(text.trim(), by), TYPING_MS);
          }}
        />
      </label>
      <label>
        <span className="label">{t('list.status')}</span>
        <select
          data-testid="declaration-status"
          value={filter.status ?? ''}
          onChange={(event) => {
            const { status: _status, ...rest } = filter;
            onChange(event.target.value === '' ? rest : { ...rest, status: event.target.value });
          }}
        >
          <option value="">{t('list.anyStatus')}</option>
          {STATUSES.map((status) => (
            <option key={status} value={status}>
              {t(`status.${status}`)}
            </option>
          ))}
        </select>
      </label>
      {cause !== undefined && (
        <p className="cause">
          {t('list.cause', { cause })}
          <button type="button" className="quiet" onClick={() => onChange(withoutCause)}>
            {t('list.clearCause')}
          </button>
        </p>
      )}
    </div>
  );
};
