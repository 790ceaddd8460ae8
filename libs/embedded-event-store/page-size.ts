import type { LoggedEvent } from './event.js';

const SMALLEST = 16;
const LARGEST = 512;
const BYTES_WANTED = 256 * 1024;

/** How many events to fetch next, so that a page of large events does not fill the memory. */
export class PageSize {
  private next = 64;

  get count(): number {
    return this.next;
  }

  learnFrom(page: readonly LoggedEvent[]): void {
    if (page.length === 0) return;
    const bytes = page.reduce((sum, event) => sum + event.record.length, 0);
    this.next = Math.max(SMALLEST, Math.min(LARGEST, Math.floor((BYTES_WANTED * page.length) / bytes)));
  }
}
