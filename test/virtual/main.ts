import { baselineOf, BROWN_OUT, DAY, figuresOf, TAKEOVERS, TROUBLED } from './families.js';

/** Campaigns in virtual time, in figures. An argument multiplies how many of each are run. */
const times = Number(process.argv[2] ?? 1);

const rows: Record<string, Record<string, string | number>> = {};
for (const family of [DAY, TAKEOVERS, TROUBLED, BROWN_OUT]) {
  const count = Math.max(1, Math.round(family.count * times));
  const f = await figuresOf(family, count);
  const baseline = family === BROWN_OUT ? baselineOf(family, count) : undefined;
  rows[family.name] = {
    campaigns: count,
    obligations: f.obligations,
    calls: f.calls,
    rejected: f.rejected,
    lost: f.lost,
    doubled: f.doubled,
    'could be kept': f.keepable,
    'late of those': f.late,
    'late elsewhere': f.lateElsewhere,
    ...((family === DAY || family === TAKEOVERS) && {
      'peak / optimum': `${f.middleRatio.toFixed(3)}, at worst ${f.worstRatio.toFixed(3)}`,
    }),
    ...(baseline && { 'fixed limiter': `${baseline.rejected} rejected, ${baseline.late} late` }),
    'most plans': f.mostPlans,
  };
}
console.table(rows);
