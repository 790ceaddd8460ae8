import { Agenda } from './agenda.js';
import { Dice } from './dice.js';
import type { Obligation, Scenario } from './scenario.js';
import { Target } from './target.js';

/**
 * The same scenario under a fixed limiter, at the lowest even rate that would keep the deadlines if all went well: first
 * come first served, and what is rejected goes to the end of the line.
 */
export const fixedLimiter = (scenario: Scenario): { readonly rejected: number; readonly late: number } => {
  const agenda = new Agenda();
  const target = new Target(scenario, new Dice(scenario.seed ^ 0x5eed));
  const { obligations, guard, end } = scenario;
  const window = Math.max(...obligations.map((o) => o.deadline)) - guard;
  const line: Obligation[] = [];
  let next = 0;
  for (const obligation of obligations) agenda.at(obligation.releasedAt, () => line.push(obligation));
  const send = (): void => {
    if (target.lodged.size === obligations.length) return;
    agenda.at(agenda.now + window / obligations.length, send);
    const first = line[next];
    if (!first) return;
    next += 1;
    const { kind, afterMs } = target.call(agenda.now, first.id, false);
    if (kind !== 'answered') agenda.at(agenda.now + afterMs, () => line.push(first));
  };
  agenda.at(0, send);
  agenda.run(end);
  const late = obligations.filter((o) => (target.lodged.get(o.id)?.at ?? Infinity) > o.deadline).length;
  return { rejected: target.rejected, late };
};
