import { plan, type PlanRequest, type WorkClass } from '#libs/pacing';
import { median } from './measures.js';
import type { Figure } from './report.js';

const MILLION = 1_000_000;
const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 2, 2, 6);

/** The same numbers in every run. */
const seeded = (seed: number) => (): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};

const classes = (count: number, make: (random: () => number) => Omit<WorkClass, 'work'>): WorkClass[] => {
  const random = seeded(count);
  return Array.from({ length: count }, () => ({ work: MILLION / count, ...make(random) }));
};

const later = (random: () => number, hours: number): number => NOW + Math.ceil(random() * hours * 60) * 60_000;
const ordinary = Array.from({ length: 24 }, (_, hour) => ({
  from: NOW + hour * HOUR,
  to: NOW + (hour + 1) * HOUR,
  rate: hour > 2 && hour < 12 ? 40 : 5,
}));

const SHAPES: readonly { readonly name: string; readonly request: PlanRequest }[] = [
  {
    name: 'each by itself, all due within a day, to the minute',
    request: { now: NOW, classes: classes(MILLION, (r) => ({ release: NOW, deadline: later(r, 24) })) },
  },
  {
    name: 'a hundred releases, a hundred deadlines, in any order',
    request: {
      now: NOW,
      guard: HOUR / 4,
      classes: classes(10_000, (r) => {
        const release = NOW + Math.floor(r() * 100) * 600_000;
        return { release, deadline: release + HOUR + Math.ceil(r() * 100) * 600_000 };
      }),
    },
  },
  {
    name: 'beside ordinary traffic, by the hour',
    request: {
      now: NOW,
      baseLoad: ordinary,
      classes: classes(1_000, (r) => ({ release: later(r, 6), deadline: NOW + 7 * HOUR + Math.ceil(r() * 17) * HOUR })),
    },
  },
  {
    name: 'more than the cap bears',
    request: { now: NOW, cap: 8, classes: classes(10_000, (r) => ({ release: NOW, deadline: later(r, 24) })) },
  },
];

/** A million obligations in each of several shapes. */
export const planningSpeed = (): Figure[] =>
  SHAPES.map(({ name, request }) => {
    const seconds = Array.from({ length: 3 }, () => {
      const from = performance.now();
      plan(request);
      return (performance.now() - from) / 1_000;
    });
    return {
      figure: `planning a million, s: ${name}`,
      value: median(seconds),
      baseline: null,
      gate: 1,
    };
  });
