import type { AlertRow } from '../api/rows.js';
import { useFormWords } from '../i18n/form-words.js';
import { Choice, Field, Tick, type Values } from '../ui/Form.js';
import { AssistanceField } from './FallbackFields.js';
import { OfficeField } from './OfficeField.js';
import { Part } from './Part.js';
import { useWallClock } from './useWallClock.js';

/** DX-05: box 31 names the outage and bears the fallback stamp, with the date and hour at which it began. */
export const Box31 = ({ alert }: { readonly alert: AlertRow }) => {
  const f = useFormWords();
  const { zone, typed } = useWallClock();
  return (
    <Part title={f('part.box31')} rules={['DX-05', 'DX-34']}>
      <AssistanceField alert={alert} />
      <Field
        key={alert.alertId}
        label={f('field.fallbackStartedAt')}
        name="dau.fallbackStartedAt"
        type="datetime-local"
        initial={alert.startedAt === undefined ? '' : typed(alert.startedAt)}
        hint={f('field.fallbackStartedAt.hint', { zone })}
        required
      />
    </Part>
  );
};

/** DX-06: the office stamps box A, or the operator has copy 3 pre-authenticated for goods on its premises. */
export const Authentication = ({ values }: { readonly values: Values }) => {
  const f = useFormWords();
  const { zone } = useWallClock();
  const premises = values['presentation'] === 'premises';
  const before = premises && values['dau.authentication'] === 'pre-authenticated';
  const ways = premises ? (['stamped', 'pre-authenticated'] as const) : (['stamped'] as const);
  return (
    <Part title={f('part.authentication')} rules={['DX-06']}>
      <Choice
        label={f('field.authentication')}
        name="dau.authentication"
        options={ways.map((value) => ({ value, label: f(`authentication.${value}`) }))}
        {...(premises ? {} : { hint: f('field.authentication.premises') })}
      />
      {before && (
        <Choice
          label={f('field.box')}
          name="dau.box"
          options={(['A', '31'] as const).map((value) => ({ value, label: f(`box.${value}`) }))}
        />
      )}
      <OfficeField label={f('field.stampOffice')} name="dau.office" hint={f('field.stampOffice.hint')} />
      <Field label={f('field.officer')} name="dau.officer" maxLength={200} required />
      {!before && (
        <Field
          label={f('field.stampedAt')}
          name="dau.stampedAt"
          type="datetime-local"
          hint={f('field.zone', { zone })}
          required
        />
      )}
    </Part>
  );
};

/** DX-11: where the EAD can't be printed copy 3 travels with the goods, and is the tax proof once endorsed. */
export const Copy3 = ({ values }: { readonly values: Values }) => {
  const f = useFormWords();
  return (
    <Part title={f('part.copy3')} rules={['DX-11']}>
      <Tick label={f('field.eadPrinted')} name="dau.eadPrinted" />
      {values['dau.eadPrinted'] !== 'on' && (
        <Tick label={f('field.copy3')} name="dau.copy3WithGoods" hint={f('field.copy3.hint')} initial />
      )}
    </Part>
  );
};
