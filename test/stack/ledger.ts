/** The simulator's own account of what came: read over HTTP, as a test and an operator do. */
export interface LedgerSummary {
  readonly received: number;
  readonly accepted: number;
  readonly refused: number;
  readonly repeated: number;
  readonly doubledReferences: number;
  readonly enquiries: number;
  readonly lastAcceptedAt: string | null;
}

export const ledger = async (simulatorUrl: string): Promise<LedgerSummary> => {
  const response = await fetch(`${simulatorUrl}/ledger/summary`);
  if (!response.ok) throw new Error(`ledger: ${response.status} ${await response.text()}`);
  return (await response.json()) as LedgerSummary;
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
