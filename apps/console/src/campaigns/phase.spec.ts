import { describe, expect, it } from 'vitest';
import { instantOf } from '#libs/kernel';
import type { CampaignRow } from '../api/rows.js';
import { overdueOf, phaseOf } from './phase.js';

const END = Date.UTC(2026, 10, 22, 8);
const DEADLINE = END + 86_400_000;
type Given = Pick<CampaignRow, 'status' | 'counts' | 'excluded' | 'deadline'>;
const NOUGHT = { held: 0, attempting: 0, accepted: 0, acceptedLate: 0, refused: 0, failedAttempts: 0, doubles: 0 };
const campaign = (counts: Partial<CampaignRow['counts']>, more: Partial<Given> = {}): Given => ({
  status: 'open',
  deadline: instantOf(DEADLINE),
  counts: { ...NOUGHT, owed: 10, ...counts },
  excluded: { 'evn-kept-in-stock-records': 0, 'goes-on-normally': 0 },
  ...more,
});

describe('What a campaign does at the moment', () => {
  it('is sending, or standing still, while something is left that it may send', () => {
    expect(phaseOf(campaign({ accepted: 3 }), false, END)).toBe('sending');
    expect(phaseOf(campaign({ accepted: 3 }), true, END)).toBe('still');
  });

  it('waits for a person where nothing else is left, whether the target stands still or not', () => {
    expect(phaseOf(campaign({ accepted: 8, held: 1, refused: 1 }), false, END)).toBe('waiting');
    expect(phaseOf(campaign({ accepted: 8, held: 2 }), true, END)).toBe('waiting');
  });

  it('is overdue from the deadline on, with whatever is not accepted', () => {
    const held = campaign({ accepted: 8, held: 2 });
    expect([overdueOf(held, DEADLINE), overdueOf(held, DEADLINE + 1)]).toEqual([0, 2]);
    expect(phaseOf(held, false, DEADLINE + 1)).toBe('overdue');
    expect(phaseOf(campaign({ accepted: 10 }, { status: 'completed' }), false, DEADLINE + 1)).toBe('completed');
  });
});
