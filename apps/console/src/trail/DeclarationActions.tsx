import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCalls } from '../api/calls.js';
import type { AttentionGroup } from '../api/rows.js';
import { LiftHoldDialog } from '../attention/LiftHoldDialog.js';
import { ReopenDialog } from '../attention/ReopenDialog.js';
import { useWords } from '../i18n/LanguageContext.js';
import type { Claims } from '../session/claims.js';
import { may } from '../session/permissions.js';

interface DeclarationActionsProps {
  readonly operator: string;
  readonly reference: string;
  readonly claims: Claims;
}

/** How it stands now, and what a person may do about it. */
export const DeclarationActions = ({ operator, reference, claims }: DeclarationActionsProps) => {
  const { t } = useWords();
  const calls = useCalls();
  const [asked, setAsked] = useState<'reopen' | 'lift'>();
  const { data } = useQuery({
    queryKey: ['declaration', operator, reference],
    queryFn: () => calls.declaration(operator, reference),
    retry: false,
  });
  if (!data) return null;
  const close = (): void => setAsked(undefined);
  const alone = (status: AttentionGroup['status']): AttentionGroup => ({
    cause: data.cause ?? '',
    status,
    count: 1,
    sample: [{ operator, reference }],
  });
  return (
    <p className="actions">
      <span className={`tag ${data.status}`} data-testid="declaration-status-now">
        {t(`status.${data.status}`)}
      </span>
      {data.mrn !== undefined && <span className="mrn">{data.mrn}</span>}
      {data.status === 'refused' && may.reopen(claims, operator) && (
        <button type="button" className="primary" onClick={() => setAsked('reopen')}>
          {t('needs.reopen')}
        </button>
      )}
      {data.status === 'held' && may.liftHold(claims) && (
        <button type="button" className="primary" onClick={() => setAsked('lift')}>
          {t('needs.lift')}
        </button>
      )}
      {asked === 'reopen' && <ReopenDialog group={alone('refused')} onClose={close} />}
      {asked === 'lift' && <LiftHoldDialog group={alone('held')} onClose={close} />}
    </p>
  );
};
