import { useState } from 'react';
import { useWords } from '../i18n/LanguageContext.js';
import { useItems } from '../lodging/useItems.js';
import { Choice, Field } from '../ui/Form.js';
import { dataOf, type Became } from './rectifiable.js';

const TEXTS = {
  rectified: { became: 'rectify.rectified', before: 'rectify.asLodged' },
  corrected: { became: 'correct.corrected', before: 'correct.typed' },
} as const;

interface ChangesProps {
  readonly name: string;
  readonly label: string;
  /** As lodged, under `asLodged.<field>`. */
  readonly initial: Readonly<Record<string, string>>;
  readonly became: Became;
}

interface ChangeProps extends ChangesProps {
  readonly onRemove: (() => void) | undefined;
}

/** One datum: which, what was lodged of it, what it became. */
const Change = ({ name, initial, became, onRemove }: ChangeProps) => {
  const { t } = useWords();
  const [field, setField] = useState<string>('cn8');
  const lodged = initial[`asLodged.${field}`];
  return (
    <div
      data-testid="rectified-datum"
      onChange={({ target }) => {
        if (target instanceof HTMLSelectElement) setField(target.value);
      }}
    >
      <Choice
        name={`${name}.field`}
        label={t('rectify.field')}
        options={dataOf(became, initial).map(({ datum: value, name: key, article }) => ({
          value,
          label: article === undefined ? t(key) : `${t(key)}, ${t('correct.article', { n: article })}`,
        }))}
        initial="cn8"
      />
      <Field
        name={`${name}.${became}`}
        label={t(TEXTS[became].became)}
        required={became === 'rectified'}
        {...(lodged === undefined ? {} : { hint: t(TEXTS[became].before, { value: lodged }) })}
      />
      {onRemove && (
        <button type="button" className="quiet" onClick={onRemove}>
          {t('rectify.remove')}
        </button>
      )}
    </div>
  );
};

/** A small list of data and what they became; what was lodged is read from the log. */
export const Changes = ({ name, label, initial, became }: ChangesProps) => {
  const { t } = useWords();
  const { keys, add, remove } = useItems(1);
  return (
    <fieldset>
      <legend>{label}</legend>
      {keys.map((key) => (
        <Change
          key={key}
          name={`${name}[${key}]`}
          label={label}
          initial={initial}
          became={became}
          onRemove={keys.length > 1 ? () => remove(key) : undefined}
        />
      ))}
      <button type="button" className="quiet" data-testid="add-rectified" onClick={add}>
        {t('rectify.add')}
      </button>
    </fieldset>
  );
};
