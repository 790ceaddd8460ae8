/** The simulator's own account of what came: read over HTTP, as a test and an operator do. */
export interface LedgerSummary {
  readonly received: number;
  readonly accepted: number;
  readonly refused: number;
  readonly repeated: number;
  readonly doubledReferences: number;
  readonly enquiries: number;
  readonly stateEnquiries: number;
  readonly lastAcceptedAt: string | null;
}

export const ledger = async (simulatorUrl: string): Promise<LedgerSummary> => {
  const response = await fetch(`${simulatorUrl}/ledger/summary`);
  if (!response.ok) throw new Error(`ledger: ${response.status} ${await response.text()}`);
  return (await response.json()) as LedgerSummary;
};

export interface LedgerRow {
  readonly seq: number;
  readonly kind: 'submission' | 'enquiry' | 'state-enquiry' | 'act';
  readonly reference?: string;
  readonly verdict: string;
  readonly code?: string;
  readonly repeated: boolean;
  readonly receivedAt: string;
}

/** Everything that came and everything that the service did, in order; of one reference where one is named. */
export const ledgerRows = async (simulatorUrl: string, reference?: string): Promise<readonly LedgerRow[]> => {
  const about = reference === undefined ? '' : `&reference=${encodeURIComponent(reference)}`;
  const response = await fetch(`${simulatorUrl}/ledger?limit=10000${about}`);
  if (!response.ok) throw new Error(`ledger: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { rows: LedgerRow[] }).rows;
};

/** Plays the administration. */
export const control = async (simulatorUrl: string, method: string, path: string, body?: unknown): Promise<unknown> => {
  const response = await fetch(`${simulatorUrl}/control${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`control: ${response.status} ${await response.text()}`);
  return response.status === 204 ? undefined : await response.json();
};
