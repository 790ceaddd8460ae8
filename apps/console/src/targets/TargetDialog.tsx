import { useCalls } from '../api/calls.js';
import type { TargetRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { formatRate, rateUnit } from '../time/format.js';
import { Dialog } from '../ui/Dialog.js';
import { Choice, Field, Form } from '../ui/Form.js';
import { useSubmit } from '../ui/useSubmit.js';
import { zoneOf } from '../time/zones.js';
import { ceilingOf } from './target-state.js';
import { bandsOf, bandsText } from './traffic-bands.js';

export type Steering = 'pause' | 'resume' | 'ceiling' | 'traffic';

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
  const { system, ceiling, traffic } = target;
  const { busy, error, submit } = useSubmit((values: Readonly<Record<string, string>>, key) => {
    const { why = '', rate = '', per } = values;
    if (what === 'pause') return calls.pauseTarget(system, why, key);
    if (what === 'resume') return calls.resumeTarget(system, why, key);
    const unitOf = per === 'hour' ? 'hour' : 'second';
    if (what === 'traffic')
      return calls.setTraffic(
        system,
        { zone: zoneOf(system), bands: bandsOf(values['bands'] ?? '', unitOf), why },
        key,
      );
    return calls.setCeiling(system, { perSecond: ceilingOf(rate, unitOf), why }, key);
  }, onClose);
  // As the plan's own rates are read.
  const unit = rateUnit((what === 'traffic' ? traffic?.bands[0]?.perSecond : ceiling?.perSecond) ?? needs ?? 1);
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
        {what === 'traffic' && (
          <>
            <Field
              label={t('steer.bands')}
              name="bands"
              initial={bandsText(traffic?.bands ?? [], unit.perSecond)}
              placeholder="08:00-18:00 1.5, 18:00-22:00 0.4"
              hint={t('steer.bandsHint')}
            />
            <Choice label={t('steer.per')} name="per" options={unit.perSecond === 1 ? units : units.toReversed()} />
          </>
        )}
        <Field label={t('steer.why')} name="why" required />
      </Form>
    </Dialog>
  );
};
