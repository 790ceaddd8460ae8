import { useCalls } from '../api/calls.js';
import type { AlertRow } from '../api/rows.js';
import { useWords } from '../i18n/LanguageContext.js';
import { useProductNow } from '../live/useProductNow.js';
import type { Claims } from '../session/claims.js';
import { formatInstant } from '../time/format.js';
import { Dialog } from '../ui/Dialog.js';
import { Choice, Field, Form, Tick } from '../ui/Form.js';
import { RuleCitation } from '../ui/RuleCitation.js';
import { useSubmit } from '../ui/useSubmit.js';

/** Paper is lodged under an alert of Delta X that runs; and entered afterwards under one that has ended. */
export const alertsToLodgeUnder = (alerts: readonly AlertRow[]): readonly AlertRow[] =>
  alerts.filter(({ system, status }) => system === 'delta-x' && status !== 'planned');

interface LodgeManifestDialogProps {
  readonly alerts: readonly AlertRow[];
  readonly claims: Claims;
  readonly onClose: () => void;
  readonly onLodged: (manifestId: string) => void;
}

/** The header of a manifest (DX-04); its lines come as a file. */
export const LodgeManifestDialog = ({ alerts, claims, onClose, onLodged }: LodgeManifestDialogProps) => {
  const { t, language } = useWords();
  const calls = useCalls();
  const now = useProductNow();
  const { busy, error, submit } = useSubmit(async (values: Readonly<Record<string, string>>, key) => {
    const { alertId = '', type, kind, assistance = '', name = '', clearance = '', exit = '', signedBy = '' } = values;
    const eori = claims.operator ?? values['eori'] ?? '';
    const lodged = await calls.lodgeManifest(
      {
        alertId,
        consignmentType: type === 'evn' ? 'evn' : 'other',
        declarationKind: kind === 'DAU' ? 'DAU' : 'DSE',
        assistance,
        mentions: ['50000'],
        operator: { eori, name },
        officeOfClearance: clearance,
        officeOfExit: exit,
        singleTransportContract: values['single'] === 'on',
        transit: values['transit'] === 'on',
        presentation: values['presentation'] === 'premises' ? 'premises' : 'office',
        lodging: { means: 'agreement', office: values['lodgedWith'] || clearance },
        signature: { name: signedBy, signedAt: new Date(now ?? Date.now()).toISOString() },
      },
      key,
    );
    onLodged(lodged.manifestId);
  }, onClose);
  return (
    <Dialog title={t('manifests.lodge')} onClose={onClose}>
      <Form
        submitLabel={t('lodge.submit')}
        busy={busy}
        error={error}
        onCancel={onClose}
        onSubmit={(values) => void submit(values)}
      >
        <p>
          <RuleCitation rule="DX-04" />
        </p>
        <Choice
          label={t('lodge.alert')}
          name="alertId"
          options={alerts.map(({ alertId, startedAt, announcedAt, status }) => ({
            value: alertId,
            label: `${formatInstant(Date.parse(startedAt ?? announcedAt), language, 'Europe/Paris')} · ${t(`alert.status.${status}`)}`,
          }))}
        />
        <Choice
          label={t('lodge.consignmentType')}
          name="type"
          options={(['other', 'evn'] as const).map((value) => ({ value, label: t(`consignment.${value}`) }))}
        />
        <Choice
          label={t('lodge.kind')}
          name="kind"
          options={(['DSE', 'DAU'] as const).map((value) => ({ value, label: t(`declarationKind.${value}`) }))}
        />
        <Field label={t('lodge.assistance')} name="assistance" initial="Alerte CID" required />
        {claims.operator === undefined && <Field label={t('lodge.eori')} name="eori" required />}
        <Field label={t('field.operator.name')} name="name" required />
        <Field label={t('field.officeOfClearance')} name="clearance" placeholder="FR002650" required />
        <Field label={t('field.officeOfExit')} name="exit" placeholder="FR003370" hint={t('lodge.exitHint')} required />
        <Tick label={t('lodge.singleContract')} name="single" />
        <Tick label={t('lodge.transit')} name="transit" />
        <Choice
          label={t('clearance.presented')}
          name="presentation"
          options={(['office', 'premises'] as const).map((value) => ({ value, label: t(`presentation.${value}`) }))}
        />
        <Field label={t('lodge.lodgedWith')} name="lodgedWith" hint={t('lodge.lodgedWithHint')} />
        <Field label={t('lodge.signedBy')} name="signedBy" initial={claims.name} required />
      </Form>
    </Dialog>
  );
};
