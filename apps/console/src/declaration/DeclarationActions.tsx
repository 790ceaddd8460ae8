import { useState } from 'react';
import type { AttentionGroup, DeclarationRow } from '../api/rows.js';
import { ReopenDialog } from '../attention/ReopenDialog.js';
import { useWords } from '../i18n/LanguageContext.js';
import type { Claims } from '../session/claims.js';
import { may } from '../session/permissions.js';

interface DeclarationActionsProps {
  readonly row: DeclarationRow;
  readonly claims: Claims;
}

/** How it stands now, and what a person may do about it. */
export const DeclarationActions = ({ row, claims }: DeclarationActionsProps) => {
  const { t } = useWords();
  const [asked, setAsked] = useState(false);
  const { operator, reference, status } = row;
  const alone: AttentionGroup = {
    cause: row.cause ?? '',
    status: 'refused',
    count: 1,
    sample: [{ operator, reference }],
  };
  return (
    <p className="actions">
      <span className={`tag ${status}`} data-testid="declaration-status-now">
        {t(`status.${status}`)}
      </span>
      {row.mrn !== undefined && <span className="mrn">{row.mrn}</span>}
      {status === 'refused' && may.reopen(claims, operator) && (
        <button type="button" className="primary" onClick={() => setAsked(true)}>
          {t('needs.reopen')}
        </button>
      )}
      {asked && <ReopenDialog group={alone} onClose={() => setAsked(false)} />}
    </p>
  );
};
