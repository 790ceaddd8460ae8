import { until } from '../until.js';
import { play } from './administration.js';
import { ifMatch, onceShown, type ApiClient } from './api-client.js';
import { OPERATOR } from './before-the-outage.js';

const OFFICE = 'FR002650';
const OFFICER = 'P. Lemoine';
/** Over 22 EUR, so that they are owed. */
const SELECTED = ['RX26-000042', 'RX26-000257', 'RX26-000301'] as const;

interface Cancelling {
  readonly operator: string;
  readonly reference: string;
  readonly cancellation: { readonly status: string };
}

const path = (reference: string): string => `/v1/declarations/${OPERATOR}/${reference}`;

const act = async (paul: ApiClient, reference: string, name: string, json: object): Promise<void> => {
  const key = `demo-${name}-${reference}`;
  await onceShown(async () => {
    const declaration = await paul.get(path(reference));
    await paul.post(`${path(reference)}/${name}`, { key, json, ...ifMatch(declaration) });
  });
};

/** The office stamps the manifest, and looks at some of the goods first (DX-15, DX-33). */
export const control = async (
  paul: ApiClient,
  { simulatorUrl, manifestId, say }: { simulatorUrl: string; manifestId: string; say: (line: string) => void },
): Promise<void> => {
  for (const reference of SELECTED) await act(paul, reference, 'select', { office: OFFICE, officer: OFFICER });
  await onceShown(async () => {
    const manifest = await paul.get(`/v1/manifests/${manifestId}`);
    const json = { office: OFFICE, officer: OFFICER, selected: SELECTED };
    await paul.post(`/v1/manifests/${manifestId}/stamp`, { key: 'demo-stamp', json, ...ifMatch(manifest) });
  });
  for (const reference of SELECTED) {
    await play(simulatorUrl, 'POST', '/controls', { operator: OPERATOR, reference });
    await act(paul, reference, 'control', { kind: 'physical', result: 'satisfactory', officer: OFFICER });
  }
  say(`manifest stamped; ${SELECTED.length} consignments are looked at`);
};

/**
 * What the service does in Delta X once it is back: it cancels the first declarations within half an hour, as it was
 * asked to (DX-29), and knows which goods it has looked at, so that 52000 must be named for them (DX-33).
 */
export const settleAtCustoms = async (paul: ApiClient, simulatorUrl: string, doubled: number): Promise<void> => {
  const asked = await until('every cancellation is asked for', async () => {
    const { body } = await paul.get<{ items: readonly Cancelling[] }>('/v1/cancellations?limit=100');
    const done = body.items.length >= doubled && body.items.every((item) => item.cancellation.status !== 'due');
    return done ? body.items.filter((item) => item.cancellation.status === 'requested') : undefined;
  });
  for (const { operator, reference } of asked) {
    await play(simulatorUrl, 'POST', '/cancellations', { operator, reference, afterSeconds: 1_800 });
  }
  for (const reference of SELECTED)
    await play(simulatorUrl, 'POST', '/controls/release', { operator: OPERATOR, reference });
};

/** What was looked at may go: with mention 52000 from now on (DX-33). */
export const release = async (paul: ApiClient, say: (line: string) => void): Promise<void> => {
  for (const reference of SELECTED) {
    await act(paul, reference, 'release', { office: OFFICE, officer: OFFICER, servicePresent: true });
  }
  say(`${SELECTED.length} consignments released after control`);
};
