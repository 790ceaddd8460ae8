import { useQueryClient } from '@tanstack/react-query';
import { useCalls } from '../api/calls.js';
import { useWords } from '../i18n/LanguageContext.js';
import { useProductNow } from '../live/useProductNow.js';
import { Dialog } from '../ui/Dialog.js';
import { Choice, Form } from '../ui/Form.js';
import { RuleCitation } from '../ui/RuleCitation.js';
import { useSubmit } from '../ui/useSubmit.js';
import { ACTS } from '../acts/acts.js';

/** Cancellations at one office, by how they stand. */
export interface OfficeCount {
  readonly office: string;
  readonly due: number;
  readonly requested: number;
  readonly refused: number;
  readonly confirmed: number;
}

interface RequestAllDialogProps {
  readonly alertId: string;
  readonly operator: string;
  /** Where some are due. */
  readonly offices: readonly OfficeCount[];
  readonly onClose: () => void;
}

const [, MEANS] = ACTS['cancellation-request'].fields;

/** One letter for all: every cancellation that is due at an office is recorded as asked for. */
export const RequestAllDialog = ({ alertId, operator, offices, onClose }: RequestAllDialogProps) => {
  const { t, isKey } = useWords();
  const calls = useCalls();
  const now = useProductNow();
  const queries = useQueryClient();
  const { busy, error, submit } = useSubmit(async (values: Readonly<Record<string, string>>, key) => {
    await calls.create(
      '/v1/cancellations/requests',
      {
        alertId,
        operator,
        requestedAt: new Date(now ?? Date.now()).toISOString(),
        ...values,
      },
      key,
    );
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
        <Choice
          label={t('cancellations.office')}
          name="office"
          options={offices.map(({ office, due }) => ({
            value: office,
            label: t('cancellations.dueAt', { office, n: due }),
          }))}
        />
        <Choice
          label={t('actField.means')}
          name="means"
          options={means.map((value) => ({ value, label: said(value) }))}
        />
      </Form>
    </Dialog>
  );
};
