import type { AlertRow } from '../api/rows.js';
import { useFormWords } from '../i18n/form-words.js';
import { useWords } from '../i18n/LanguageContext.js';
import type { Claims } from '../session/claims.js';
import type { PaperForm } from '../shell/route.js';
import { Choice, Field, type Values } from '../ui/Form.js';
import { OfficeField } from './OfficeField.js';
import { Part } from './Part.js';
import { useWallClock } from './useWallClock.js';

interface LodgingFieldsProps {
  readonly form: PaperForm;
  readonly alert: AlertRow;
  readonly values: Values;
  readonly claims: Claims;
}

/** DX-08: by which means, to which office and when it was lodged; an entry in the records is lodged nowhere. Who signed. */
export const LodgingFields = ({ form, alert, values, claims }: LodgingFieldsProps) => {
  const { t } = useWords();
  const f = useFormWords();
  const { zone } = useWallClock();
  const records = form === 'records';
  const means = form === 'manifest' ? 'agreement' : values['lodging.means'] === 'paper' ? 'paper' : 'mailbox';
  const ended = alert.status === 'ended';
  return (
    <Part title={f(records ? 'part.entry' : 'part.lodging')} rules={records ? [] : ['DX-08']}>
      {form === 'dau' && (
        <Choice
          label={f('field.means')}
          name="lodging.means"
          options={(['mailbox', 'paper'] as const).map((value) => ({ value, label: t(`lodgingMeans.${value}`) }))}
        />
      )}
      {!records && (
        <>
          <Field
            label={f(`field.detail.${means}`)}
            name="lodging.detail"
            maxLength={300}
            {...(form === 'manifest' ? { hint: f('field.means.agreement') } : {})}
          />
          <OfficeField label={f('field.lodgedWith')} name="lodging.office" hint={f('field.lodgedWith.hint')} />
        </>
      )}
      <Field
        label={f(records ? 'field.enteredAt' : 'field.lodgedAt')}
        name="lodgedAt"
        type="datetime-local"
        hint={f(ended ? 'field.ended' : 'field.now', { zone })}
        required={ended}
      />
      <Field
        label={f('field.signedBy')}
        name="signature.name"
        initial={claims.operator === undefined ? '' : claims.name}
        maxLength={200}
        required
      />
      <Field
        label={f('field.signedAt')}
        name="signature.signedAt"
        type="datetime-local"
        hint={f('field.signedAt.hint', { zone })}
      />
    </Part>
  );
};
