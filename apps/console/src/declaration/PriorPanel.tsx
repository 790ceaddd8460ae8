import { ActButtons } from '../acts/ActButtons.js';
import { declarationSubject, priorOffers } from '../acts/offers.js';
import type { DeclarationRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { useProductNow } from '../live/useProductNow.js';
import type { Claims } from '../session/claims.js';
import { formatInstant } from '../time/format.js';
import { Becomes } from '../triage/Becomes.js';
import { RuleCitation } from '../ui/RuleCitation.js';

const RULE_OF = {
  'goes-on': 'DX-20',
  'paper-refused': 'DX-09',
  'cancel-first': 'DX-29',
  anticipated: 'DX-31',
} as const;

/** How it stood in Delta X when the alert came, what becomes of it, and what there is to record. */
export const PriorPanel = ({ row, claims }: { readonly row: DeclarationRow; readonly claims: Claims }) => {
  const { t, language } = useWords();
  const now = useProductNow() ?? 0;
  const { prior, known, verdict } = row;
  if (prior === undefined || verdict === undefined) return null;
  const at = (instant: string): string => formatInstant(Date.parse(instant), language, 'Europe/Paris');
  return (
    <section className="panel" aria-labelledby="prior-title" data-testid="prior-panel">
      <h3 id="prior-title">{t('priorPanel.title')}</h3>
      <dl className="facts">
        <dt>{t('triage.stood')}</dt>
        <dd>{t(`prior.${prior}`)}</dd>
        <dt>{t('triage.becomes')}</dt>
        <dd>
          <Becomes row={row} nowMs={now} />
        </dd>
        {known?.number !== undefined && (
          <>
            <dt>{t('priorPanel.number')}</dt>
            <dd className="mrn">{known.number}</dd>
          </>
        )}
        {known?.lrn !== undefined && (
          <>
            <dt>{t('priorPanel.lrn')}</dt>
            <dd className="mrn">{known.lrn}</dd>
          </>
        )}
        {known?.validatedAt !== undefined && (
          <>
            <dt>{t('priorPanel.validatedAt')}</dt>
            <dd>{at(known.validatedAt)}</dd>
          </>
        )}
        <dt>{t('alert.rule')}</dt>
        <dd>
          <RuleCitation rule={RULE_OF[verdict]} />
        </dd>
      </dl>
      <ActButtons subject={declarationSubject(row)} offered={priorOffers(row, claims, now)} />
    </section>
  );
};
