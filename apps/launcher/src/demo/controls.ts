import { play } from './administration.js';
import { ifMatch, type ApiClient } from './api-client.js';
import { OPERATOR } from './before-the-outage.js';

const OFFICE = 'FR002650';
const OFFICER = 'P. Lemoine';
/** Over 22 EUR, so that they are owed. */
const SELECTED = ['RX26-000042', 'RX26-000257', 'RX26-000301'] as const;

const path = (reference: string): string => `/v1/declarations/${OPERATOR}/${reference}`;

const act = async (paul: ApiClient, reference: string, name: string, json: object): Promise<void> => {
  const declaration = await paul.get(path(reference));
  const key = `demo-${name}-${reference}`;
  await paul.post(`${path(reference)}/${name}`, { key, json, ...ifMatch(declaration) });
};

/** The office stamps the manifest, and looks at some of the goods first (DX-15, DX-33). */
export const control = async (
  paul: ApiClient,
  { simulatorUrl, manifestId, say }: { simulatorUrl: string; manifestId: string; say: (line: string) => void },
): Promise<void> => {
  for (const reference of SELECTED) await act(paul, reference, 'select', { office: OFFICE, officer: OFFICER });
  const manifest = await paul.get(`/v1/manifests/${manifestId}`);
  await paul.post(`/v1/manifests/${manifestId}/stamp`, {
    key: 'demo-stamp',
    json: { office: OFFICE, officer: OFFICER, selected: SELECTED },
    ...ifMatch(manifest),
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
export const settleAtCustoms = async (paul: ApiClient, simulatorUrl: string): Promise<void> => {
  const asked = await paul.get<{ items: readonly { operator: string; reference: string }[] }>(
    '/v1/cancellations?status=requested&limit=50',
  );
  for (const { operator, reference } of asked.body.items) {
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
