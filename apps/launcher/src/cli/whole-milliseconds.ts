import type { Segment } from '#libs/pacing';

/** Relative: rates no further apart are one where a millisecond was averaged. */
const NEAR = 1e-6;
const SAME = 1e-12;

const workOf = ({ from, to, rate }: Segment): number => ((to - from) * rate) / 1_000;

/** One stretch in the place of two neighbours, with the work of both. */
const pooled = (a: Segment, b: Segment): Segment => ({
  from: a.from,
  to: b.to,
  rate: a.rate === b.rate ? a.rate : ((workOf(a) + workOf(b)) * 1_000) / (b.to - a.from),
});

/** At the ends of a curve float dust spills over into a millisecond that nothing is planned for. */
const spilt = (before: Segment, cell: Segment): boolean => cell.rate <= before.rate * NEAR;

/**
 * The same curve with every change on a whole millisecond. A millisecond in which the rate changes becomes a stretch of
 * its own at its mean rate: no work is lost, the work done by any whole millisecond stays what it was, and no rate is
 * above the highest beside it.
 */
export const inWholeMilliseconds = (curve: readonly Segment[]): Segment[] => {
  const parts: Segment[] = [];
  const cell = (from: number, work: number): void => {
    const last = parts.at(-1);
    const same = last?.from === from && last.to === from + 1;
    const before = same ? workOf(parts.pop() ?? last) : 0;
    parts.push({ from, to: from + 1, rate: (before + work) * 1_000 });
  };
  for (const { from, to, rate } of curve) {
    const first = Math.ceil(from);
    const last = Math.floor(to);
    if (first > last) {
      cell(last, ((to - from) * rate) / 1_000);
      continue;
    }
    if (from < first) cell(first - 1, ((first - from) * rate) / 1_000);
    if (first < last) parts.push({ from: first, to: last, rate });
    if (to > last) cell(last, ((to - last) * rate) / 1_000);
  }
  const out: Segment[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (last?.to !== part.from) {
      out.push(part);
      continue;
    }
    const short = part.to - part.from === 1 || last.to - last.from === 1;
    const alike = Math.abs(part.rate - last.rate) <= (short ? NEAR : SAME) * last.rate;
    if (alike) out[out.length - 1] = pooled(last, part);
    else if (part.to - part.from === 1 && spilt(last, part))
      out[out.length - 1] = { ...last, rate: last.rate + (workOf(part) * 1_000) / (last.to - last.from) };
    else out.push(part);
  }
  return out;
};
