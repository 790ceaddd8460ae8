export const FAULT_KINDS = ['loseAnswer', 'dropRequest', 'answerLate', 'refuse', 'garbage', 'hang'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export const FAULTY_CALLS = ['submission', 'enquiry', 'state-enquiry'] as const;
export type FaultyCall = (typeof FAULTY_CALLS)[number];

/**
 * A fault planted in the next requests:
 * - `loseAnswer`: the declaration is committed, then the connection is cut;
 * - `dropRequest`: the connection is cut before anything is committed;
 * - `answerLate`: committed, answered `ms` machine milliseconds later;
 * - `refuse`: what would have been accepted is refused with `code` and `reason`;
 * - `garbage`: committed, answered with something that is no answer;
 * - `hang`: never answered, nor committed unless `commit`.
 */
export interface FaultOrder {
  readonly kind: FaultKind;
  /** How many requests it hits; 1 when absent. */
  readonly count?: number;
  /** Which calls it hits; submissions when absent. `refuse` hits submissions only. */
  readonly on?: FaultyCall;
  /** Only declarations of these references; any when absent. */
  readonly references?: readonly string[];
  readonly ms?: number;
  readonly code?: string;
  readonly reason?: string;
  readonly commit?: boolean;
}

export interface Fault extends FaultOrder {
  readonly id: number;
  remaining: number;
}

export class Faults {
  #next = 1;
  #planted: Fault[] = [];

  plant(order: FaultOrder): Fault {
    const fault: Fault = { ...order, id: this.#next++, remaining: order.count ?? 1 };
    this.#planted.push(fault);
    return fault;
  }

  list(): readonly Fault[] {
    return this.#planted;
  }

  /** The oldest one that hits this call. It is not used up until `use`. */
  find(on: FaultyCall, reference: string | undefined): Fault | undefined {
    return this.#planted.find(
      (fault) =>
        (fault.on ?? 'submission') === on &&
        (fault.references === undefined || (reference !== undefined && fault.references.includes(reference))),
    );
  }

  use(fault: Fault): void {
    fault.remaining -= 1;
    if (fault.remaining <= 0) this.remove(fault.id);
  }

  /** @returns whether there was one */
  remove(id: number): boolean {
    const before = this.#planted.length;
    this.#planted = this.#planted.filter((fault) => fault.id !== id);
    return this.#planted.length < before;
  }

  clear(): void {
    this.#planted = [];
  }
}
