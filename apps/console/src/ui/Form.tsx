import { useId, useState, type ReactNode, type SubmitEvent } from 'react';
import { useWords } from '../i18n/LanguageContext.js';
import { ProblemNote } from './ProblemNote.js';

interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly hint?: string;
  readonly type?: 'text' | 'datetime-local';
  readonly inputMode?: 'decimal';
  readonly required?: boolean;
  readonly initial?: string;
  readonly placeholder?: string;
}

/** A labelled input; a missing value is said beside it. */
export const Field = ({
  label,
  name,
  hint,
  type = 'text',
  inputMode,
  required = false,
  initial = '',
  placeholder,
}: FieldProps) => {
  const { t } = useWords();
  const [missing, setMissing] = useState(false);
  const note = useId();
  return (
    <div className="field">
      <label>
        <span className="label">{label}</span>
        <input
          name={name}
          type={type}
          inputMode={inputMode}
          defaultValue={initial}
          placeholder={placeholder}
          required={required}
          aria-invalid={missing}
          aria-describedby={note}
          autoComplete="off"
          {...(type === 'datetime-local' ? { step: 1 } : {})}
          onInvalid={(event) => {
            event.preventDefault();
            setMissing(true);
          }}
          onChange={() => {
            setMissing(false);
          }}
        />
      </label>
      <p id={note} className="hint">
        {missing ? <span role="alert">{t('form.required')}</span> : hint}
      </p>
    </div>
  );
};

interface ChoiceProps {
  readonly label: string;
  readonly name: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly initial?: string;
}

export const Choice = ({ label, name, options, initial }: ChoiceProps) => (
  <label className="field">
    <span className="label">{label}</span>
    <select name={name} defaultValue={initial}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  </label>
);

/** A box to tick; the form says `on` where it is. */
export const Tick = ({ label, name }: { readonly label: string; readonly name: string }) => (
  <label className="tick">
    <input type="checkbox" name={name} /> {label}
  </label>
);

interface FormProps {
  readonly submitLabel: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onCancel: () => void;
  readonly onSubmit: (values: Readonly<Record<string, string>>) => void;
  readonly children: ReactNode;
}

/** The form of a dialog: its fields, what went wrong, and its two buttons. */
export const Form = ({ submitLabel, busy, error, onCancel, onSubmit, children }: FormProps) => {
  const { t } = useWords();
  const take = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const entries = [...new FormData(event.currentTarget).entries()];
    onSubmit(Object.fromEntries(entries.map(([k, v]) => [k, typeof v === 'string' ? v.trim() : ''])));
  };
  return (
    <form onSubmit={take}>
      {children}
      {error !== undefined && <ProblemNote error={error} />}
      <p className="actions">
        <button type="submit" className="primary" disabled={busy}>
          {busy ? t('form.sending') : submitLabel}
        </button>
        <button type="button" onClick={onCancel}>
          {t('form.cancel')}
        </button>
      </p>
    </form>
  );
};
