import { Campaign } from './campaign.js';
import { keepable, optimalPeak } from './optimum.js';
import type { Scenario } from './scenario.js';

export interface Verdict {
  readonly seed: number;
  readonly obligations: number;
  readonly lost: number;
  readonly doubled: number;
  /** Lodged after the deadline, though some plan could have kept it. */
  readonly late: number;
  /** Whether after each trouble some plan could still keep every deadline. */
  readonly keepable: boolean;
  readonly calls: number;
  readonly rejected: number;
  readonly plans: number;
  readonly peakOverOptimum: number;
  /** How far the calls begun in any stretch of time exceed what the peak yields in it. */
  readonly burst: number;
}

/** Calls begun within any `spanMs`, at the most. */
const mostWithin = (starts: readonly number[], spanMs: number): number => {
  let [most, first] = [0, 0];
  starts.forEach((at, i) => {
    while ((starts[first] ?? at) <= at - spanMs) first++;
    most = Math.max(most, i - first + 1);
  });
  return most;
};

/** Runs a campaign to its end and holds it to what must never happen. */
export const judge = (scenario: Scenario): Verdict => {
  const campaign = new Campaign(scenario);
  const { agenda, backlog, target } = campaign;
  let able = true;
  const { pauses, troubles, kills, stalls } = scenario;
  for (const at of [0, ...[...pauses, ...troubles, ...kills, ...stalls].map((span) => span.to)])
    agenda.at(at, () => (able &&= keepable(campaign)));
  campaign.run();

  // A person's correction that came too late is nobody's miss, nor is what waited for it.
  const corrected = (id: string): number => {
    const owed = backlog.all.get(id);
    return Math.max(owed?.correctedAt ?? 0, ...(owed?.of.after ?? []).map(corrected));
  };
  let [lost, doubled, late] = [0, 0, 0];
  for (const { id, status, of } of backlog.all.values()) {
    const lodged = target.lodged.get(id);
    if (!lodged || status !== 'accepted') lost += 1;
    else if (lodged.count > 1) doubled += 1;
    else if (lodged.at > of.deadline && corrected(id) <= of.sendBy - scenario.guard) late += 1;
  }
  const span = (scenario.end / 200) | 0;
  return {
    seed: scenario.seed,
    obligations: scenario.obligations.length,
    lost,
    doubled,
    late,
    keepable: able,
    calls: target.calls,
    rejected: target.rejected,
    plans: campaign.plans.length,
    peakOverOptimum: campaign.peak / optimalPeak(scenario),
    burst: mostWithin(campaign.starts, span) - (campaign.peak * span) / 1_000,
  };
};
