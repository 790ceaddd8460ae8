import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface ServerProcess {
  readonly connectionString: string;
  stop(): Promise<void>;
}

const portOf = async (child: ChildProcess, script: string): Promise<number> => {
  if (child.stdout !== null) {
    for await (const line of createInterface({ input: child.stdout })) {
      const ready = JSON.parse(line) as { readonly ready?: boolean; readonly port?: number };
      if (ready.ready === true && ready.port !== undefined) return ready.port;
    }
  }
  throw new Error(`${script} ended before it was ready`);
};

/** Starts a server as a process of its own and waits for its ready line. */
export const startServer = async (script: string, args: readonly string[] = []): Promise<ServerProcess> => {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await portOf(child, script);
  return {
    connectionString: `esdb://127.0.0.1:${port}?tls=false`,
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
};
