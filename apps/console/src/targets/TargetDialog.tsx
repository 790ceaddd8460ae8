import { useCalls } from '../api/calls.js';
import type { TargetRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { formatRate, rateUnit } from '../time/format.js';
import { Dialog } from '../ui/Dialog.js';
import { Choice, Field, Form } from '../ui/Form.js';
import { useSubmit } from '../ui/useSubmit.js';
import { ceilingOf } from './target-state.js';

export type Steering = 'pause' | 'resume' | 'ceiling';

interface TargetDialogProps {
  readonly what: Steering;
  readonly target: TargetRow;
  /** The highest rate of the plan being carried out, per second. */
  readonly needs: number | undefined;
  readonly onClose: () => void;
}

/** Operations stop a target, let it go on, or cap it, and say why. */
export const TargetDialog = ({ what, target, needs, onClose }: TargetDialogProps) => {
  const { t, language } = useWords();
  const calls = useCalls();
  const { system, ceiling } = target;
  const { busy, error, submit } = useSubmit((values: Readonly<Record<string, string>>, key) => {
    const { why = '', rate = '', per } = values;
    if (what === 'pause') return calls.pauseTarget(system, why, key);
    if (what === 'resume') return calls.resumeTarget(system, why, key);
    return calls.setCeiling(system, { perSecond: ceilingOf(rate, per === 'hour' ? 'hour' : 'second'), why }, key);
  }, onClose);
  // As the plan's own rates are read.
  const unit = rateUnit(ceiling?.perSecond ?? needs ?? 1);
  const units = [
    { value: 'second', label: t('rate.perSecond') },
    { value: 'hour', label: t('rate.perHour') },
  ];
  const name = t(`system.${system}`);
  return (
    <Dialog title={t(`steer.${what}.title`, { system: name })} onClose={onClose}>
      <Form
        submitLabel={t(`steer.${what}.submit`)}
        busy={busy}
        error={error}
        onCancel={onClose}
        onSubmit={(values) => void submit(values)}
      >
        <p>{t(`steer.${what}.explain`)}</p>
        {what === 'ceiling' && (
          <>
            <Field
              label={t('steer.rate')}
              name="rate"
              inputMode="decimal"
              initial={ceiling === undefined ? '' : String(Number((ceiling.perSecond * unit.perSecond).toPrecision(6)))}
              hint={
                needs === undefined
                  ? t('steer.rateHint')
                  : t('steer.rateNeeds', { rate: formatRate(needs, language, needs) })
              }
            />
            <Choice label={t('steer.per')} name="per" options={unit.perSecond === 1 ? units : units.toReversed()} />
          </>
        )}
        <Field label={t('steer.why')} name="why" required />
      </Form>
    </Dialog>
  );
};
