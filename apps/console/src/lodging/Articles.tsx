import { useFormWords } from '../i18n/form-words.js';
import { ARTICLE } from './goods.js';
import { GoodsFields } from './GoodsFields.js';
import { Part } from './Part.js';
import { useItems } from './useItems.js';

const MOST = 998;

/** The list of articles beside the first one. */
export const Articles = () => {
  const f = useFormWords();
  const { keys, add, remove, adder } = useItems(0);
  return (
    <Part title={f('part.articles')} under="DX-05">
      {keys.length === 0 && <p className="hint">{f('article.none')}</p>}
      {keys.map((key, i) => (
        <fieldset key={key} className="article" data-testid="further-article">
          <legend>{f('article.title', { n: i + 2 })}</legend>
          <div className="fields">
            <GoodsFields columns={ARTICLE} at={`furtherArticles[${key}]`} further />
          </div>
          <p className="actions">
            <button type="button" onClick={() => remove(key)}>
              {f('article.remove', { n: i + 2 })}
            </button>
          </p>
        </fieldset>
      ))}
      <p className="actions">
        <button type="button" ref={adder} data-testid="add-article" disabled={keys.length >= MOST} onClick={add}>
          {f('article.add')}
        </button>
      </p>
    </Part>
  );
};
