/**
 * What the node can be told to do wrong. It is stronger than a cluster: it never elects, never drops a subscriber,
 * never loses an answer. What an application must survive is therefore ordered here.
 */
export const faultKinds = [
  'unavailable',
  'not-leader',
  'answer-lost',
  'disk-full',
  'subscription-dropped',
  'consumer-too-slow',
  'fell-behind',
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** How a committed append's answer gets lost: the call is cut, a timeout is answered, or nothing ever is. */
export const lostAnswers = ['cut', 'timeout', 'silence'] as const;
export type LostAnswer = (typeof lostAnswers)[number];

export interface FaultOrder {
  readonly kind: FaultKind;
  /** How often it strikes. Once when neither this nor `forMs` is given; without limit when only `forMs` is. */
  readonly count?: number;
  /** Milliseconds after which it is over. */
  readonly forMs?: number;
  /** Only calls on streams with this prefix. A subscription to the whole log counts as the stream `$all`. */
  readonly stream?: string;
  /** For `answer-lost`; `cut` when absent. */
  readonly how?: LostAnswer;
  /** For subscriptions: only after this many more events were sent on the one that it strikes. */
  readonly afterEvents?: number;
}

interface Standing {
  readonly order: FaultOrder;
  readonly until: number;
  left: number;
}

export class Faults {
  private standing: Standing[] = [];
  private readonly listeners = new Set<() => void>();
  private struckSoFar = 0;

  inject(order: FaultOrder): void {
    this.standing.push({
      order,
      until: order.forMs === undefined ? Number.POSITIVE_INFINITY : Date.now() + order.forMs,
      left: order.count ?? (order.forMs === undefined ? 1 : Number.POSITIVE_INFINITY),
    });
    for (const listener of [...this.listeners]) listener();
  }

  clear(): void {
    this.standing = [];
  }

  /** The orders that still stand. */
  list(): readonly FaultOrder[] {
    this.forgetSpent();
    return this.standing.map(({ order, left }) => (Number.isFinite(left) ? { ...order, count: left } : order));
  }

  /** Nothing is ordered: the usual case, cheap to ask. */
  get quiet(): boolean {
    return this.standing.length === 0;
  }

  /** Whether the node is to look down for a time, which ends open subscriptions too. */
  get down(): boolean {
    this.forgetSpent();
    return this.standing.some(
      ({ order }) => order.kind === 'unavailable' && order.count === undefined && order.forMs !== undefined,
    );
  }

  /** How many times any fault has struck. */
  get struck(): number {
    return this.struckSoFar;
  }

  /** @returns the order that strikes this call, which is then one strike shorter */
  take(kind: FaultKind, stream: string | undefined, eventsSent = 0): FaultOrder | undefined {
    if (this.standing.length === 0) return undefined;
    this.forgetSpent();
    const found = this.standing.find(
      ({ order }) =>
        order.kind === kind &&
        (order.stream === undefined || (stream ?? '').startsWith(order.stream)) &&
        eventsSent >= (order.afterEvents ?? 0),
    );
    if (found === undefined) return undefined;
    found.left -= 1;
    this.struckSoFar += 1;
    return found.order;
  }

  /** Told of each new order, so that an idle subscription notices. @returns how to stop listening */
  onOrder(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private forgetSpent(): void {
    const now = Date.now();
    this.standing = this.standing.filter(({ left, until }) => left > 0 && until > now);
  }
}
