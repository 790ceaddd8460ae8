import type { AttentionGroup, Hold } from '../api/rows.js';
import { useCalls } from '../api/calls.js';
import { useWords } from '../i18n/LanguageContext.js';
import { Dialog } from '../ui/Dialog.js';
import { Choice, Field, Form } from '../ui/Form.js';
import { RuleCitation } from '../ui/RuleCitation.js';
import { useSubmit } from '../ui/useSubmit.js';
import { holdOf } from './holds.js';

const HOLDS: readonly Hold[] = ['cancel-first', 'under-control'];

interface LiftHoldDialogProps {
  readonly group: AttentionGroup;
  readonly onClose: () => void;
}

/** What had to come first has come: a customs agent says so for one declaration, with the evidence. */
export const LiftHoldDialog = ({ group, onClose }: LiftHoldDialogProps) => {
  const { t } = useWords();
  const calls = useCalls();
  const known = holdOf(group);
  const { busy, error, submit } = useSubmit(async (values: Readonly<Record<string, string>>, key) => {
    const { which = '0', hold = known ?? '', evidence = '' } = values;
    const one = group.sample[Number(which)];
    if (!one) return;
    const row = await calls.declaration(one.operator, one.reference);
    await calls.liftHold(row, { hold: hold as Hold, evidence }, key);
  }, onClose);
  return (
    <Dialog title={t('lift.title')} onClose={onClose}>
      <Form
        submitLabel={t('lift.submit')}
        busy={busy}
        error={error}
        onCancel={onClose}
        onSubmit={(values) => void submit(values)}
      >
        {group.rule !== undefined && (
          <p>
            <RuleCitation rule={group.rule} />
          </p>
        )}
        <Choice
          label={t('reopen.which')}
          name="which"
          options={group.sample.map(({ reference }, i) => ({ value: String(i), label: reference }))}
        />
        {known ? (
          <p>{t(`hold.${known}`)}</p>
        ) : (
          <Choice
            label={t('lift.title')}
            name="hold"
            options={HOLDS.map((value) => ({ value, label: t(`hold.${value}`) }))}
          />
        )}
        <Field label={t('lift.evidence')} name="evidence" required />
      </Form>
    </Dialog>
  );
};
