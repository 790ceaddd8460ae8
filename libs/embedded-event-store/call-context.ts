import type { RpcFailure } from './failures.js';
import { notLeader, unavailable } from './failures.js';
import type { Faults } from './faults.js';
import type { EventLog } from './log.js';

/** How to end a call that has no end of its own. */
type Ending = (failure: RpcFailure) => void;

/** What every call handler works with. */
export class CallContext {
  private readonly open = new Set<Ending>();
  /** Set when the server listens. */
  port = 0;

  constructor(
    readonly log: EventLog,
    readonly faults: Faults,
    readonly host: string,
  ) {}

  /** The failure with which a call on this stream is to be refused, when one was ordered. */
  refusal(stream: string | undefined): RpcFailure | undefined {
    if (this.faults.quiet) return undefined;
    if (this.faults.take('unavailable', stream) !== undefined) return unavailable('Server Is Not Ready');
    if (this.faults.take('not-leader', stream) !== undefined) return notLeader(this.host, this.port);
    return undefined;
  }

  /** @returns to be called when the call has ended by itself */
  track(ending: Ending): () => void {
    this.open.add(ending);
    return () => this.open.delete(ending);
  }

  endOpenCalls(failure: RpcFailure): void {
    for (const ending of [...this.open]) ending(failure);
    this.open.clear();
  }
}
