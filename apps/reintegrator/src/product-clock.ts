import { epochMs, productTime, realTime, type ClockSegment, type Instant } from '#libs/kernel';

/** The product's clock as this process reads it: real time, or N times as fast in a demonstration. */
export class ProductClock {
  constructor(readonly segments: readonly ClockSegment[]) {}

  /** Product milliseconds in one of the machine's. */
  get scale(): number {
    return this.segments.at(-1)?.scale ?? 1;
  }

  now(): Instant {
    return productTime(this.segments, Date.now());
  }

  /** What it read, or will read, at the given milliseconds of the machine's. */
  at(realMs: number): Instant {
    return productTime(this.segments, realMs);
  }

  nowMs(): number {
    return epochMs(this.now());
  }

  /** The machine's time at which the product's clock reads the given milliseconds. */
  realAt(productMs: number): number {
    return realTime(this.segments, productMs);
  }

  /** Machine milliseconds since a product instant. */
  realSince(at: Instant): number {
    return (this.nowMs() - epochMs(at)) / this.scale;
  }
}
