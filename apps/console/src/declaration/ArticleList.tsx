import type { ArticleRow } from '../api/declaration-rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { formatAmount } from '../time/format.js';

/** The list of articles of a DAU, the first one of its consignment; nothing where it has but one. */
export const ArticleList = ({ articles }: { readonly articles: readonly ArticleRow[] }) => {
  const { t, language } = useWords();
  if (articles.length < 2) return null;
  return (
    <section className="panel" aria-labelledby="articles-title" data-testid="articles">
      <h3 id="articles-title">{t('field.articles')}</h3>
      <div className="scroll">
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">{t('field.description')}</th>
              <th scope="col">{t('field.cn8')}</th>
              <th scope="col">{t('field.procedure')}</th>
              <th scope="col" className="amount">
                {t('field.packages')}
              </th>
              <th scope="col" className="amount">
                {t('field.grossMassKg')}
              </th>
              <th scope="col" className="amount">
                {t('field.invoiceValue')}
              </th>
            </tr>
          </thead>
          <tbody>
            {articles.map((article, i) => (
              <tr key={i}>
                <th scope="row">
                  {i + 1}. {article.description}
                </th>
                <td data-label={t('field.cn8')}>{article.cn8 ?? '–'}</td>
                <td data-label={t('field.procedure')}>{article.procedure}</td>
                <td className="amount" data-label={t('field.packages')}>
                  {article.packages}
                </td>
                <td className="amount" data-label={t('field.grossMassKg')}>
                  {article.grossMassKg}
                </td>
                <td className="amount" data-label={t('field.invoiceValue')}>
                  {formatAmount(article.invoiceValue, article.currency, language)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};
