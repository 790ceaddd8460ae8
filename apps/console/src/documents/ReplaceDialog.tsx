import { useQueryClient } from '@tanstack/react-query';
import { useCalls } from '../api/calls.js';
import type { DocumentRow } from '../api/document-rows.js';
import { useFormWords } from '../i18n/form-words.js';
import { useWords } from '../i18n/LanguageContext.js';
import { OfficeField } from '../lodging/OfficeField.js';
import { useWallClock } from '../lodging/useWallClock.js';
import { Dialog } from '../ui/Dialog.js';
import { Choice, Field, Form, Tick, type Values } from '../ui/Form.js';
import { own } from '../ui/form-body.js';
import { RuleCitation } from '../ui/RuleCitation.js';
import { useSubmit } from '../ui/useSubmit.js';
import { BOXES, CHANGEABLE, replacementBody } from './replacement.js';
import '../styles/lodging.css';

const SignatureFields = () => {
  const f = useFormWords();
  const { zone } = useWallClock();
  return (
    <>
      <Field label={f('field.signedBy')} name="signature.name" maxLength={200} required />
      <Field
        label={f('field.signedAt')}
        name="signature.signedAt"
        type="datetime-local"
        hint={f('field.zone', { zone })}
        required
      />
    </>
  );
};

const StampFields = () => {
  const f = useFormWords();
  return (
    <>
      <Choice
        label={f('field.box')}
        name="preAuthentication.box"
        options={(['A', '31'] as const).map((value) => ({ value, label: f(`box.${value}`) }))}
      />
      <OfficeField label={f('field.stampOffice')} name="preAuthentication.office" required />
      <Field label={f('field.officer')} name="preAuthentication.officer" maxLength={100} required />
    </>
  );
};

const BoxFields = () => {
  const f = useFormWords();
  return (
    <>
      <p className="hint">{f('replace.boxesWhole')}</p>
      {BOXES.map(([box, maxLength]) => (
        <Field key={box} label={f(`dauBox.${box}`)} name={`dau.${box}`} maxLength={maxLength} />
      ))}
    </>
  );
};

const FIELDS = { signature: SignatureFields, preAuthentication: StampFields, dau: BoxFields } as const;

interface ReplaceDialogProps {
  readonly row: DocumentRow;
  readonly name: string;
  readonly onClose: () => void;
}

/** A new version of a printed document, which names the old one and says why: what was printed is never changed. */
const ReplaceDialog = ({ row, name, onClose }: ReplaceDialogProps) => {
  const { t } = useWords();
  const f = useFormWords();
  const calls = useCalls();
  const queries = useQueryClient();
  const { instantOf } = useWallClock();
  const { busy, error, submit } = useSubmit(async (values: Values, key) => {
    const url = `/v1/documents/${encodeURIComponent(row.documentId)}/replace`;
    await calls.act(url, replacementBody(values, instantOf), row.revision, key);
    await queries.invalidateQueries({ queryKey: ['documents'] });
  }, onClose);
  return (
    <Dialog title={`${t('document.replace')} · ${name}`} onClose={onClose} wide>
      <Form
        submitLabel={t('document.replace')}
        busy={busy}
        error={error}
        onCancel={onClose}
        onSubmit={(values) => void submit(values)}
      >
        {(values) => (
          <>
            <p>{f('replace.explain', { version: row.version + 1, old: row.version })}</p>
            <p>
              <RuleCitation rule="DX-28" />
            </p>
            <Field label={f('replace.reason')} name="reason" maxLength={500} required />
            {CHANGEABLE[row.kind].map((part) => {
              const Fields = FIELDS[part];
              return (
                <div key={part} className="fields">
                  <Tick label={f(`replace.${part}`)} name={own(part)} />
                  {values[own(part)] === 'on' && <Fields />}
                </div>
              );
            })}
          </>
        )}
      </Form>
    </Dialog>
  );
};
export default ReplaceDialog;
