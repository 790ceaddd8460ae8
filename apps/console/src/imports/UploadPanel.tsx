import { useId, useState } from 'react';
import { importType } from '../api/upload.js';
import { useWords } from '../i18n/LanguageContext.js';
import { formatNumber } from '../time/format.js';
import { ProblemNote } from '../ui/ProblemNote.js';
import { ImportOutcome } from './ImportOutcome.js';
import { useUpload } from './useUpload.js';

interface UploadPanelProps {
  /** What the file is sent to, `dryRun` left out. */
  readonly url: string;
  readonly title: string;
  readonly hint: string;
  readonly onDone: () => void;
}

/** A file is chosen, tried without a trace, and taken in; what was not taken is told by line. */
export const UploadPanel = ({ url, title, hint, onDone }: UploadPanelProps) => {
  const { t, language } = useWords();
  const [file, setFile] = useState<File>();
  const { state, send, stop, forget } = useUpload(url, onDone);
  const [heading, note] = [useId(), useId()];
  const busy = state.kind === 'sending';
  const wrongType = file !== undefined && importType(file.name) === undefined;
  return (
    <section className="panel upload" aria-labelledby={heading}>
      <h3 id={heading}>{title}</h3>
      <p className="hint" id={note}>
        {hint}
      </p>
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
          disabled={busy || file === undefined || wrongType}
          data-testid="upload-check"
          onClick={() => file && void send(file, true)}
        >
          {t('upload.check')}
        </button>
        <button
          type="button"
          className="primary"
          disabled={busy || file === undefined || wrongType}
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
          <ProblemNote error={state.error} />
          {!state.dryRun && <p className="hint">{t('upload.nothingTwice')}</p>}
        </>
      )}
      {state.kind === 'done' && <ImportOutcome report={state.report} />}
    </section>
  );
};
