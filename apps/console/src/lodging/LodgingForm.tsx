import { useCalls } from '../api/calls.js';
import type { AlertRow } from '../api/rows.js';
import { useFormWords } from '../i18n/form-words.js';
import { useWords } from '../i18n/LanguageContext.js';
import type { Claims } from '../session/claims.js';
import { declarationHash, manifestHash, MANIFESTS_HASH, type PaperForm } from '../shell/route.js';
import { Choice, Form, type Values } from '../ui/Form.js';
import { useOncePerKey, useSubmit } from '../ui/useSubmit.js';
import { Articles } from './Articles.js';
import { ALIASES, lodgingBody } from './bodies.js';
import type { Body } from '../ui/form-body.js';
import { Authentication, Box31, Copy3 } from './DauFields.js';
import { DocumentRows } from './DocumentRows.js';
import { ExitFields } from './ExitFields.js';
import { basisOf } from './facilities.js';
import { AlertField, AssistanceField, MentionsField, OperatorFields } from './FallbackFields.js';
import { ARTICLE, CONSIGNMENT } from './goods.js';
import { GoodsFields } from './GoodsFields.js';
import { LodgingFields } from './LodgingFields.js';
import { Part } from './Part.js';
import { PeriodFields } from './PeriodFields.js';
import { RecordsFields } from './RecordsFields.js';
import { useWallClock } from './useWallClock.js';

interface Lodged {
  readonly manifestId?: string;
  readonly operator?: string;
  readonly reference?: string;
}

const SENT_TO = { manifest: '/v1/manifests', records: '/v1/manifests', dau: '/v1/daus' } as const;
const KINDS = { manifest: ['DSE', 'DAU'], dau: ['DAU', 'DSE'], records: ['DSE', 'DAU'] } as const;

interface FieldsProps {
  readonly form: PaperForm;
  readonly alerts: readonly AlertRow[];
  readonly first: AlertRow;
  readonly claims: Claims;
  readonly values: Values;
}

/** The fields of a form: what does not apply as it is filled in is not asked for. */
const Fields = ({ form, alerts, first, claims, values }: FieldsProps) => {
  const { t } = useWords();
  const f = useFormWords();
  const alert = alerts.find(({ alertId }) => alertId === values['alertId']) ?? first;
  const byAeo = form === 'records' && basisOf(values) === 'aeo';
  const kind = values['declarationKind'] ?? KINDS[form][0];
  return (
    <>
      {form === 'records' && <RecordsFields values={values} />}
      <Part title={f('part.fallback')} rules={form === 'manifest' ? ['DX-04'] : []}>
        <AlertField alerts={alerts} />
        {form !== 'dau' && (
          <>
            <AssistanceField alert={alert} />
            <MentionsField />
          </>
        )}
        <OperatorFields alert={alert} claims={claims} />
        {!byAeo && (
          <Choice
            label={f('field.declarationKind')}
            name="declarationKind"
            options={KINDS[form].map((value) => ({ value, label: t(`declarationKind.${value}`) }))}
          />
        )}
        {(form === 'manifest' || byAeo) && (
          <Choice
            label={f('field.consignmentType')}
            name="consignmentType"
            options={(['other', 'evn'] as const).map((value) => ({ value, label: t(`consignment.${value}`) }))}
          />
        )}
      </Part>
      <ExitFields form={form} values={values} />
      {form === 'dau' && (
        <>
          <Box31 alert={alert} />
          <Part title={f('part.article')} under="DX-05">
            <GoodsFields columns={[...CONSIGNMENT, ...ARTICLE]} at="consignment" />
          </Part>
          <Articles />
          <Part title={f('part.box44')} under="DX-05">
            <MentionsField />
            <DocumentRows />
          </Part>
          <Authentication values={values} />
          <Copy3 values={values} />
        </>
      )}
      {kind === 'DSE' && <PeriodFields values={values} />}
      <LodgingFields form={form} alert={alert} values={values} claims={claims} />
    </>
  );
};

interface LodgingFormProps {
  readonly form: PaperForm;
  readonly alerts: readonly [AlertRow, ...AlertRow[]];
  readonly claims: Claims;
}

/** One of the forms of step 1, or what stands in their place; sent, it leads to what was lodged. */
export const LodgingForm = ({ form, alerts, claims }: LodgingFormProps) => {
  const f = useFormWords();
  const calls = useCalls();
  const clock = useWallClock();
  const once = useOncePerKey<Body>();
  const { busy, error, submit } = useSubmit(
    async (values: Values, key) => {
      const body = once(key, () => lodgingBody(form, values, clock));
      const lodged = await calls.create<Lodged>(SENT_TO[form], body, key);
      const { manifestId, operator = '', reference = '' } = lodged.body;
      if (manifestId === undefined) await calls.declarationSince(operator, reference, lodged.position);
      location.hash = manifestId === undefined ? declarationHash(operator, reference) : manifestHash(manifestId);
    },
    () => undefined,
  );
  return (
    <Form
      submitLabel={f(`submit.${form}`)}
      busy={busy}
      error={error}
      aliases={ALIASES}
      onCancel={() => {
        location.hash = MANIFESTS_HASH;
      }}
      onSubmit={(values) => void submit(values)}
    >
      {(values) => <Fields form={form} alerts={alerts} first={alerts[0]} claims={claims} values={values} />}
    </Form>
  );
};
