import { earliestFirst, type Served, type Windows } from './earliest-first.js';
import { waterLevel, type Timeline } from './timeline.js';
import type { Demand } from './work.js';

/** The total rate planned in each stretch of a time line, per millisecond; `NaN` where nothing is planned. */
export interface Levelled {
  readonly total: Float64Array;
  /** Of the critical interval: no plan whatever has a lower peak. */
  readonly bound: number;
}

/** Some of the jobs, alone on some stretches of the time line, and the level at which all of it just fits. */
interface Part extends Windows {
  /** Ascending; each lies in the window of a job. */
  readonly stretches: Int32Array;
  readonly level: number;
}

/** Relative: levels no further apart are one, and less left of a job is none. */
const DUST = 1e-12;

/** Leaves out the stretches that are in no window, and finds the level of the rest. */
const partOf = (line: Timeline, all: Int32Array, windows: Windows, most: number): Part => {
  const { cuts, levels, levelOf } = line;
  const lengths = new Float64Array(levels.length);
  const place = new Int32Array(all.length + 1);
  const stretches: number[] = [];
  let job = 0;
  let reach = 0;
  all.forEach((stretch, p) => {
    place[p] = stretches.length;
    for (; (windows.release[job] ?? Infinity) <= p; job++) reach = Math.max(reach, windows.deadline[job] ?? 0);
    if (p >= reach) return;
    const k = levelOf[stretch] ?? 0;
    lengths[k] = (lengths[k] ?? 0) + (cuts[stretch + 1] ?? 0) - (cuts[stretch] ?? 0);
    stretches.push(stretch);
  });
  place[all.length] = stretches.length;
  const work = windows.work.reduce((sum, w) => sum + w, 0);
  return {
    stretches: Int32Array.from(stretches),
    release: windows.release.map((p) => place[p] ?? 0),
    deadline: windows.deadline.map((p) => place[p] ?? 0),
    work: windows.work,
    level:
      levels.length === 1 && most === Infinity
        ? (levels[0] ?? 0) + work / (lengths[0] ?? 0)
        : waterLevel(work, levels, lengths, most),
  };
};

/** All of the demands; those between the same two cuts are one job. */
const whole = (demands: readonly Demand[], line: Timeline, most: number): Part => {
  const size = line.cuts.length;
  const works = new Map<number, number>();
  for (const { release, deadline, work } of demands) {
    const key = (line.indexOf.get(release) ?? 0) * size + (line.indexOf.get(deadline) ?? 0);
    works.set(key, (works.get(key) ?? 0) + work);
  }
  const keys = Float64Array.from(works.keys()).sort();
  return partOf(
    line,
    Int32Array.from({ length: size - 1 }, (_, i) => i),
    {
      release: Int32Array.from(keys, (key) => Math.floor(key / size)),
      deadline: Int32Array.from(keys, (key) => key % size),
      work: Float64Array.from(keys, (key) => works.get(key) ?? 0),
    },
    most,
  );
};

interface Tight {
  readonly jobs: Uint8Array;
  readonly stretches: Uint8Array;
}

/** What holds some jobs back: the stretches of their windows, all that was served there, its windows, and so on. */
const tightFrom = ({ release, deadline, stretches }: Part, { first, job }: Served, seeds: readonly number[]): Tight => {
  const tight = { jobs: new Uint8Array(release.length), stretches: new Uint8Array(stretches.length) };
  // The next stretch not taken yet, at or after each; paths are halved on the way.
  const next = Int32Array.from({ length: stretches.length + 1 }, (_, p) => p);
  const freeFrom = (from: number): number => {
    let p = from;
    while (next[p] !== p) p = next[p] = next[next[p] ?? 0] ?? 0;
    return p;
  };
  const open = [...seeds];
  for (const seed of seeds) tight.jobs[seed] = 1;
  for (let j = open.pop(); j !== undefined; j = open.pop()) {
    for (let p = freeFrom(release[j] ?? 0); p < (deadline[j] ?? 0); p = freeFrom(p)) {
      tight.stretches[p] = 1;
      next[p] = p + 1;
      for (let piece = first[p] ?? 0; piece < (first[p + 1] ?? 0); piece++) {
        const other = job[piece] ?? 0;
        if (tight.jobs[other] === 1) continue;
        tight.jobs[other] = 1;
        open.push(other);
      }
    }
  }
  return tight;
};

/** The tight jobs with their stretches, or (`side` 0) the others with what the tight ones leave them. */
const sideOf = (part: Part, tight: Tight, line: Timeline, side: 0 | 1, most: number): Part => {
  const place = new Int32Array(part.stretches.length + 1);
  tight.stretches.forEach((mark, p) => (place[p + 1] = (place[p] ?? 0) + (mark === side ? 1 : 0)));
  const mine = (_: number, j: number): boolean => tight.jobs[j] === side;
  return partOf(
    line,
    part.stretches.filter((_, p) => tight.stretches[p] === side),
    {
      release: part.release.filter(mine).map((p) => place[p] ?? 0),
      deadline: part.deadline.filter(mine).map((p) => place[p] ?? 0),
      work: part.work.filter(mine),
    },
    most,
  );
};

/** What needs more than the part's level and what needs less; nothing when all of it runs at that level. */
const split = (part: Part, line: Timeline, most: number): [Part, Part] | undefined => {
  const { cuts, levels, levelOf } = line;
  const { level, work } = part;
  const room = Float64Array.from(
    part.stretches,
    (s) => Math.min(most, Math.max(0, level - (levels[levelOf[s] ?? 0] ?? 0))) * ((cuts[s + 1] ?? 0) - (cuts[s] ?? 0)),
  );
  const served = earliestFirst(part, room);
  const share = (j: number): number => (served.left[j] ?? 0) / (work[j] ?? 1);
  const late = Array.from(work.keys()).filter((j) => share(j) > DUST);
  const latest = late.reduce((most, j) => (share(j) > share(most) ? j : most), late[0] ?? 0);
  // Dust may have made a job look late that holds everything together: then the latest alone decides.
  for (const seeds of late.length === 0 ? [] : [late, [latest]]) {
    const tight = tightFrom(part, served, seeds);
    if (tight.jobs.every((mark) => mark === 1)) continue;
    const above = sideOf(part, tight, line, 1, most);
    if (above.level > level * (1 + DUST)) return [above, sideOf(part, tight, line, 0, most)];
  }
  return undefined;
};

/**
 * The plan of Yao, Demers and Shenker, "A scheduling model for reduced CPU energy" (1995), with ordinary traffic under
 * it; found not interval by interval but by halves, since their rounds are too many for a hundred thousand windows: what
 * earliest deadline first can't serve at the mean level runs above it, the rest below, each alone on its stretches (Li,
 * Yao and Yao, "Discrete and continuous min-energy schedules for variable voltage processors", 2006). The highest level is a lower bound of every plan's peak, and this plan's own peak.
 * @param most of our own rate, per millisecond; the bound is `Infinity` where no plan keeps to it
 */
export const levelled = (demands: readonly Demand[], line: Timeline, most = Infinity): Levelled => {
  const total = new Float64Array(Math.max(0, line.cuts.length - 1)).fill(NaN);
  let bound = 0;
  const open = demands.length === 0 ? [] : [whole(demands, line, most)];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const halves = split(part, line, most);
    if (halves) {
      open.push(...halves);
      continue;
    }
    bound = Math.max(bound, part.level);
    for (const stretch of part.stretches) total[stretch] = part.level;
  }
  return { total, bound };
};
