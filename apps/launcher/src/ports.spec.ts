import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePort, isFree, nextFreePort } from './ports.js';

describe('ports', () => {
  it('tells a free one from a taken one, and finds the next', async () => {
    const port = await freePort();
    expect(await isFree(port)).toBe(true);
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    expect(await isFree(port)).toBe(false);
    expect(await nextFreePort(port)).toBeGreaterThan(port);
    expect(await nextFreePort(port, 1)).toBeUndefined();
    server.close();
    await once(server, 'close');
  });
});
