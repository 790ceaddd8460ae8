import type { LoggedEvent } from './event.js';

const EVENTS_KEPT = 8192;
const BYTES_KEPT = 16 * 1024 * 1024;

/** The newest events of the log, in memory: live subscriptions are served from here and never touch the disk. */
export class Tail {
  private events: LoggedEvent[] = [];
  private bytes = 0;

  add(events: readonly LoggedEvent[]): void {
    for (const event of events) {
      this.events.push(event);
      this.bytes += event.record.length;
    }
    if (this.events.length > 2 * EVENTS_KEPT || this.bytes > 2 * BYTES_KEPT) this.trim();
  }

  /** At most `count` events from `position` on; `undefined` when the tail does not reach back that far. */
  from(position: number, count: number): LoggedEvent[] | undefined {
    const first = this.events[0];
    if (first === undefined || position < first.position) return undefined;
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.events[middle]?.position ?? position) < position) low = middle + 1;
      else high = middle;
    }
    return this.events.slice(low, low + count);
  }

  private trim(): void {
    let drop = Math.max(0, this.events.length - EVENTS_KEPT);
    for (const event of this.events.slice(0, drop)) this.bytes -= event.record.length;
    for (; this.bytes > BYTES_KEPT; drop += 1) this.bytes -= this.events[drop]?.record.length ?? this.bytes;
    this.events = this.events.slice(drop);
  }
}
