interface Entry {
  readonly at: number;
  readonly order: number;
  readonly happen: () => void;
}

/** Virtual time: what is to happen, earliest first, and what was entered first among equals (a binary heap). */
export class Agenda {
  now = 0;
  readonly #heap: Entry[] = [];
  #order = 0;

  at(at: number, happen: () => void): void {
    const entry = { at: Math.max(at, this.now), order: this.#order++, happen };
    let i = this.#heap.push(entry) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!this.#before(i, parent)) break;
      this.#swap(i, parent);
      i = parent;
    }
  }

  /** Lets everything happen up to `end`. */
  run(end: number): void {
    for (let next = this.#heap[0]; next && next.at <= end; next = this.#heap[0]) {
      this.#removeFirst();
      this.now = next.at;
      next.happen();
    }
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    if (!last || this.#heap.length === 0) return;
    this.#heap[0] = last;
    for (let i = 0; ;) {
      let least = i;
      if (this.#before(2 * i + 1, least)) least = 2 * i + 1;
      if (this.#before(2 * i + 2, least)) least = 2 * i + 2;
      if (least === i) return;
      this.#swap(i, least);
      i = least;
    }
  }

  #before(i: number, j: number): boolean {
    const [a, b] = [this.#heap[i], this.#heap[j]];
    return a !== undefined && b !== undefined && (a.at < b.at || (a.at === b.at && a.order < b.order));
  }

  #swap(i: number, j: number): void {
    const [a, b] = [this.#heap[i], this.#heap[j]];
    if (a && b) [this.#heap[i], this.#heap[j]] = [b, a];
  }
}
