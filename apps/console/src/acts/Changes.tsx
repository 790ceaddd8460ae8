import { useState } from 'react';
import { useWords } from '../i18n/LanguageContext.js';
import { useItems } from '../lodging/useItems.js';
import { Choice, Field } from '../ui/Form.js';
import { RECTIFIABLE_DATA } from './rectifiable.js';

const DATA = Object.entries(RECTIFIABLE_DATA);

interface ChangesProps {
  readonly name: string;
  readonly label: string;
  /** As lodged, under `asLodged.<field>`. */
  readonly initial: Readonly<Record<string, string>>;
}

interface ChangeProps extends ChangesProps {
  readonly onRemove: (() => void) | undefined;
}

/** One datum: which, what was lodged of it, what it became. */
const Change = ({ name, initial, onRemove }: ChangeProps) => {
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
        options={DATA.map(([value, key]) => ({ value, label: t(key) }))}
        initial="cn8"
      />
      <Field
        name={`${name}.rectified`}
        label={t('rectify.rectified')}
        required
        {...(lodged === undefined ? {} : { hint: t('rectify.asLodged', { value: lodged }) })}
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
export const Changes = ({ name, label, initial }: ChangesProps) => {
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
          onRemove={keys.length > 1 ? () => remove(key) : undefined}
        />
      ))}
      <button type="button" className="quiet" data-testid="add-rectified" onClick={add}>
        {t('rectify.add')}
      </button>
    </fieldset>
  );
};
