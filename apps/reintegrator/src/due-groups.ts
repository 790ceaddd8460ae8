import { declarationStream, type DeclarationRow } from '#libs/delta-x';
import { epochMs, MINUTE } from '#libs/kernel';
import { placeChains, type Placed } from '#libs/pacing';
import type { CampaignRow } from '#libs/reintegration';
import type { HandedSlots } from './handed-slots.js';
import type { ReadModels } from './read-models.js';

/** What of a campaign has one deadline. Product milliseconds. */
export interface Group {
  readonly deadlineMs: number;
  /** Due now, nothing under way, no slot given. */
  readonly waiting: number;
  /** Due as soon as what holds it, or what it comes after, is out of the way; planned for as if it were due. */
  readonly held: number;
}

/** Those that come after others, and what they come after: where each of them stands. */
export interface Chains {
  /** By stream. */
  readonly placed: ReadonlyMap<string, Placed>;
  readonly rows: ReadonlyMap<string, DeclarationRow>;
}

const NO_CHAINS: Chains = { placed: new Map(), rows: new Map() };
/** Product milliseconds that the target is reckoned to take for an acknowledgement. */
const ANSWERED_WITHIN = 5 * MINUTE;

const streamOf = (row: DeclarationRow): string => declarationStream(row.operator, row.reference);

/** The deadline of one: its own, where that is earlier (DX-32). */
export const dueOf = (row: Pick<DeclarationRow, 'dueBy'>, deadlineMs: number): number =>
  row.dueBy === undefined ? deadlineMs : Math.min(deadlineMs, epochMs(row.dueBy));

/** The chains of an alert: links that are owed or held, and what they come after that is not acknowledged yet. */
export const chainsOf = (
  models: Pick<ReadModels, 'chained' | 'declaration'>,
  alertId: string,
  deadlineMs: number,
): Chains => {
  const links = models.chained(alertId);
  if (links.length === 0) return NO_CHAINS;
  const rows = new Map(links.map((row) => [streamOf(row), row]));
  for (const stream of links.flatMap((row) => row.after ?? [])) {
    const row = models.declaration(stream);
    if (row && row.status !== 'accepted' && row.alertId === alertId) rows.set(stream, row);
  }
  const placed = placeChains(
    [...rows].map(([id, row]) => ({
      id,
      release: -Infinity,
      deadline: dueOf(row, deadlineMs),
      after: row.after ?? [],
    })),
    (stream) => models.declaration(stream)?.status === 'accepted',
    ANSWERED_WITHIN,
  );
  return { placed, rows };
};

/**
 * What is left of a campaign, by deadline. Most of it has the campaign's own; what has an earlier one, or is part of a
 * chain, is counted by itself.
 */
export const groupsOf = (
  { alertId, counts }: CampaignRow,
  deadlineMs: number,
  own: ReturnType<ReadModels['ownDeadlines']>,
  { placed, rows }: Chains,
  handed: Pick<HandedSlots, 'of'>,
): readonly Group[] => {
  const { owed, held, attempting, accepted, refused } = counts;
  const groups = new Map<number, Group>();
  const add = (due: number, waiting: number, kept: number): void => {
    const group = groups.get(due) ?? { deadlineMs: due, waiting: 0, held: 0 };
    groups.set(due, { ...group, waiting: group.waiting + waiting, held: group.held + kept });
  };
  add(deadlineMs, owed - held - attempting - accepted - refused, held);
  for (const { dueBy, held: isHeld, count } of own) {
    const due = Math.min(deadlineMs, epochMs(dueBy));
    add(deadlineMs, isHeld ? 0 : -count, isHeld ? -count : 0);
    add(due, isHeld ? 0 : count, isHeld ? count : 0);
  }
  for (const [stream, { deadline, gated }] of placed) {
    const row = rows.get(stream);
    if (row?.status !== 'owed' && row?.status !== 'held') continue;
    const isHeld = row.status === 'held';
    // Counted so far with its own deadline, unless it comes after something: then with the campaign's.
    const before = row.after === undefined ? dueOf(row, deadlineMs) : deadlineMs;
    add(before, isHeld ? 0 : -1, isHeld ? -1 : 0);
    add(deadline, isHeld || gated ? 0 : 1, isHeld || gated ? 1 : 0);
  }
  return [...groups.values()]
    .map((group) => ({ ...group, waiting: Math.max(0, group.waiting - handed.of(alertId, group.deadlineMs)) }))
    .filter((group) => group.waiting + group.held > 0);
};
