import { mkdirSync } from 'node:fs';
import { CallContext } from './call-context.js';
import { DiskFull } from './failures.js';
import type { FaultControl } from './fault-control.js';
import { startFaultControl } from './fault-control.js';
import { Faults } from './faults.js';
import { lockLog } from './lock.js';
import type { LogStatistics } from './log.js';
import { EventLog } from './log.js';
import { serve } from './server.js';
import { Storage } from './storage.js';

const LOOPBACK = '127.0.0.1';

export interface EmbeddedEventStoreOptions {
  /** Where the log lies; made when missing. In memory, and gone at the end, when absent. */
  readonly dataDir?: string | undefined;
  /** 0, the default, for any free port. */
  readonly port?: number | undefined;
  /** Opens the control of the fault modes on this port; 0 for any free one. Without it there is none. */
  readonly faultPort?: number | undefined;
}

export interface EmbeddedEventStore {
  readonly port: number;
  readonly faultPort: number | undefined;
  /** For the client: `esdb://127.0.0.1:<port>?tls=false`. */
  readonly connectionString: string;
  readonly faults: Faults;
  readonly statistics: Readonly<LogStatistics>;
  /** Commits what it holds, answers, ends open calls and gives the lock back. */
  close(): Promise<void>;
}

/**
 * Starts a node on the loopback interface.
 * @throws LogIsLocked when another process has the log open
 */
export const startEmbeddedEventStore = async (options: EmbeddedEventStoreOptions = {}): Promise<EmbeddedEventStore> => {
  const { dataDir } = options;
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true });
  const lock = dataDir === undefined ? undefined : lockLog(dataDir);
  const faults = new Faults();
  const log = new EventLog(new Storage(dataDir), () => {
    if (faults.take('disk-full', undefined) !== undefined) throw new DiskFull('database or disk is full');
  });
  const context = new CallContext(log, faults, LOOPBACK);
  const release = (): void => {
    log.close();
    lock?.release();
  };
  try {
    const server = await serve(context, options.port ?? 0);
    let control: FaultControl | undefined;
    if (options.faultPort !== undefined) control = await startFaultControl(faults, log.statistics, options.faultPort);
    return {
      port: server.port,
      faultPort: control?.port,
      connectionString: `esdb://${LOOPBACK}:${server.port}?tls=false`,
      faults,
      statistics: log.statistics,
      async close() {
        log.flush();
        await control?.stop();
        await server.stop();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
};
