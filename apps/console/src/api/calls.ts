import { useMemo } from 'react';
import { useWords } from '../i18n/LanguageContext.js';
import { useSession } from '../session/SessionContext.js';
import { call, download, newIdempotencyKey, query, type Answer } from './client.js';
import type { ImportReport } from './import-rows.js';
import { ProblemError } from './problem.js';
import type { ManifestRow } from './manifest-rows.js';
import type { AlertRow, AsOfRow, DeclarationRow, Impact, Need, Page, System, TargetRow, Trail } from './rows.js';
import type { DeclarationInFull } from './declaration-rows.js';
import { upload, type UploadOptions } from './upload.js';

/** What the list of declarations is asked for. */
export interface DeclarationFilter {
  readonly reference?: string;
  /** The beginning of a reference, an MRN, an LRN or a number. */
  readonly text?: string;
  readonly operator?: string;
  readonly status?: string;
  readonly cause?: string;
  /** What it needs of a person now. */
  readonly needs?: Need;
  readonly manifestId?: string;
  readonly alertId?: string;
}

export interface NewAlert {
  readonly system: System;
  readonly impact: Impact;
  readonly notice: string;
  readonly scope?: { readonly kind: 'operator'; readonly eori: string; readonly assistanceNumber: string };
}

export const PAGE_SIZE = 25;
const path = (...parts: string[]): string => parts.map(encodeURIComponent).join('/');

/** The calls of the page, with the token and the language of the reader. */
const callsWith = (token: string, language: string, onRefused: () => void) => {
  const guarded = async <Result>(asked: Promise<Result>): Promise<Result> => {
    try {
      return await asked;
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 401) onRefused();
      throw error;
    }
  };
  const send = <Body>(url: string, options: Parameters<typeof call>[1] = {}): Promise<Answer<Body>> =>
    guarded(call<Body>(url, { ...options, token, language }));
  const change = <Body>(url: string, body: unknown, ifMatch?: string, key = newIdempotencyKey()) =>
    send<Body>(url, { method: 'POST', body, idempotencyKey: key, ...(ifMatch === undefined ? {} : { ifMatch }) });
  const alert = (row: Pick<AlertRow, 'alertId'>, what: string): string => `/v1/alerts/${path(row.alertId)}/${what}`;

  return {
    announce: (body: NewAlert, key: string) => change<AlertRow>('/v1/alerts', body, undefined, key),
    start: (row: AlertRow, key: string) => change<AlertRow>(alert(row, 'start'), {}, row.revision, key),
    end: (row: AlertRow, body: { endedAt?: string }, key: string) =>
      change<AlertRow>(alert(row, 'end'), body, row.revision, key),
    ease: (row: AlertRow, body: { until: string; why: string; decidedBy: string }, key: string) =>
      change<AlertRow>(alert(row, 'ease'), body, row.revision, key),
    pauseTarget: (system: System, why: string, key: string) =>
      change<TargetRow>(`/v1/targets/${system}/pause`, { why }, undefined, key),
    resumeTarget: (system: System, why: string, key: string) =>
      change<TargetRow>(`/v1/targets/${system}/resume`, { why }, undefined, key),
    setCeiling: (system: System, body: { perSecond: number | null; why: string }, key: string) =>
      change<TargetRow>(`/v1/targets/${system}/ceiling`, body, undefined, key),
    setTraffic: (
      system: System,
      body: { zone: string; bands: readonly { from: string; to: string; perSecond: number }[]; why: string },
      key: string,
    ) => change<TargetRow>(`/v1/targets/${system}/ordinary-traffic`, body, undefined, key),
    declarations: async (filter: DeclarationFilter, cursor: string | undefined) =>
      (await send<Page<DeclarationRow>>(`/v1/declarations${query({ ...filter, cursor, limit: PAGE_SIZE })}`)).body,
    declaration: async (operator: string, reference: string) => {
      const { body, revision } = await send<DeclarationInFull>(`/v1/declarations/${path(operator, reference)}`);
      return { ...body, revision: revision ?? body.revision };
    },
    /** Waits until a declaration is read as it stood at a position; where that takes too long its page says so. */
    declarationSince: (operator: string, reference: string, minPosition: string | undefined) =>
      send(`/v1/declarations/${path(operator, reference)}${query({ minPosition })}`).catch(() => undefined),
    reopen: (row: Pick<DeclarationRow, 'operator' | 'reference' | 'revision'>, why: string, key: string) =>
      change(`/v1/declarations/${path(row.operator, row.reference)}/reopen`, { why }, row.revision, key),
    file: (url: string): Promise<Blob> => guarded(download(url, { token, language })),
    importFile: (url: string, file: File, options: Omit<UploadOptions, 'token' | 'language'>): Promise<ImportReport> =>
      guarded(upload(url, file, { ...options, token, language })),
    imports: async (filter: { readonly manifestId?: string }) =>
      (await send<Page<ImportReport>>(`/v1/imports${query({ ...filter, limit: PAGE_SIZE })}`)).body,
    manifest: async (manifestId: string) => (await send<ManifestRow>(`/v1/manifests/${path(manifestId)}`)).body,
    /** Something done to a declaration, a manifest or a document, at the revision that was looked at. */
    act: (url: string, body: unknown, revision: string, key: string) => change(url, body, revision, key),
    create: <Row>(url: string, body: unknown, key: string) => change<Row>(url, body, undefined, key),
    page: async <Row>(
      url: string,
      filter: Readonly<Record<string, string | undefined>>,
      cursor: string | undefined,
      limit: number,
    ) => (await send<Page<Row>>(`${url}${query({ ...filter, cursor, limit })}`)).body,
    one: async <Row>(url: string) => (await send<Row>(url)).body,
    trail: async (kind: 'declarations' | 'alerts', key: readonly string[]) =>
      (await send<Trail>(`/audit/v1/trail/${kind}/${path(...key)}`)).body,
    viewAsOf: async (view: 'declarations' | 'alerts', key: readonly string[], until: string | undefined) => {
      const url = `/audit/v1/views/${view}/${path(...key)}${query({ asOf: until })}`;
      const { asOf, ...row } = (await send<AsOfRow>(url)).body;
      return { asOf, row };
    },
  };
};

export type Calls = ReturnType<typeof callsWith>;

export const useCalls = (): Calls => {
  const { language } = useWords();
  const { session, refused } = useSession();
  const token = session.kind === 'person' ? session.token : '';
  return useMemo(() => callsWith(token, language, refused), [token, language, refused]);
};
