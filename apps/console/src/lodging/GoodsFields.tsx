import type { LineColumn } from '#libs/delta-x';
import { useFormWords } from '../i18n/form-words.js';
import { Field } from '../ui/Form.js';
import { SHAPES } from './goods.js';

interface GoodsFieldsProps {
  readonly columns: readonly LineColumn[];
  /** The path of the goods in the API: `consignment`, `furtherArticles[k]`. */
  readonly at: string;
  /** An article after the first takes the first's procedure. */
  readonly further?: boolean;
}

/** The data of a consignment or an article, each in its box of the DAU. */
export const GoodsFields = ({ columns, at, further = false }: GoodsFieldsProps) => {
  const f = useFormWords();
  return columns.map((column) => {
    const inherits = further && column === 'procedure';
    const { optional = inherits, inputMode, maxLength, initial = '', hint } = SHAPES[column];
    const said = inherits ? 'article.procedure' : hint;
    return (
      <Field
        key={column}
        label={f(`line.${column}`)}
        name={`${at}.${column}`}
        required={!optional}
        initial={inherits ? '' : initial}
        {...(inputMode === undefined ? {} : { inputMode })}
        {...(maxLength === undefined ? {} : { maxLength })}
        {...(said === undefined ? {} : { hint: f(said) })}
      />
    );
  });
};
