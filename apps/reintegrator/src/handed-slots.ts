/** Slots given out and not yet seen in the log, by the stream that they are for. Machine milliseconds. */
export class HandedSlots {
  readonly #lostAt = new Map<string, { readonly at: number; readonly alertId: string }>();
  readonly #counts = new Map<string, number>();

  get size(): number {
    return this.#lostAt.size;
  }

  has(stream: string): boolean {
    return this.#lostAt.has(stream);
  }

  /** How many of an alert's are on their way. */
  of(alertId: string): number {
    return this.#counts.get(alertId) ?? 0;
  }

  /** @param at when the slot counts as lost, if the log says nothing until then */
  add(stream: string, alertId: string, at: number): void {
    this.delete(stream);
    this.#lostAt.set(stream, { at, alertId });
    this.#counts.set(alertId, this.of(alertId) + 1);
  }

  delete(stream: string): void {
    const known = this.#lostAt.get(stream);
    if (!known) return;
    this.#lostAt.delete(stream);
    this.#counts.set(known.alertId, this.of(known.alertId) - 1);
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
