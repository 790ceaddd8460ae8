import { useState } from 'react';
import { useCalls } from '../api/calls.js';
import { useWords } from '../i18n/LanguageContext.js';
import { ProblemNote } from './ProblemNote.js';

interface DownloadButtonProps {
  readonly url: string;
  readonly name: string;
  readonly label: string;
  /** Opens it in a tab of its own (a PDF to look at or print) instead of saving it. */
  readonly open?: boolean;
  readonly testId?: string;
  /** What is recorded of it first. */
  readonly before?: () => Promise<unknown>;
}

const KEEP_MS = 60_000;

/** Fetches a file with the reader's token, which a plain link cannot carry, and saves or opens it. */
export const DownloadButton = ({ url, name, label, open = false, testId, before }: DownloadButtonProps) => {
  const { t } = useWords();
  const calls = useCalls();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const fetchIt = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      await before?.();
      const address = URL.createObjectURL(await calls.file(url));
      const link = document.createElement('a');
      link.href = address;
      if (open) link.target = '_blank';
      else link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), KEEP_MS);
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <button type="button" data-testid={testId} disabled={busy} onClick={() => void fetchIt()}>
        {busy ? t('app.loading') : label}
      </button>
      {error !== undefined && <ProblemNote error={error} />}
    </>
  );
};
