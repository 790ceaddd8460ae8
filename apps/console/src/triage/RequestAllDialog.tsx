import { useQueryClient } from '@tanstack/react-query';
import { useCalls } from '../api/calls.js';
import { useWords } from '../i18n/LanguageContext.js';
import { Dialog } from '../ui/Dialog.js';
import { Choice, Field, Form } from '../ui/Form.js';
import { RuleCitation } from '../ui/RuleCitation.js';
import { useSubmit } from '../ui/useSubmit.js';
import { ACTS } from '../acts/acts.js';

interface RequestAllDialogProps {
  readonly alertId: string;
  readonly operator: string;
  readonly onClose: () => void;
}

const [, MEANS] = ACTS['cancellation-request'].fields;

/** One letter for all: every cancellation that is due at an office is recorded as asked for. */
export const RequestAllDialog = ({ alertId, operator, onClose }: RequestAllDialogProps) => {
  const { t, isKey } = useWords();
  const calls = useCalls();
  const queries = useQueryClient();
  const { busy, error, submit } = useSubmit(async (values: Readonly<Record<string, string>>, key) => {
    await calls.create('/v1/cancellations/requests', { alertId, operator, ...values }, key);
    await queries.invalidateQueries();
  }, onClose);
  const means = MEANS.kind === 'choice' ? MEANS.of : [];
  const said = (value: string): string => {
    const key = `actChoice.${value}`;
    return isKey(key) ? t(key) : value;
  };
  return (
    <Dialog title={t('cancellations.requestAll')} onClose={onClose}>
      <Form
        submitLabel={t('cancellations.requestAll')}
        busy={busy}
        error={error}
        onCancel={onClose}
        onSubmit={(values) => void submit(values)}
      >
        <p>{t('cancellations.requestAllExplain')}</p>
        <p>
          <RuleCitation rule="DX-29" />
        </p>
        <Field label={t('cancellations.office')} name="office" placeholder="FR002650" required />
        <Choice
          label={t('actField.means')}
          name="means"
          options={means.map((value) => ({ value, label: said(value) }))}
        />
      </Form>
    </Dialog>
  );
};
