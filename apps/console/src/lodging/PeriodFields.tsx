import { useFormWords } from '../i18n/form-words.js';
import { Field, Tick, type Values } from '../ui/Form.js';
import { own } from '../ui/form-body.js';
import { Part } from './Part.js';

/** DX-32: the globalisation period of simplified declarations; not asked for where clearance is in one step. */
export const PeriodFields = ({ values }: { readonly values: Values }) => {
  const f = useFormWords();
  return (
    <Part title={f('part.globalisation')} rules={['DX-32']}>
      <Tick label={f('field.globalisation')} name={own('globalisation')} />
      {values[own('globalisation')] === 'on' && (
        <>
          <Field label={f('field.period')} name="globalisation.reference" maxLength={70} required />
          <Field label={f('field.endsOn')} name="globalisation.endsOn" type="date" required />
          <Field label={f('field.dcgOn')} name="globalisation.dcgOn" type="date" required />
        </>
      )}
    </Part>
  );
};
