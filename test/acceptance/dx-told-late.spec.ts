import { describe, expect, it } from 'vitest';
import type { EnterAnew } from '#libs/delta-x';
import { HOUR, plus } from '#libs/kernel';
import { alertSeen, lodging, OUTAGE, priorState } from '../delta-x-paper.js';
import { declarationTrail, type DeclarationTrail } from './declaration-trail.js';

const { startedAt, lodgedAt, endedAt, now } = OUTAGE;
const MRN = '26FR00265000000941';

const sent = (): DeclarationTrail => {
  const trail = declarationTrail();
  trail.does(lodging());
  trail.does({ type: 'BeginAttempt', messageId: 'id-1', slotAt: now, releasedAt: endedAt, enquired: false, now });
  const accepted = { messageId: 'id-1', mrn: MRN, acceptedAt: now, deadline: plus(endedAt, 24 * HOUR) };
  trail.does({ type: 'RecordAcceptance', ...accepted, byEnquiry: false });
  return trail;
};

describe('DX-20, DX-29: a first one that is told once the paper was sent', () => {
  it.each(['bae-prov', 'bae-def', 'under-control', 'credit-pending', 'cash-payment', 'lodged'] as const)(
    'DX-29 calls a person where it stood as %s, though the list gives no number',
    (state) => {
      const trail = sent();
      const told = trail.does(priorState(state)).find((event) => event.type === 'DoubleDetected');
      expect(told).toMatchObject({ data: { firstMrn: MRN, rule: 'DX-29' } });
      expect(told?.data).not.toHaveProperty('mrn');
      expect(trail.row()).toMatchObject({ status: 'accepted', cause: 'DX-29', reason: MRN });
    },
  );

  it('DX-29 calls nobody where the list gives the number that the re-integration itself has', () => {
    const trail = sent();
    const told = trail.does(priorState('bae-def', { known: { number: MRN } }));
    expect(told.map((event) => event.type)).not.toContain('DoubleDetected');
    expect(trail.row()).not.toHaveProperty('cause');
  });
});

describe('DX-15, DX-33: no selection once the goods are released', () => {
  const mark = { office: 'FR002650', officer: 'Claude Morel' };
  const select = (at = plus(lodgedAt, HOUR)) => ({ type: 'SelectForControl', ...mark, at, now }) as const;
  const released = (): DeclarationTrail => {
    const trail = declarationTrail();
    trail.does(lodging());
    trail.does(select());
    const at = plus(lodgedAt, 2 * HOUR);
    trail.does({
      type: 'RecordControl',
      kind: 'documentary',
      result: 'satisfactory',
      officer: 'Claude Morel',
      at,
      now,
    });
    trail.does({ type: 'ReleaseGoods', ...mark, at: plus(at, HOUR), servicePresent: true, now });
    return trail;
  };

  it('DX-15 refuses another selection after the control and its release', () => {
    expect(released().refuses(select(now))).toEqual(['DX-15']);
  });

  it('DX-33 takes the same selection again as the one it was', () => {
    expect(released().does(select())).toEqual([]);
  });
});

describe('DX-31: one entered anew, once', () => {
  const anew = (changes: Partial<EnterAnew> = {}): EnterAnew => ({
    type: 'EnterAnew',
    operator: 'FR552100554',
    reference: 'RX-000001',
    alert: alertSeen({ endedAt }),
    mode: 'validated',
    goodsPresented: false,
    number: '26FR00265000000950',
    now,
    ...changes,
  });
  const entered = (): DeclarationTrail => {
    const trail = declarationTrail();
    trail.does(priorState('anticipated', { known: { anticipationEndsAt: plus(startedAt, HOUR) } }));
    trail.does(anew());
    return trail;
  };

  it('DX-31 takes the same entry again as the one it was', () => {
    expect(entered().does(anew())).toEqual([]);
  });

  it('DX-31 refuses another mode, number, or word of the goods', () => {
    const others = [{ number: '26FR00265000000951' }, { number: undefined }, { goodsPresented: true }] as const;
    for (const changes of [...others, { mode: 'anticipated' } as const])
      expect(entered().refuses(anew(changes))).toEqual(['DX-31']);
  });
});
