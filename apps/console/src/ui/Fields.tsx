import { useId, useState, type InvalidEvent, type ReactNode } from 'react';
import { useWords } from '../i18n/LanguageContext.js';
import { useFieldErrors } from './field-errors.js';
import { RuleLink } from './RuleCitation.js';

/** What was objected to an input, and what to do. */
const Objected = ({ name }: { readonly name: string }) => {
  const { text } = useWords();
  return useFieldErrors(name).map((reason, i) => (
    <span key={i} className="objection" data-testid="field-error" data-field={name}>
      {reason.text !== undefined && text(reason.text)} {reason.rule !== undefined && <RuleLink rule={reason.rule} />}
      {reason.todo !== undefined && <span className="todo">{text(reason.todo)}</span>}
    </span>
  ));
};

interface NotedProps {
  readonly name: string;
  readonly className: string;
  readonly missing: boolean;
  readonly hint: ReactNode;
  readonly children: (described: {
    readonly 'aria-invalid': boolean;
    readonly 'aria-describedby': string;
  }) => ReactNode;
}

/** An input with what is said below it: a hint, that it is missing, what was objected to it. */
const Noted = ({ name, className, missing, hint, children }: NotedProps) => {
  const { t } = useWords();
  const note = useId();
  const objected = useFieldErrors(name).length > 0;
  return (
    <div className={className}>
      {children({ 'aria-invalid': missing || objected, 'aria-describedby': note })}
      <p id={note} className="hint">
        {missing ? <span role="alert">{t('form.required')}</span> : objected ? <Objected name={name} /> : hint}
      </p>
    </div>
  );
};

/** Says what is missing in the page's own way, and goes to the first one of the form. */
const useMissing = () => {
  const [missing, setMissing] = useState(false);
  return {
    missing,
    onInvalid: (event: InvalidEvent<HTMLInputElement>) => {
      event.preventDefault();
      setMissing(true);
      const input = event.currentTarget;
      if (input.form?.querySelector('input:invalid, select:invalid') === input) input.focus();
    },
    onChange: () => setMissing(false),
  };
};

interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly hint?: ReactNode;
  readonly type?: 'text' | 'datetime-local' | 'date';
  readonly inputMode?: 'decimal' | 'numeric';
  readonly required?: boolean;
  readonly initial?: string;
  readonly placeholder?: string;
  readonly maxLength?: number;
  /** The id of a list of values to choose from. */
  readonly list?: string;
  readonly disabled?: boolean;
  /** Told of what is typed, where no form waits for it. */
  readonly onType?: (value: string) => void;
}

/** A labelled input; a missing value, or what was objected to it, is said beside it. */
export const Field = ({
  label,
  name,
  hint,
  type = 'text',
  inputMode,
  required = false,
  initial = '',
  placeholder,
  maxLength,
  list,
  disabled = false,
  onType,
}: FieldProps) => {
  const { missing, onInvalid, onChange } = useMissing();
  return (
    <Noted name={name} className="field" missing={missing} hint={hint}>
      {(described) => (
        <label>
          <span className="label">{label}</span>
          <input
            name={name}
            type={type}
            inputMode={inputMode}
            defaultValue={initial}
            placeholder={placeholder}
            maxLength={maxLength}
            list={list}
            required={required}
            disabled={disabled}
            autoComplete="off"
            {...described}
            {...(type === 'datetime-local' ? { step: 1 } : {})}
            onInvalid={onInvalid}
            onChange={(event) => {
              onChange();
              onType?.(event.target.value.trim());
            }}
          />
        </label>
      )}
    </Noted>
  );
};

interface ChoiceProps {
  readonly label: string;
  readonly name: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly initial?: string;
  readonly hint?: ReactNode;
}

export const Choice = ({ label, name, options, initial, hint }: ChoiceProps) => (
  <Noted name={name} className="field" missing={false} hint={hint}>
    {(described) => (
      <label>
        <span className="label">{label}</span>
        <select name={name} defaultValue={initial} {...described}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </label>
    )}
  </Noted>
);

interface TickProps {
  readonly label: string;
  readonly name: string;
  readonly initial?: boolean;
  readonly required?: boolean;
  readonly hint?: ReactNode;
}

/** A box to tick; the form says `on` where it is, and `off` where it is shown and is not. */
export const Tick = ({ label, name, initial = false, required = false, hint }: TickProps) => {
  const { missing, onInvalid, onChange } = useMissing();
  return (
    <Noted name={name} className="field ticked" missing={missing} hint={hint}>
      {(described) => (
        <>
          <input type="hidden" name={name} value="off" />
          <label className="tick">
            <input
              type="checkbox"
              name={name}
              defaultChecked={initial}
              required={required}
              {...described}
              onInvalid={onInvalid}
              onChange={onChange}
            />{' '}
            {label}
          </label>
        </>
      )}
    </Noted>
  );
};
