import type { AlertRow } from '../api/rows.js';
import { useCalls } from '../api/calls.js';
import { useWords } from '../i18n/LanguageContext.js';
import { useProductNow } from '../live/useProductNow.js';
import { zoneName } from '../time/format.js';
import { fromWallClock, zoneOf } from '../time/zones.js';
import { Dialog } from '../ui/Dialog.js';
import { Field, Form } from '../ui/Form.js';
import { RuleCitation } from '../ui/RuleCitation.js';
import { useSubmit } from '../ui/useSubmit.js';
import { WINDOW_RULE } from './rules.js';

interface EndDialogProps {
  readonly alert: AlertRow;
  readonly onClose: () => void;
}

export const EndDialog = ({ alert, onClose }: EndDialogProps) => {
  const { t, language } = useWords();
  const calls = useCalls();
  const now = useProductNow() ?? 0;
  const zone = zoneOf(alert.system);
  const { busy, error, submit } = useSubmit((values: Readonly<Record<string, string>>, key) => {
    const at = fromWallClock(values['endedAt'] ?? '', zone);
    return calls.end(alert, at === undefined ? {} : { endedAt: new Date(at).toISOString() }, key);
  }, onClose);
  return (
    <Dialog title={t('end.title')} onClose={onClose}>
      <Form
        submitLabel={t('end.submit')}
        busy={busy}
        error={error}
        onCancel={onClose}
        onSubmit={(values) => void submit(values)}
      >
        <p>{t('end.explain')}</p>
        <p>
          <RuleCitation rule={WINDOW_RULE[alert.system]} />
        </p>
        <Field
          label={t('end.at')}
          name="endedAt"
          type="datetime-local"
          hint={t('form.zone', { zone: zoneName(now, language, zone) })}
        />
      </Form>
    </Dialog>
  );
};
