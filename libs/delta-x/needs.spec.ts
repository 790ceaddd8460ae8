import { describe, expect, it } from 'vitest';
import { instant } from '#libs/kernel';
import type { DeclarationRow } from './declaration.view.js';
import { needsColumn, needsFrom, needsOf } from './needs.js';

const AT = instant('2026-03-02T10:00:00Z');
const row = (changes: Partial<DeclarationRow> = {}): DeclarationRow => ({
  operator: 'FR552100554',
  reference: 'A',
  alertId: 'a1',
  status: 'owed',
  attempts: 0,
  submission: 1,
  unsure: false,
  revision: '0',
  lodgedAt: AT,
  ...changes,
});
const cancellation = (status: 'due' | 'requested' | 'refused' | 'confirmed') =>
  ({ cancellation: { status, first: {}, office: 'FR002650', requests: 1 } }) as const;
const holds = [{ hold: 'cancel-first', rule: 'DX-29', since: AT }] as const;
const control = (state: 'selected' | 'controlled' | 'released') => ({ control: { state, since: AT } });
const mention = { mentionMissing: { mention: '52000', rule: 'DX-33', since: AT } } as const;
const release = { release: { by: 'explicit', at: AT, rule: 'DX-14' } } as const;

describe('what a declaration needs of a person', () => {
  it.each<[string, Partial<DeclarationRow>, readonly (readonly [string, string])[]]>([
    ['refused by customs', { status: 'refused', cause: '12' }, [['refused', '12']]],
    ['known twice', { status: 'accepted', cause: 'DX-29' }, [['doubled', 'DX-29']]],
    [
      'held, its first one to be cancelled',
      { status: 'held', cause: 'DX-29', holds, ...cancellation('due') },
      [['held', 'DX-29']],
    ],
    [
      'negligible, its first one to be cancelled',
      { status: 'kept', ...cancellation('due') },
      [['cancellation-due', '']],
    ],
    ['negligible, the service refused', { status: 'kept', ...cancellation('refused') }, [['cancellation-refused', '']]],
    ['cancellation asked for', { status: 'kept', ...cancellation('requested') }, [['cancellation-requested', '']]],
    ['owes a message', { status: 'goes-on', owes: ['scan', 'end-of-scan'] }, [['message-owed', 'scan']]],
    ['selected for control', control('selected'), [['control-unreleased', '']]],
    ['controlled, restricted', { ...control('controlled'), restricted: true }, [['control-unreleased', '']]],
    ['restricted', { restricted: true, manifestId: 'm1' }, [['release-awaited', '']]],
    ['sent without the mention of its control', { status: 'accepted', ...mention }, [['mention-missing', '52000']]],
    ['with a deadline of its own', { dueBy: AT }, [['own-deadline', '']]],
  ])('%s', (_, changes, needs) => {
    expect(needsOf(row(changes))?.needs).toEqual(needs);
  });

  it('DX-31 enters anew what was deleted or may be, where there is no paper of it', () => {
    const { lodgedAt: _paper, ...unlodged } = row({ status: 'prior', anticipation: { status: 'open', endsAt: AT } });
    expect(needsOf(unlodged)?.needs).toEqual([['enter-anew', 'open']]);
    expect(needsOf({ ...unlodged, anticipation: { status: 'deleted' } })?.needs).toEqual([['enter-anew', 'deleted']]);
    expect(needsOf({ ...unlodged, anticipation: { status: 'left' } })).toBeUndefined();
    expect(needsOf({ ...unlodged, lodgedAt: AT })).toBeUndefined();
  });

  it.each<[string, Partial<DeclarationRow>]>([
    ['is merely to be sent', {}],
    ['has its cancellation', cancellation('confirmed')],
    ['is released after its control', { ...control('released'), ...release }],
    ['is restricted and released', { restricted: true, ...release }],
    ['is being sent without a mention that may still come', { status: 'attempting', ...mention }],
    ['is sent, whatever its deadline was', { status: 'accepted', dueBy: AT }],
  ])('nothing where it %s', (_, changes) => {
    expect(needsColumn(row(changes))).toBeNull();
  });

  it('is one column, alike for those that need the same, read back as it was', () => {
    const one = needsColumn(row({ reference: 'A', status: 'refused', cause: '12', dueBy: AT }));
    expect(needsColumn(row({ reference: 'B', status: 'refused', cause: '12', dueBy: AT }))).toBe(one);
    expect(needsFrom(one ?? '')).toEqual({
      alertId: 'a1',
      operator: 'FR552100554',
      open: true,
      dueBy: AT,
      needs: [
        ['refused', '12'],
        ['own-deadline', ''],
      ],
    });
  });
});
