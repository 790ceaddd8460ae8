/** Plays the administration behind the simulator. */
export const play = async (url: string, method: string, path: string, body: unknown): Promise<void> => {
  const response = await fetch(`${url}/control${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} /control${path}: ${response.status} ${await response.text()}`);
};
