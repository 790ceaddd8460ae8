import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../dist/libs/embedded-event-store/main.js', import.meta.url));

/** A node as a process of its own, from the compiled code. */
export class NodeProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {}

  static async start(dataDir: string, port = 0): Promise<NodeProcess> {
    const child = spawn(process.execPath, [script, '--data', dataDir, '--port', String(port)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout });
    for await (const line of lines) return new NodeProcess(child, (JSON.parse(line) as { port: number }).port);
    throw new Error('the node ended before it was ready');
  }

  /** @returns the exit code and what it said on stderr */
  static async expectRefusal(dataDir: string): Promise<{ code: unknown; said: string }> {
    const child = spawn(process.execPath, [script, '--data', dataDir, '--port', '0'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, 'close')) as unknown[];
    return { code, said };
  }

  get connectionString(): `esdb://${string}` {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const exited = once(this.child, 'exit');
      this.child.kill(signal);
      await exited;
    }
    return this.child.exitCode;
  }
}
