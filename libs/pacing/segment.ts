/** A stretch of constant rate: times in milliseconds since the epoch, rate per second. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly rate: number;
}

/** Joins neighbours of one rate and leaves out what is empty. */
export const joined = (segments: readonly Segment[]): Segment[] => {
  const out: Segment[] = [];
  for (const segment of segments) {
    if (segment.to <= segment.from || segment.rate <= 0) continue;
    const last = out.at(-1);
    const same = last?.to === segment.from && Math.abs(last.rate - segment.rate) <= 1e-12 * segment.rate;
    if (last && same) out[out.length - 1] = { ...last, to: segment.to };
    else out.push(segment);
  }
  return out;
};
