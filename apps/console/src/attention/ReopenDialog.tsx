import { useState } from 'react';
import type { AttentionGroup, DeclarationRow } from '../api/rows.js';
import { useCalls, type Calls } from '../api/calls.js';
import { useWords } from '../i18n/LanguageContext.js';
import { Dialog } from '../ui/Dialog.js';
import { Choice, Field, Form } from '../ui/Form.js';
import { useSubmit } from '../ui/useSubmit.js';

interface ReopenDialogProps {
  readonly group: AttentionGroup;
  readonly onClose: () => void;
}

const EVERY = '*';

/** Every refused declaration of a cause. What is sent again leaves the list: all are read before any is sent. */
const allOf = async (calls: Calls, cause: string): Promise<readonly DeclarationRow[]> => {
  const rows: DeclarationRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await calls.declarations({ status: 'refused', cause }, cursor);
    rows.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return rows;
};

/** A person decides that what customs refused is sent again, and says why. */
export const ReopenDialog = ({ group, onClose }: ReopenDialogProps) => {
  const { t } = useWords();
  const calls = useCalls();
  const [progress, setProgress] = useState<{ readonly done: number; readonly n: number }>();
  const { busy, error, submit } = useSubmit(async (values: Readonly<Record<string, string>>, key) => {
    const { which = '', why = '' } = values;
    const one = group.sample[Number(which)];
    const rows =
      which !== EVERY && one ? [await calls.declaration(one.operator, one.reference)] : await allOf(calls, group.cause);
    for (const [done, row] of rows.entries()) {
      setProgress({ done, n: rows.length });
      await calls.reopen(row, why, `${key}-${row.operator}-${row.reference}-${row.revision}`);
    }
  }, onClose);
  const options = [
    ...(group.count > 1 ? [{ value: EVERY, label: t('reopen.every', { n: group.count }) }] : []),
    ...group.sample.map(({ reference }, i) => ({ value: String(i), label: t('reopen.one', { reference }) })),
  ];
  return (
    <Dialog title={t('reopen.title')} onClose={onClose}>
      <Form
        submitLabel={t('reopen.submit')}
        busy={busy}
        error={error}
        onCancel={onClose}
        onSubmit={(values) => void submit(values)}
      >
        <Choice label={t('reopen.which')} name="which" options={options} />
        <Field label={t('reopen.why')} name="why" required />
        {busy && progress && progress.n > 1 && <p role="status">{t('reopen.progress', progress)}</p>}
      </Form>
    </Dialog>
  );
};
