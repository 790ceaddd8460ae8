/** Slots given out and not yet seen in the log, by the stream that they are for. Machine milliseconds. */
export class HandedSlots {
  readonly #lostAt = new Map<string, { readonly at: number; readonly key: string }>();
  readonly #counts = new Map<string, number>();

  get size(): number {
    return this.#lostAt.size;
  }

  has(stream: string): boolean {
    return this.#lostAt.has(stream);
  }

  /** How many of an alert's, with one deadline, are on their way. */
  of(alertId: string, deadlineMs: number): number {
    return this.#counts.get(keyOf(alertId, deadlineMs)) ?? 0;
  }

  /** @param at when the slot counts as lost, if the log says nothing until then */
  add(stream: string, alertId: string, deadlineMs: number, at: number): void {
    this.delete(stream);
    const key = keyOf(alertId, deadlineMs);
    this.#lostAt.set(stream, { at, key });
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  delete(stream: string): void {
    const known = this.#lostAt.get(stream);
    if (!known) return;
    this.#lostAt.delete(stream);
    const left = (this.#counts.get(known.key) ?? 0) - 1;
    if (left > 0) this.#counts.set(known.key, left);
    else this.#counts.delete(known.key);
  }

  /** Forgets those taken up, and those lost with Redis or too late for their slot: these are due again. */
  forget(now: number, takenUp: (stream: string) => boolean): void {
    for (const [stream, { at }] of this.#lostAt) if (now > at || takenUp(stream)) this.delete(stream);
  }

  clear(): void {
    this.#lostAt.clear();
    this.#counts.clear();
  }
}

const keyOf = (alertId: string, deadlineMs: number): string => `${alertId}/${String(deadlineMs)}`;
