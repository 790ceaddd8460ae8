import { useId, useState } from 'react';
import { ProblemError } from '../api/problem.js';
import { importType } from '../api/upload.js';
import { useWords } from '../i18n/LanguageContext.js';
import { formatNumber } from '../time/format.js';
import { FieldErrorsProvider, NOTHING_PLACED, placed, type PlacedReasons } from '../ui/field-errors.js';
import { Field } from '../ui/Form.js';
import { ProblemNote } from '../ui/ProblemNote.js';
import { ImportOutcome } from './ImportOutcome.js';
import { useUpload } from './useUpload.js';

interface UploadPanelProps {
  /** What the file is sent to, `dryRun` left out. */
  readonly url: string;
  readonly title: string;
  readonly hint: string;
  /** For whom an office takes it in: asked for, and this offered. Absent where the file's operator is known. */
  readonly operator?: string | undefined;
  readonly onDone: () => void;
}

const objectedBy = (error: unknown): PlacedReasons =>
  error instanceof ProblemError ? placed(error.problem.errors, ['operator']) : NOTHING_PLACED;

/** A file is chosen, tried without a trace, and taken in; what was not taken is told by line. */
export const UploadPanel = ({ url, title, hint, operator, onDone }: UploadPanelProps) => {
  const { t, language } = useWords();
  const [file, setFile] = useState<File>();
  const [eori, setEori] = useState(operator ?? '');
  const forOperator = operator === undefined ? '' : `&operator=${encodeURIComponent(eori)}`;
  const { state, send, stop, forget } = useUpload(`${url}${forOperator}`, onDone);
  const [heading, note] = [useId(), useId()];
  const busy = state.kind === 'sending';
  const unready = busy || (operator !== undefined && eori === '');
  const objected = state.kind === 'failed' ? objectedBy(state.error) : NOTHING_PLACED;
  const wrongType = file !== undefined && importType(file.name) === undefined;
  return (
    <section className="panel upload" aria-labelledby={heading}>
      <h3 id={heading}>{title}</h3>
      <p className="hint" id={note}>
        {hint}
      </p>
      {operator !== undefined && (
        <FieldErrorsProvider value={objected.at}>
          <Field
            label={t('upload.operator')}
            name="operator"
            initial={operator}
            placeholder="FR552100554"
            hint={t('upload.onBehalf')}
            maxLength={17}
            disabled={busy}
            onType={(typed) => {
              setEori(typed);
              forget();
            }}
          />
        </FieldErrorsProvider>
      )}
      <label className="field">
        <span className="label">{t('upload.file')}</span>
        <input
          type="file"
          accept=".csv,.ndjson,.jsonl,text/csv,application/x-ndjson"
          aria-describedby={note}
          aria-invalid={wrongType}
          disabled={busy}
          data-testid="upload-file"
          onChange={(event) => {
            setFile(event.target.files?.[0]);
            forget();
          }}
        />
      </label>
      {wrongType && <p role="alert">{t('upload.wrongType')}</p>}
      <p className="actions">
        <button
          type="button"
          disabled={unready || file === undefined || wrongType}
          data-testid="upload-check"
          onClick={() => file && void send(file, true)}
        >
          {t('upload.check')}
        </button>
        <button
          type="button"
          className="primary"
          disabled={unready || file === undefined || wrongType}
          data-testid="upload-import"
          onClick={() => file && void send(file, false)}
        >
          {t(state.kind === 'failed' && !state.dryRun ? 'upload.goOn' : 'upload.import')}
        </button>
        {busy && (
          <button type="button" className="quiet" onClick={stop}>
            {t('upload.stop')}
          </button>
        )}
      </p>
      {state.kind === 'sending' && (
        <label className="field" aria-live="polite">
          <span className="label">
            {t(state.share >= 1 ? 'upload.reading' : 'upload.sending', {
              share: formatNumber(Math.floor(state.share * 100), language),
            })}
          </span>
          <progress value={state.share} max={1} />
        </label>
      )}
      {state.kind === 'failed' && (
        <>
          <ProblemNote error={state.error} atFields={objected.at.size} rest={objected.rest} />
          {!state.dryRun && <p className="hint">{t('upload.nothingTwice')}</p>}
        </>
      )}
      {state.kind === 'done' && <ImportOutcome report={state.report} />}
    </section>
  );
};
