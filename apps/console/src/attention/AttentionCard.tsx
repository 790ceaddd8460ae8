import type { DeclarationFilter } from '../api/calls.js';
import type { AttentionGroup } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { useProductNow } from '../live/useProductNow.js';
import type { Claims } from '../session/claims.js';
import { may } from '../session/permissions.js';
import { formatInstant, formatNumber } from '../time/format.js';
import { declarationHash, manifestHash } from '../shell/route.js';
import { RuleCitation } from '../ui/RuleCitation.js';
import { inList } from './in-list.js';

const MESSAGES = ['scan', 'end-of-scan', 'completion'] as const;

/** One of them: a declaration, the manifest of a paper, or a number that leads nowhere. */
const Sample = ({ of }: { readonly of: AttentionGroup['sample'][number] }) => {
  const { operator, reference, manifestId, numberOnly } = of;
  if (numberOnly) return <span>{reference}</span>;
  return (
    <a href={manifestId === undefined ? declarationHash(operator, reference) : manifestHash(manifestId)}>{reference}</a>
  );
};

interface AttentionCardProps {
  readonly group: AttentionGroup;
  readonly claims: Claims;
  readonly onReopen: () => void;
  readonly onShowAll: (filter: DeclarationFilter) => void;
}

/** One cause: how many, what to do about it, some of them to look at. */
export const AttentionCard = ({ group, claims, onReopen, onShowAll }: AttentionCardProps) => {
  const { t, text, language } = useWords();
  const { cause, reason, status, count, sample, rule, deadline } = group;
  const now = useProductNow() ?? 0;
  const all = inList(group);
  const message = MESSAGES.find((each) => status === 'message-owed' && each === cause);
  const mayReopen = may.reopen(claims, sample[0]?.operator ?? '');
  return (
    <article className={`panel attention ${status}`} data-testid="attention-group" data-cause={cause}>
      <h3>
        <span className="number">{formatNumber(count, language)}</span> {t(`needs.status.${status}`, { n: count })}{' '}
        {cause !== rule && <code>{message ? t(`owes.${message}`) : cause}</code>}
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
      {deadline !== undefined && (
        <p className={Date.parse(deadline) < now ? 'problem' : 'hint'} data-testid="attention-deadline">
          {t(Date.parse(deadline) < now ? 'needs.over' : 'needs.until', {
            when: formatInstant(Date.parse(deadline), language, 'Europe/Paris'),
          })}
        </p>
      )}
      <p className="samples">
        <span className="label">{t('needs.sample')}</span>{' '}
        {sample.map((of) => (
          <Sample key={`${of.operator}/${of.reference}`} of={of} />
        ))}
      </p>
      <p className="actions">
        {status === 'refused' && mayReopen && (
          <button type="button" className="primary" onClick={onReopen}>
            {t('needs.reopen')}
          </button>
        )}
        {all && count > 1 && (
          <button type="button" className="quiet" data-testid="attention-all" onClick={() => onShowAll(all)}>
            {t('needs.all', { n: count })}
          </button>
        )}
      </p>
      {status === 'refused' && !mayReopen && <p className="hint">{t('needs.mayNotReopen')}</p>}
    </article>
  );
};
