import type { Standing } from '../acts/offers.js';
import type { DeclarationRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { formatDuration } from '../time/format.js';
import { delayOf } from './delay.js';

interface BecomesProps {
  readonly row: Standing & Pick<DeclarationRow, 'verdict'>;
  readonly nowMs: number;
  /** What is to be done is told beside it. */
  readonly brief?: boolean;
}

/** What becomes of one that stood in Delta X before: its verdict, and what of it is still open. */
export const Becomes = ({ row, nowMs, brief = false }: BecomesProps) => {
  const { t, language } = useWords();
  const { verdict, owes, cancellation, anticipation } = row;
  if (verdict === undefined) return null;
  const delay = delayOf(row, nowMs);
  const more = [
    ...(verdict === 'goes-on' && !brief
      ? [
          owes && owes.length > 0
            ? t('triage.owes', { messages: owes.map((message) => t(`owes.${message}`)).join(', ') })
            : t('triage.owesNothing'),
        ]
      : []),
    ...(cancellation ? [t(`cancellation.${cancellation.status}`)] : []),
    ...(anticipation ? [t(`anticipation.${anticipation.status}`)] : []),
    ...(delay
      ? [
          delay.kind === 'unknown'
            ? t('delay.unknown')
            : t(`delay.${delay.kind}`, { duration: formatDuration(delay.ms, language) }),
        ]
      : []),
  ];
  return (
    <>
      <span className={`tag verdict ${verdict}`}>{t(`verdict.${verdict}`)}</span>
      {more.map((line) => (
        <small key={line} className={delay?.kind === 'over' ? 'late' : ''}>
          {line}
        </small>
      ))}
    </>
  );
};
