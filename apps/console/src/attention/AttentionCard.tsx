import type { DeclarationFilter } from '../api/calls.js';
import type { AttentionGroup } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import type { Claims } from '../session/claims.js';
import { may } from '../session/permissions.js';
import { formatNumber } from '../time/format.js';
import { declarationHash } from '../shell/route.js';
import { RuleCitation } from '../ui/RuleCitation.js';

interface AttentionCardProps {
  readonly group: AttentionGroup;
  readonly claims: Claims;
  readonly onReopen: () => void;
  readonly onShowAll: (filter: DeclarationFilter) => void;
}

/** One cause: how many, what to do about it, some of them to look at. */
export const AttentionCard = ({ group, claims, onReopen, onShowAll }: AttentionCardProps) => {
  const { t, text, language } = useWords();
  const { cause, reason, status, count, sample, rule } = group;
  const mayReopen = may.reopen(claims, sample[0]?.operator ?? '');
  return (
    <article className={`panel attention ${status}`} data-testid="attention-group" data-cause={cause}>
      <h3>
        <span className="number">{formatNumber(count, language)}</span> {t(`needs.status.${status}`, { n: count })}{' '}
        <code>{cause}</code>
      </h3>
      {reason !== undefined && <p>{text(reason)}</p>}
      {rule !== undefined && (
        <p>
          <RuleCitation rule={rule} />
        </p>
      )}
      <p className="todo">
        <b>{t('needs.whatToDo')}</b> {t(`needs.todo.${status}`)}
      </p>
      <p className="samples">
        <span className="label">{t('needs.sample')}</span>{' '}
        {sample.map(({ operator, reference }) => (
          <a key={`${operator}/${reference}`} href={declarationHash(operator, reference)}>
            {reference}
          </a>
        ))}
      </p>
      <p className="actions">
        {status === 'refused' && mayReopen && (
          <button type="button" className="primary" onClick={onReopen}>
            {t('needs.reopen')}
          </button>
        )}
        {(status === 'refused' || status === 'held') && count > 1 && (
          <button type="button" className="quiet" onClick={() => onShowAll({ status, cause })}>
            {t('needs.all', { n: count })}
          </button>
        )}
      </p>
      {status === 'refused' && !mayReopen && <p className="hint">{t('needs.mayNotReopen')}</p>}
    </article>
  );
};
