import { useFormWords } from '../i18n/form-words.js';
import { useWords } from '../i18n/LanguageContext.js';
import type { PaperForm } from '../shell/route.js';
import { Choice, Field, Tick, type Values } from '../ui/Form.js';
import { own } from '../ui/form-body.js';
import { OfficeField } from './OfficeField.js';
import { Part } from './Part.js';

interface ExitFieldsProps {
  readonly form: PaperForm;
  readonly values: Values;
}

const FORM_RULES = { manifest: ['DX-01'], dau: ['DX-02'], records: [] } as const;

/** The offices, how the goods are presented and leave; the office of clearance is that of declaration under DCN (DX-10). */
export const ExitFields = ({ form, values }: ExitFieldsProps) => {
  const { t } = useWords();
  const f = useFormWords();
  const centralised = values[own('centralised')] === 'on';
  const single = values['singleTransportContract'] === 'on';
  const onForm = form === 'manifest' ? 'field.exit.manifest' : 'field.exit.dau';
  return (
    <Part title={f('part.offices')} rules={[...FORM_RULES[form], ...(centralised ? ['DX-10'] : [])]}>
      <OfficeField
        label={f(centralised ? 'field.officeOfDeclaration' : 'field.officeOfClearance')}
        name="officeOfClearance"
        required
      />
      <OfficeField
        label={f('field.officeOfExit')}
        name="officeOfExit"
        placeholder={form === 'dau' ? 'BE101000' : 'FR003370'}
        hint={f(single ? 'field.exit.single' : onForm)}
        required
      />
      <Choice
        label={f('field.presentation')}
        name="presentation"
        options={(['office', 'premises'] as const).map((value) => ({ value, label: t(`presentation.${value}`) }))}
      />
      <div className="ticks">
        <Tick label={f('field.singleTransportContract')} name="singleTransportContract" />
        <Tick label={f('field.transit')} name="transit" />
        <Tick label={f('field.centralised')} name={own('centralised')} />
      </div>
      {centralised && (
        <Field label={f('field.authorisation')} name="centralised.authorisation" maxLength={60} required />
      )}
    </Part>
  );
};
