import type { AlertRow } from '../api/rows.js';
import { useCalls } from '../api/calls.js';
import { useWords } from '../i18n/LanguageContext.js';
import type { Claims } from '../session/claims.js';
import { zoneName } from '../time/format.js';
import { fromWallClock, toWallClock, zoneOf } from '../time/zones.js';
import { Dialog } from '../ui/Dialog.js';
import { Field, Form } from '../ui/Form.js';
import { RuleCitation } from '../ui/RuleCitation.js';
import { useSubmit } from '../ui/useSubmit.js';
import { WINDOW_RULE } from './rules.js';

interface EaseDialogProps {
  readonly alert: AlertRow;
  readonly claims: Claims;
  /** The deadline to begin with; the one that stands when absent. */
  readonly untilMs?: number;
  readonly onClose: () => void;
}

/** A later deadline for an outage of exceptional duration: until when, why, who decided. */
export const EaseDialog = ({ alert, claims, untilMs, onClose }: EaseDialogProps) => {
  const { t, language } = useWords();
  const calls = useCalls();
  const zone = zoneOf(alert.system);
  const deadlineMs = Date.parse(alert.deadline ?? alert.announcedAt);
  const initialMs = untilMs ?? (alert.deadline === undefined ? undefined : deadlineMs);
  const { busy, error, submit } = useSubmit((values: Readonly<Record<string, string>>, key) => {
    const { until = '', why = '', decidedBy = '' } = values;
    const at = fromWallClock(until, zone) ?? deadlineMs;
    return calls.ease(alert, { until: new Date(at).toISOString(), why, decidedBy }, key);
  }, onClose);
  return (
    <Dialog title={t('ease.title')} onClose={onClose}>
      <Form
        submitLabel={t('ease.submit')}
        busy={busy}
        error={error}
        onCancel={onClose}
        onSubmit={(values) => void submit(values)}
      >
        <p>
          <RuleCitation rule={WINDOW_RULE[alert.system]} />
        </p>
        <Field
          label={t('ease.until')}
          name="until"
          type="datetime-local"
          initial={initialMs === undefined ? '' : toWallClock(initialMs, zone)}
          hint={t('form.zone', { zone: zoneName(deadlineMs, language, zone) })}
          required
        />
        <Field label={t('ease.why')} name="why" required />
        <Field label={t('ease.by')} name="decidedBy" initial={claims.name} required />
      </Form>
    </Dialog>
  );
};
