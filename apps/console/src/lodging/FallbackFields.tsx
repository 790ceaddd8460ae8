import type { AlertRow } from '../api/rows.js';
import { useFormWords } from '../i18n/form-words.js';
import { useWords } from '../i18n/LanguageContext.js';
import type { Claims } from '../session/claims.js';
import { Choice, Field } from '../ui/Form.js';
import { assistanceOf } from './alert-choice.js';
import { useWallClock } from './useWallClock.js';

interface AlertFieldProps {
  readonly alerts: readonly AlertRow[];
}

/** The outage that the paper was lodged under. */
export const AlertField = ({ alerts }: AlertFieldProps) => {
  const { t } = useWords();
  const f = useFormWords();
  const { shown } = useWallClock();
  const label = ({ startedAt, announcedAt, status, scope }: AlertRow): string => {
    const when = `${shown(startedAt ?? announcedAt)} · ${t(`alert.status.${status}`)}`;
    return scope.kind === 'operator' ? f('field.alert.own', { when, number: scope.assistanceNumber }) : when;
  };
  return (
    <Choice
      label={f('field.alert')}
      name="alertId"
      options={alerts.map((alert) => ({ value: alert.alertId, label: label(alert) }))}
    />
  );
};

/** The assistance request of the operator's own outage, or the words of the administration's. */
export const AssistanceField = ({ alert }: { readonly alert: AlertRow }) => {
  const f = useFormWords();
  return (
    <Field
      key={alert.alertId}
      label={f('field.assistance')}
      name="assistance"
      initial={assistanceOf(alert)}
      hint={f(alert.scope.kind === 'operator' ? 'field.assistance.own' : 'field.assistance.general')}
      maxLength={60}
      required
    />
  );
};

/** Box 44 and the manifest alike: 50000, and others where the goods ask for them. */
export const MentionsField = () => {
  const f = useFormWords();
  return <Field label={f('field.mentions')} name="mentions" initial="50000" hint={f('field.mentions.hint')} required />;
};

interface OperatorFieldsProps {
  readonly alert: AlertRow;
  readonly claims: Claims;
}

/** Who lodges: one's own operator, or the one that an agent enters it for. */
export const OperatorFields = ({ alert: { scope, alertId }, claims }: OperatorFieldsProps) => {
  const f = useFormWords();
  const { operator } = claims;
  return (
    <>
      {operator === undefined ? (
        <Field
          key={alertId}
          label={f('field.eori')}
          name="operator.eori"
          initial={scope.kind === 'operator' ? scope.eori : ''}
          hint={f('field.eori.onBehalf')}
          placeholder="FR552100554"
          maxLength={17}
          required
        />
      ) : (
        <input type="hidden" name="operator.eori" value={operator} />
      )}
      <Field label={f('field.operatorName')} name="operator.name" maxLength={140} required />
    </>
  );
};
