import { useQuery } from '@tanstack/react-query';
import { ProblemError } from '../api/problem.js';
import type { TrailItem } from '../api/rows.js';
import { useCalls } from '../api/calls.js';
import { useWords } from '../i18n/LanguageContext.js';
import { formatInstant } from '../time/format.js';
import { fromWallClock, toWallClock, type Zone } from '../time/zones.js';
import { ProblemNote } from '../ui/ProblemNote.js';
import { asOfParameter, recordedBy, type AsOf } from './as-of.js';
import { FieldList } from './FieldList.js';

interface AsOfViewProps {
  readonly view: 'declarations' | 'alerts';
  readonly rowKey: readonly string[];
  readonly items: readonly TrailItem[];
  readonly zone: Zone;
  readonly asOf: AsOf | undefined;
  readonly onChange: (asOf: AsOf | undefined) => void;
}

/** The row as the log told it at an instant, folded anew by the audit: a slider along the events, or any instant. */
export const AsOfView = ({ view, rowKey, items, zone, asOf, onChange }: AsOfViewProps) => {
  const { t, language } = useWords();
  const calls = useCalls();
  const parameter = asOfParameter(asOf, items);
  const recorded = recordedBy(asOf, items);
  const last = items.at(-1);
  const { data, error, isPending } = useQuery({
    queryKey: ['as-of', view, ...rowKey, parameter ?? last?.position ?? ''],
    queryFn: () => calls.viewAsOf(view, rowKey, parameter),
    retry: false,
    placeholderData: (previous) => previous,
  });
  const unknownThen = error instanceof ProblemError && error.problem.status === 404;
  const shownAt = asOf?.kind === 'instant' ? asOf.ms : Date.parse(items[recorded - 1]?.recordedAt ?? '');
  return (
    <section className="as-of" aria-labelledby="as-of-title">
      <h3 id="as-of-title">{t('asOf.title')}</h3>
      <div className="as-of-controls">
        <label>
          <span className="label">{t('asOf.slider', { n: recorded, total: items.length })}</span>
          <input
            type="range"
            data-testid="as-of"
            min={1}
            max={Math.max(1, items.length)}
            value={Math.max(1, recorded)}
            onChange={(event) => onChange({ kind: 'event', index: Number(event.target.value) - 1 })}
          />
        </label>
        <label>
          <span className="label">{t('asOf.instant')}</span>
          <input
            type="datetime-local"
            step={1}
            value={Number.isNaN(shownAt) ? '' : toWallClock(shownAt, zone)}
            onChange={(event) => {
              const ms = fromWallClock(event.target.value, zone);
              if (ms !== undefined) onChange({ kind: 'instant', ms });
            }}
          />
        </label>
        <button type="button" className="quiet" disabled={asOf === undefined} onClick={() => onChange(undefined)}>
          {t('asOf.now')}
        </button>
      </div>
      {!Number.isNaN(shownAt) && (
        <p className="hint">{t('asOf.at', { when: formatInstant(shownAt, language, zone) })}</p>
      )}
      {isPending && <p className="hint">{t('app.loading')}</p>}
      {unknownThen ? <p className="hint">{t('asOf.before')}</p> : error && <ProblemNote error={error} />}
      {data && !error && <FieldList row={data.row} zone={zone} testId="as-of-row" />}
    </section>
  );
};
