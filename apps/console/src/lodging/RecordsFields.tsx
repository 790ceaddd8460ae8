import { useFormWords } from '../i18n/form-words.js';
import { Choice, Field, Tick, type Values } from '../ui/Form.js';
import { BASES, basisOf, RULE_OF } from './facilities.js';
import { OfficeField } from './OfficeField.js';
import { Part } from './Part.js';
import { useWallClock } from './useWallClock.js';

const AeoFields = () => {
  const f = useFormWords();
  const { zone } = useWallClock();
  return (
    <>
      <Choice
        label={f('records.step')}
        name="declarationKind"
        options={(['DSE', 'DAU'] as const).map((value) => ({ value, label: f(`step.${value}`) }))}
      />
      <Choice
        label={f('records.aeoKind')}
        name="records.aeo.kind"
        options={['OEA-C', 'OEA-F'].map((value) => ({ value, label: value }))}
      />
      <Field label={f('records.certificate')} name="records.aeo.certificate" maxLength={60} required />
      <Field
        label={f('records.officeInformedAt')}
        name="records.officeInformedAt"
        type="datetime-local"
        hint={f('records.officeInformedAt.hint', { zone })}
        required
      />
      <Field
        label={f('records.usedFrom')}
        name="records.usedFrom"
        type="datetime-local"
        hint={f('records.usedFrom.hint', { zone })}
        required
      />
      <Tick label={f('records.regularises')} name="records.regularises" required />
    </>
  );
};

const ArrangementFields = () => {
  const f = useFormWords();
  return (
    <>
      <OfficeField label={f('records.arrangementOffice')} name="records.arrangement.office" required />
      <Field label={f('records.arrangementReference')} name="records.arrangement.reference" maxLength={60} required />
      <Field label={f('records.agreedOn')} name="records.arrangement.agreedOn" type="date" required />
    </>
  );
};

/** What an entry in the records rests on and undertakes: an AEO's (DX-12), EVN (DX-13), EVN by local arrangement (DX-03). */
export const RecordsFields = ({ values }: { readonly values: Values }) => {
  const f = useFormWords();
  const basis = basisOf(values);
  return (
    <Part title={f('part.basis')} rules={[RULE_OF[basis]]}>
      <Choice
        label={f('records.basis')}
        name="records.basis"
        options={BASES.map((value) => ({ value, label: f(`basis.${value}`) }))}
        {...(basis === 'aeo' ? {} : { hint: f('records.evnOnly') })}
      />
      {basis === 'aeo' && <AeoFields />}
      {basis === 'evn-tracking' && <ArrangementFields />}
      <Field label={f('records.availableAt')} name="records.availableAt" maxLength={300} required />
    </Part>
  );
};
