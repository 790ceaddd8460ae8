import type { ImportReport } from './import-rows.js';
import { ProblemError, readProblem, unreachable } from './problem.js';

export interface UploadOptions {
  readonly token: string;
  readonly language: string;
  /** The same file sent again under its key goes on where it stood. */
  readonly idempotencyKey: string;
  /** Told of the share of the file that has gone out, 0 to 1. */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
  jsonl: 'application/x-ndjson',
};

/** The media type of an import by the name of its file; `undefined` for what is neither CSV nor NDJSON. */
export const importType = (name: string): string | undefined =>
  TYPES[name.slice(name.lastIndexOf('.') + 1).toLowerCase()];

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/**
 * Sends a file as it is, streamed by the browser. `fetch` does not tell how much has gone out, this does.
 * @throws ProblemError for a refusal and for a broken connection
 */
export const upload = (path: string, file: File, options: UploadOptions): Promise<ImportReport> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('Accept', 'application/json, application/problem+json');
    request.setRequestHeader('Accept-Language', options.language);
    request.setRequestHeader('Authorization', `Bearer ${options.token}`);
    request.setRequestHeader('Content-Type', importType(file.name) ?? 'text/csv');
    request.setRequestHeader('Idempotency-Key', options.idempotencyKey);
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      options.onProgress(total > 0 ? loaded / total : 0),
    );
    request.addEventListener('load', () => {
      const body = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(body as ImportReport);
      else reject(new ProblemError(readProblem(request.status, body)));
    });
    request.addEventListener('error', () => reject(unreachable(new Error(path))));
    request.addEventListener('abort', () => reject(unreachable(new Error(path))));
    options.signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
