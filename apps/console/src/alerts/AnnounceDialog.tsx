import type { AlertRow, Impact, System } from '../api/rows.js';
import { useCalls } from '../api/calls.js';
import { useWords } from '../i18n/LanguageContext.js';
import type { Claims } from '../session/claims.js';
import { may } from '../session/permissions.js';
import { alertHash } from '../shell/route.js';
import { formatInstant } from '../time/format.js';
import { zoneOf } from '../time/zones.js';
import { Dialog } from '../ui/Dialog.js';
import { Choice, Field, Form, type Values } from '../ui/Form.js';
import { RuleCitation } from '../ui/RuleCitation.js';
import { useSubmit } from '../ui/useSubmit.js';
import { ownRuleOf } from './rules.js';

export const SYSTEMS: readonly System[] = ['delta-x', 'ecs-bs', 'emcs'];
const IMPACTS: readonly Impact[] = ['general', 'departure', 'destination', 'office-of-export', 'office-of-exit'];

interface AnnounceDialogProps {
  readonly alerts: readonly AlertRow[];
  readonly claims: Claims;
  readonly onClose: () => void;
}

/** The alert for everyone that runs on a system already. */
export const runningFor = <A extends Pick<AlertRow, 'system' | 'status' | 'scope'>>(
  system: System,
  alerts: readonly A[],
): A | undefined => alerts.find((a) => a.system === system && a.status === 'started' && a.scope.kind === 'everyone');

/** The administration's outage prevails: one's own is not announced while it runs. */
export const ownMayBeAnnounced = (
  system: System,
  alerts: readonly Pick<AlertRow, 'system' | 'status' | 'scope'>[],
): boolean => runningFor(system, alerts) === undefined;

/** A second alert for everyone has a deadline and a campaign of its own: said before it is there. */
const AlreadyRuns = ({ alert }: { readonly alert: AlertRow | undefined }) => {
  const { t, language } = useWords();
  if (!alert) return null;
  const since = formatInstant(Date.parse(alert.startedAt ?? alert.announcedAt), language, zoneOf(alert.system));
  return (
    <p className="problem" role="status" data-testid="already-runs">
      {t('announce.alreadyRuns', { since })} <a href={alertHash(alert.alertId)}>{alert.notice}</a>
    </p>
  );
};

const OwnRule = ({ system }: { readonly system: System }) => {
  const rule = ownRuleOf(system);
  return rule === undefined ? null : <RuleCitation rule={rule} />;
};

/** An outage is there. An integrator announces that of its own system alone, with its assistance request. */
export const AnnounceDialog = ({ alerts, claims, onClose }: AnnounceDialogProps) => {
  const { t } = useWords();
  const calls = useCalls();
  const own = may.announceForOwnOperatorOnly(claims) ? claims.operator : undefined;
  const alreadyRuns = ({ system = SYSTEMS[0] }: Values): AlertRow | undefined =>
    own === undefined ? runningFor(system as System, alerts) : undefined;
  const systems = own === undefined ? SYSTEMS : SYSTEMS.filter((system) => ownMayBeAnnounced(system, alerts));
  const { busy, error, submit } = useSubmit((values: Readonly<Record<string, string>>, key) => {
    const { system, impact, notice = '', assistance = '' } = values;
    const scope =
      own === undefined ? {} : { scope: { kind: 'operator', eori: own, assistanceNumber: assistance } as const };
    return calls.announce({ system: system as System, impact: impact as Impact, notice, ...scope }, key);
  }, onClose);
  return (
    <Dialog title={t('announce.title')} onClose={onClose}>
      <Form
        submitLabel={t('announce.submit')}
        busy={busy}
        error={error}
        onCancel={onClose}
        onSubmit={(values) => void submit(values)}
      >
        {(values) => (
          <>
            {own !== undefined && (
              <>
                <p>{t('announce.own', { operator: own })}</p>
                <p>
                  {t('announce.ownRule')} <OwnRule system={(values['system'] ?? systems[0] ?? 'delta-x') as System} />
                </p>
              </>
            )}
            <Choice
              label={t('announce.system')}
              name="system"
              options={systems.map((value) => ({ value, label: t(`system.${value}`) }))}
            />
            <AlreadyRuns alert={alreadyRuns(values)} />
            <Choice
              label={t('announce.impact')}
              name="impact"
              options={IMPACTS.map((value) => ({ value, label: t(`impact.${value}`) }))}
            />
            <Field label={t('announce.notice')} name="notice" placeholder={t('announce.noticeExample')} required />
            {own !== undefined && (
              <Field label={t('announce.assistance')} name="assistance" hint={t('announce.assistanceHint')} required />
            )}
          </>
        )}
      </Form>
    </Dialog>
  );
};
