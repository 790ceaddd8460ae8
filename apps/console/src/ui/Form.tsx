import { useEffect, useRef, useState, type ReactNode, type SubmitEvent } from 'react';
import { ProblemError } from '../api/problem.js';
import { useWords } from '../i18n/LanguageContext.js';
import { FieldErrorsProvider, NOTHING_PLACED, placed, type Aliases } from './field-errors.js';
import { ProblemNote } from './ProblemNote.js';

export { Choice, Field, Tick } from './Fields.js';

/** What a form holds, by the names of its inputs, in their order on the page. */
export type Values = Readonly<Record<string, string>>;

const valuesOf = (form: HTMLFormElement): Values =>
  Object.fromEntries([...new FormData(form).entries()].map(([k, v]) => [k, typeof v === 'string' ? v.trim() : '']));

const inputsOf = (form: HTMLFormElement): (HTMLInputElement | HTMLSelectElement)[] => [
  ...form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input:not([type=hidden]), select'),
];

interface FormProps {
  readonly submitLabel: string;
  readonly busy: boolean;
  readonly error: unknown;
  /** Absent where there is nothing to go back to. */
  readonly onCancel?: () => void;
  readonly onSubmit: (values: Values) => void;
  readonly testId?: string;
  /** Under which names it has fields that the API calls otherwise. */
  readonly aliases?: Aliases;
  /** Its fields; told what it holds so far where some depend on others. */
  readonly children: ReactNode | ((values: Values) => ReactNode);
}

/** A form: its fields, what was objected to each of them, what else went wrong, and its two buttons. */
export const Form = ({ submitLabel, busy, error, onCancel, onSubmit, testId, aliases, children }: FormProps) => {
  const { t } = useWords();
  const element = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState<Values>({});
  const [objected, setObjected] = useState(NOTHING_PLACED);
  useEffect(() => {
    const form = element.current;
    if (!form || !(error instanceof ProblemError)) {
      setObjected(NOTHING_PLACED);
      return;
    }
    const inputs = inputsOf(form);
    const found = placed(
      error.problem.errors,
      inputs.map(({ name }) => name),
      aliases,
    );
    setObjected(found);
    inputs.find(({ name }) => found.at.has(name))?.focus();
  }, [error, aliases]);
  const take = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onSubmit(valuesOf(event.currentTarget));
  };
  return (
    <form
      ref={element}
      onSubmit={take}
      onChange={({ currentTarget, target }) => {
        setValues(valuesOf(currentTarget));
        const { name } = target as unknown as HTMLInputElement;
        if (objected.at.has(name))
          setObjected({ ...objected, at: new Map([...objected.at].filter(([field]) => field !== name)) });
      }}
    >
      <FieldErrorsProvider value={objected.at}>
        {typeof children === 'function' ? children(values) : children}
      </FieldErrorsProvider>
      {error !== undefined && <ProblemNote error={error} atFields={objected.at.size} rest={objected.rest} />}
      <p className="actions">
        <button type="submit" className="primary" data-testid={testId} disabled={busy}>
          {busy ? t('form.sending') : submitLabel}
        </button>
        {onCancel && (
          <button type="button" onClick={onCancel}>
            {t('form.cancel')}
          </button>
        )}
      </p>
    </form>
  );
};
