import type { TrailItem } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { formatInstant, zoneName } from '../time/format.js';
import type { Zone } from '../time/zones.js';
import { RuleLink } from '../ui/RuleCitation.js';
import { FieldList } from './FieldList.js';

const RuleOf = ({ rule }: { readonly rule: TrailItem['rules'][number] }) => {
  const { text } = useWords();
  const title = typeof rule.document === 'string' ? rule.document : text(rule.document.title);
  return (
    <li className="rule">
      <RuleLink rule={rule.rule} /> {text(rule.gist)}{' '}
      <cite>{[title, text(rule.section)].filter(Boolean).join(', ')}</cite>
    </li>
  );
};

const Event = ({ item, zone, future }: { readonly item: TrailItem; readonly zone: Zone; readonly future: boolean }) => {
  const { t, text, language } = useWords();
  const at = (instant: string): string => formatInstant(Date.parse(instant), language, zone);
  return (
    <li className={future ? 'future' : ''} data-testid="timeline-item" data-type={item.type}>
      <h4>{text(item.summary)}</h4>
      <dl className="facts">
        <dt>{t('trail.happened')}</dt>
        <dd>
          <time dateTime={item.occurredAt}>{at(item.occurredAt)}</time>
        </dd>
        <dt>{t('trail.recorded')}</dt>
        <dd>
          <time dateTime={item.recordedAt}>{at(item.recordedAt)}</time>
        </dd>
        <dt>{t('trail.by')}</dt>
        <dd>
          {item.actor.name ?? item.actor.id}, {t(`role.${item.actor.role}`)}
          {item.actor.onBehalfOf !== undefined && ` ${t('trail.onBehalfOf', { operator: item.actor.onBehalfOf })}`}
        </dd>
        {item.causedBy.kind !== 'unknown' && (
          <>
            <dt>{t('trail.cause')}</dt>
            <dd>
              {item.causedBy.kind === 'event'
                ? t('trail.causeAt', {
                    what: item.causedBy.summary ? text(item.causedBy.summary) : t('trail.causeUntold'),
                    when: at(item.causedBy.recordedAt),
                  })
                : t(item.actor.role === 'system' ? 'trail.causeSystem' : 'trail.causeCommand')}
            </dd>
          </>
        )}
      </dl>
      {item.rules.length > 0 && (
        <ul className="rules" aria-label={t('trail.rules')}>
          {item.rules.map((rule) => (
            <RuleOf key={rule.rule} rule={rule} />
          ))}
        </ul>
      )}
      <details>
        <summary>{t('trail.data')}</summary>
        <FieldList row={item.data} zone={zone} />
      </details>
    </li>
  );
};

interface TimelineProps {
  readonly items: readonly TrailItem[];
  /** How many had been recorded by the instant looked at; the others are shown as still to come. */
  readonly recorded: number;
  readonly zone: Zone;
}

/** Every event in the order of the log: who, when it happened, when it was recorded, on which rule, caused by what. */
export const Timeline = ({ items, recorded, zone }: TimelineProps) => {
  const { t, language } = useWords();
  const last = items.at(-1);
  if (!last) return <p className="hint">{t('trail.none')}</p>;
  return (
    <section aria-labelledby="timeline-title">
      <h3 id="timeline-title">
        {t('trail.title')} <small>({zoneName(Date.parse(last.recordedAt), language, zone)})</small>
      </h3>
      <ol className="timeline">
        {items.map((item, i) => (
          <Event key={item.position} item={item} zone={zone} future={i >= recorded} />
        ))}
      </ol>
    </section>
  );
};
