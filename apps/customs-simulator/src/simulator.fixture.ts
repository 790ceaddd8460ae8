import { deltaXMessage, sampleReintegration, type DeltaXReintegration } from '#libs/customs-gateway';
import { epochMs, instant } from '#libs/kernel';
import type { LedgerRow } from './ledger.js';
import type { LedgerSummary } from './ledger-summary.js';
import { startSimulator, type RunningSimulator } from './server.js';
import type { SimulatorSettings } from './settings.js';

/** What the product's clock reads when a simulator under test starts: a day after the sample was lodged. */
export const STARTED_AT = instant('2026-03-03T08:00:00Z');

export interface SimulatorUnderTest extends RunningSimulator {
  readonly post: (xml: string | Uint8Array, headers?: Record<string, string>) => Promise<Response>;
  readonly control: (method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, body?: unknown) => Promise<Response>;
  readonly summary: () => Promise<LedgerSummary>;
  readonly rows: () => Promise<readonly LedgerRow[]>;
}

/** Roomy and quick unless the test says otherwise. */
export const simulatorUnderTest = async (
  settings: Partial<SimulatorSettings> & { readonly scale?: number } = {},
): Promise<SimulatorUnderTest> => {
  const { scale = 1, ...rest } = settings;
  const running = await startSimulator({
    port: 0,
    host: '127.0.0.1',
    dataDirectory: undefined,
    clock: [{ realMs: Date.now(), productMs: epochMs(STARTED_AT), scale }],
    capacity: { perSecond: 1_000, windowSeconds: 10 },
    latency: { baseMs: 0, loadedMs: 0 },
    outages: [],
    logLevel: 'silent',
    ...rest,
  });
  const get = async <T>(path: string): Promise<T> => (await fetch(running.url + path)).json() as Promise<T>;
  return {
    ...running,
    post: (body, headers = {}) =>
      fetch(`${running.url}/delta-x/declarations`, {
        method: 'POST',
        body: typeof body === 'string' ? body : new Uint8Array(body),
        headers: { 'content-type': 'application/xml; charset=utf-8', ...headers },
      }),
    control: (method, path, body) =>
      fetch(`${running.url}/control${path}`, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      }),
    summary: () => get('/ledger/summary'),
    rows: async () => (await get<{ rows: LedgerRow[] }>('/ledger')).rows,
  };
};

/** A message that breaks no rule, but for the changes. */
export const sampleXml = (reference?: string, changes?: Partial<DeltaXReintegration>): string =>
  deltaXMessage(sampleReintegration(reference, changes));
