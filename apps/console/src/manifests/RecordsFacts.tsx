import type { RecordsRow } from '../api/manifest-rows.js';
import { useFormWords } from '../i18n/form-words.js';
import { useWords } from '../i18n/LanguageContext.js';
import { RULE_OF } from '../lodging/facilities.js';
import { formatDay, formatInstant } from '../time/format.js';
import { RuleCitation } from '../ui/RuleCitation.js';

const ZONE = 'Europe/Paris';

/** What an entry in the records rests on and undertakes, in place of paper. */
export const RecordsFacts = ({ records }: { readonly records: RecordsRow }) => {
  const { t, language } = useWords();
  const f = useFormWords();
  const { basis, aeo, officeInformedAt, usedFrom, dataHeld, regularises, availableAt, arrangement } = records;
  const at = (instant: string | undefined): string | undefined =>
    instant === undefined ? undefined : formatInstant(Date.parse(instant), language, ZONE);
  const facts: readonly (readonly [string, string | undefined])[] = [
    [f('records.basis'), f(`basis.${basis}`)],
    [f('records.aeoKind'), aeo?.kind],
    [f('records.certificate'), aeo?.certificate],
    [f('records.step'), dataHeld && f(`step.${dataHeld === 'full' ? 'DAU' : 'DSE'}`)],
    [f('records.officeInformedAt'), at(officeInformedAt)],
    [f('records.usedFrom'), at(usedFrom)],
    [f('records.regularises'), regularises === undefined ? undefined : t(regularises ? 'value.true' : 'value.false')],
    [f('records.availableAt'), availableAt],
    [f('records.arrangementOffice'), arrangement?.office],
    [f('records.arrangementReference'), arrangement?.reference],
    [f('records.agreedOn'), arrangement && formatDay(Date.parse(arrangement.agreedOn), language, ZONE)],
  ];
  return (
    <section className="panel" aria-labelledby="records-facts" data-testid="records-facts" data-basis={basis}>
      <h3 id="records-facts">{f('part.basis')}</h3>
      <p>
        <RuleCitation rule={RULE_OF[basis]} />
      </p>
      <dl className="facts">
        {facts
          .filter(([, value]) => value !== undefined)
          .map(([name, value]) => (
            <div key={name} className="fact">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
};
