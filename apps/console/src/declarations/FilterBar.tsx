import { useEffect, useRef, useState } from 'react';
import type { DeclarationFilter } from '../api/calls.js';
import type { DeclarationStatus } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';

/** In the order of a declaration's life. */
const STATUSES: readonly DeclarationStatus[] = [
  'prior',
  'goes-on',
  'kept',
  'not-released',
  'held',
  'owed',
  'attempting',
  'refused',
  'accepted',
];
const TYPING_MS = 250;

interface Typed {
  readonly text: string;
  readonly operator: string;
}

const asAsked = ({ text, operator }: Typed): Typed => ({ text: text.trim(), operator: operator.trim().toUpperCase() });

const sameList = (typed: Typed, asked: Typed): boolean => {
  const { text, operator } = asAsked(typed);
  return text === asked.text && operator === asked.operator;
};

interface FilterBarProps {
  readonly filter: DeclarationFilter;
  readonly onChange: (filter: DeclarationFilter) => void;
}

/** Search by the beginning of a reference, an MRN, an LRN or a number, by operator and by status. */
export const FilterBar = ({ filter, onChange }: FilterBarProps) => {
  const { t } = useWords();
  const inAddress = { text: filter.text ?? '', operator: filter.operator ?? '' };
  const [typed, setTyped] = useState(inAddress);
  const [seen, setSeen] = useState(inAddress);
  // The address was changed elsewhere, or has taken up what was typed: then the sign still being typed stays.
  if (seen.text !== inAddress.text || seen.operator !== inAddress.operator) {
    setSeen(inAddress);
    if (!sameList(typed, inAddress)) setTyped(inAddress);
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const type = (changed: Partial<typeof typed>): void => {
    const next = { ...typed, ...changed };
    setTyped(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const { text: _text, operator: _operator, ...rest } = filter;
      const given = Object.entries(asAsked(next));
      onChange({ ...rest, ...Object.fromEntries(given.filter(([, value]) => value !== '')) });
    }, TYPING_MS);
  };
  const { cause, needs, ...withoutCause } = filter;
  return (
    <div className="filters" role="search">
      <label className="grow">
        <span className="label">{t('list.search')}</span>
        <input
          type="search"
          data-testid="declaration-search"
          value={typed.text}
          spellCheck={false}
          onChange={(event) => type({ text: event.target.value })}
        />
      </label>
      <label>
        <span className="label">{t('list.operator')}</span>
        <input
          type="search"
          data-testid="declaration-operator"
          value={typed.operator}
          placeholder="FR552100554"
          spellCheck={false}
          onChange={(event) => type({ operator: event.target.value })}
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
      {(cause !== undefined || needs !== undefined) && (
        <p className="cause">
          {needs === undefined
            ? t('list.cause', { cause: cause ?? '' })
            : t('needs.filter', { what: t(`needs.status.${needs === 'doubled' ? 'accepted' : needs}`, { n: 2 }) })}
          <button type="button" className="quiet" onClick={() => onChange(withoutCause)}>
            {t('list.clearCause')}
          </button>
        </p>
      )}
    </div>
  );
};
