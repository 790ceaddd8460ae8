import { useState } from 'react';
import type { DeclarationFilter } from '../api/calls.js';
import type { AttentionGroup } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import type { Claims } from '../session/claims.js';
import { AttentionCard } from './AttentionCard.js';
import { ReopenDialog } from './ReopenDialog.js';

interface AttentionProps {
  readonly groups: readonly AttentionGroup[];
  readonly claims: Claims;
  readonly onShowAll: (filter: DeclarationFilter) => void;
}

/** What no machine can decide, grouped by its cause. */
export const Attention = ({ groups, claims, onShowAll }: AttentionProps) => {
  const { t } = useWords();
  const [asked, setAsked] = useState<AttentionGroup>();
  const close = (): void => setAsked(undefined);
  return (
    <section aria-labelledby="needs-title" data-testid="needs-person" data-groups={groups.length}>
      <h2 id="needs-title">{t('needs.title')}</h2>
      {groups.length === 0 && <p className="hint">{t('needs.none')}</p>}
      <div className="cards">
        {groups.map((group) => (
          <AttentionCard
            key={`${group.status} ${group.cause}`}
            group={group}
            claims={claims}
            onReopen={() => setAsked(group)}
            onShowAll={onShowAll}
          />
        ))}
      </div>
      {asked && <ReopenDialog group={asked} onClose={close} />}
    </section>
  );
};
