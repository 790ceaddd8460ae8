import { useEffect, useRef, useState } from 'react';
import { newIdempotencyKey } from '../api/client.js';
import { useCalls } from '../api/calls.js';
import type { ImportReport } from '../api/import-rows.js';

export type UploadState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending'; readonly share: number; readonly dryRun: boolean }
  | { readonly kind: 'failed'; readonly error: unknown; readonly dryRun: boolean }
  | { readonly kind: 'done'; readonly report: ImportReport };

interface Upload {
  readonly state: UploadState;
  readonly send: (file: File, dryRun: boolean) => Promise<void>;
  readonly stop: () => void;
  readonly forget: () => void;
}

const IDLE: UploadState = { kind: 'idle' };

/** One upload at a time. An import that broke off is sent again under its key, so that it goes on where it stood. */
export const useUpload = (url: string, onDone: () => void): Upload => {
  const calls = useCalls();
  const [state, setState] = useState<UploadState>(IDLE);
  const underWay = useRef<AbortController>(undefined);
  const begun = useRef<{ readonly file: File; readonly url: string; readonly key: string }>(undefined);
  useEffect(() => () => underWay.current?.abort(), []);

  const send = async (file: File, dryRun: boolean): Promise<void> => {
    const abort = new AbortController();
    underWay.current = abort;
    const another = begun.current?.file !== file || begun.current.url !== url;
    if (!dryRun && another) begun.current = { file, url, key: newIdempotencyKey() };
    const key = dryRun ? newIdempotencyKey() : (begun.current?.key ?? newIdempotencyKey());
    setState({ kind: 'sending', share: 0, dryRun });
    try {
      const report = await calls.importFile(`${url}${dryRun ? '&dryRun=true' : ''}`, file, {
        idempotencyKey: key,
        signal: abort.signal,
        onProgress: (share) => setState({ kind: 'sending', share, dryRun }),
      });
      setState({ kind: 'done', report });
      if (!dryRun) onDone();
    } catch (error) {
      setState(abort.signal.aborted ? IDLE : { kind: 'failed', error, dryRun });
    }
  };
  return {
    state,
    send,
    stop: () => underWay.current?.abort(),
    forget: () => {
      begun.current = undefined;
      setState(IDLE);
    },
  };
};
