import { readFileSync } from 'node:fs';
import { until } from '../until.js';

/** What came back that is no success, with the product's own words. */
export class ApiRefused extends Error {
  override readonly name = 'ApiRefused';
  constructor(
    readonly status: number,
    readonly request: string,
    readonly body: string,
  ) {
    super(`${request}: ${status} ${body.slice(0, 2_000)}`);
  }
}

export interface Answer<T> {
  readonly body: T;
  readonly etag: string | undefined;
}

/** The revision that was read, for a change that rests on it. */
export const ifMatch = ({ etag }: Answer<unknown>): { ifMatch?: string } =>
  etag === undefined ? {} : { ifMatch: etag };

/** What was written a moment ago may not be in the views yet: not there, or there as it was. */
const NOT_YET: readonly number[] = [404, 412];

/** Reads and acts, again while the views are behind what was written. @throws ApiRefused for any other no */
export const onceShown = async <T>(act: () => Promise<T>): Promise<T> => {
  const { done } = await until('the views to show what was written', async () => {
    try {
      return { done: await act() };
    } catch (error) {
      if (error instanceof ApiRefused && NOT_YET.includes(error.status)) return undefined;
      throw error;
    }
  });
  return done;
};

export interface Call {
  readonly json?: unknown;
  readonly file?: { readonly path: string; readonly type: string };
  /** The same key at every start of the demonstration: what was done before is not done again. */
  readonly key?: string;
  readonly ifMatch?: string;
}

/** One person of the demonstration at the public API, as any other client of it. */
export class ApiClient {
  private constructor(
    private readonly baseUrl: string,
    private readonly token: string,
  ) {}

  /** Signs in as a person of the development issuer. @throws ApiRefused where there is none (production) */
  static async as(baseUrl: string, person: string): Promise<ApiClient> {
    const { accessToken } = await send<{ accessToken: string }>(`POST /dev/token (${person})`, `${baseUrl}/dev/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person }),
    }).then((answer) => answer.body);
    return new ApiClient(baseUrl, accessToken);
  }

  get<T>(path: string): Promise<Answer<T>> {
    return this.#call('GET', path, {});
  }

  post<T>(path: string, call: Call): Promise<Answer<T>> {
    return this.#call('POST', path, call);
  }

  put<T>(path: string, call: Call): Promise<Answer<T>> {
    return this.#call('PUT', path, call);
  }

  #call<T>(method: string, path: string, { json, file, key, ifMatch }: Call): Promise<Answer<T>> {
    const type = file?.type ?? (json === undefined ? undefined : 'application/json');
    return send<T>(`${method} ${path}`, `${this.baseUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(type ? { 'content-type': type } : {}),
        ...(key ? { 'idempotency-key': key } : {}),
        ...(ifMatch ? { 'if-match': ifMatch } : {}),
      },
      ...(file ? { body: readFileSync(file.path) } : json === undefined ? {} : { body: JSON.stringify(json) }),
    });
  }
}

const send = async <T>(what: string, url: string, init: RequestInit): Promise<Answer<T>> => {
  const response = await fetch(url, init);
  const text = await response.text();
  if (!response.ok) throw new ApiRefused(response.status, what, text);
  const body = (text === '' ? undefined : JSON.parse(text)) as T;
  return { body, etag: response.headers.get('etag') ?? undefined };
};
