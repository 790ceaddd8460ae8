import type { ReactNode } from 'react';
import type { DeclarationRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { alertHash, manifestHash } from '../shell/route.js';
import { formatAmount, formatInstant } from '../time/format.js';

/** What it is about and how it stands, in the words of the field. */
export const DeclarationFacts = ({ row }: { readonly row: DeclarationRow }) => {
  const { t, language } = useWords();
  const at = (instant: string | undefined): string | undefined =>
    instant === undefined ? undefined : formatInstant(Date.parse(instant), language, 'Europe/Paris');
  const { invoiceValue, currency, manifestId, inTime } = row;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('field.operator'), row.operator],
    [t('field.description'), row.description],
    [t('field.articles'), row.articles !== undefined && row.articles > 1 && String(row.articles)],
    [t('field.invoiceValue'), invoiceValue && formatAmount(invoiceValue, currency ?? '', language)],
    [t('field.valueEur'), row.valueEur && formatAmount(row.valueEur, 'EUR', language)],
    [t('field.form'), row.form && t(`form.${row.form}`)],
    [t('lodge.kind'), row.kind && t(`declarationKind.${row.kind}`)],
    [t('field.officeOfClearance'), row.officeOfClearance],
    [t('field.lodgedAt'), at(row.lodgedAt)],
    [t('field.manifestId'), manifestId && <a href={manifestHash(manifestId)}>{t('facts.manifest')}</a>],
    [t('field.alertId'), <a href={alertHash(row.alertId)}>{t('alerts.open')}</a>],
    [t('facts.dueBy'), at(row.dueBy)],
    [t('field.attempts'), row.attempts > 0 && String(row.attempts)],
    [t('field.mrn'), row.mrn && <span className="mrn">{row.mrn}</span>],
    [t('field.acceptedAt'), at(row.acceptedAt)],
    [t('field.inTime'), inTime === undefined ? undefined : t(inTime ? 'value.true' : 'value.false')],
    [t('field.cause'), row.status !== 'accepted' && row.status !== 'held' && row.cause],
    [t('field.reason'), row.reason],
  ];
  return (
    <section className="panel" aria-labelledby="facts-title">
      <h3 id="facts-title">{t('facts.title')}</h3>
      <dl className="facts">
        {facts
          .filter(([, value]) => value !== undefined && value !== '' && value !== false)
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
