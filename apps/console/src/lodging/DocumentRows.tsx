import { useFormWords } from '../i18n/form-words.js';
import { Field } from '../ui/Form.js';
import { useItems } from './useItems.js';

/** Box 44: the documents that the procedure and the goods need, each with its reference (DX-05). */
export const DocumentRows = () => {
  const f = useFormWords();
  const { keys, add, remove, adder } = useItems(1);
  return (
    <div className="items">
      <p className="hint">{f('field.document.hint')}</p>
      {keys.map((key, i) => (
        <div key={key} className="item">
          <Field
            label={f('field.documentCode')}
            name={`dau.documents[${key}].code`}
            initial={i === 0 ? 'N380' : ''}
            maxLength={4}
            required
          />
          <Field
            label={f('field.documentReference')}
            name={`dau.documents[${key}].reference`}
            maxLength={70}
            required
          />
          {keys.length > 1 && (
            <button type="button" aria-label={f('field.document.remove', { n: i + 1 })} onClick={() => remove(key)}>
              <span aria-hidden="true">×</span>
            </button>
          )}
        </div>
      ))}
      <p className="actions">
        <button type="button" ref={adder} onClick={add}>
          {f('field.document.add')}
        </button>
      </p>
    </div>
  );
};
