import { describe, expect, it } from 'vitest';
import { foldView, instant, plus, SECOND } from '#libs/kernel';
import { scenarioOf } from '../../test/given-when-then.js';
import { recordedHistory } from '../../test/recorded.js';
import { callsDecider, type ObserveTarget } from './calls.decider.js';
import { callsCodec } from './target.codec.js';
import { callsStream, targetStream, type TargetEvent, type TargetObserved } from './target.events.js';
import { targetView, type TargetRow } from './target.view.js';

const { given } = scenarioOf(callsDecider, callsCodec);
const system = 'delta-x' as const;
const T0 = instant('2026-03-02T08:00:00Z');
const at = (seconds: number) => plus(T0, seconds * SECOND);
const seen = (from: number, until: number, more: Partial<TargetObserved['data']> = {}): TargetObserved => ({
  type: 'TargetObserved',
  data: { system, epoch: 2, from: at(from), until: at(until), calls: 9, rejected: 1, unanswered: 0, ...more },
  rules: ['DX-25'],
});
const told = ({ data }: TargetObserved): ObserveTarget => ({ type: 'ObserveTarget', ...data });

describe('what is observed of a target', () => {
  it('is recorded with its figures, and what it asked for', () => {
    const whole = seen(0, 10, { medianMs: 40, p95Ms: 120, heldUntil: at(30) });
    given().when(told(whole)).then(whole);
    const over = seen(10, 30, { calls: 0, rejected: 0 });
    given(whole).when(told(over)).then(over);
    given(over)
      .when(told(seen(30, 40, { calls: 0, rejected: 0 })))
      .then();
  });

  it('is told by the dispatcher that is, and stretches of two of them do not overlap', () => {
    given(seen(0, 10))
      .when(told(seen(3, 12, { epoch: 1 })))
      .then();
    given(seen(0, 10))
      .when(told(seen(8, 18, { epoch: 3 })))
      .then(seen(10, 18, { epoch: 3 }));
    given(seen(0, 10))
      .when(told(seen(2, 9, { epoch: 3 })))
      .then();
  });
});

describe('the row of a target', () => {
  const took = (epoch: number): TargetEvent => ({ type: 'DispatcherTook', data: { system, epoch, instance: 'i' } });
  const rowOf = (...events: (TargetEvent | TargetObserved)[]): TargetRow | undefined => {
    const place = (event: TargetEvent | TargetObserved) =>
      event.type === 'TargetObserved' ? callsStream(system) : targetStream(system);
    return foldView(
      targetView,
      events.flatMap((event, revision) => recordedHistory(place(event), [event], { revision })),
    ).get(system);
  };

  it('has the last stretch, a bounded past, and how long it asked to be left alone', () => {
    const stretches = Array.from({ length: 70 }, (_, i) => seen(10 * i, 10 * i + 10));
    const row = rowOf(took(2), ...stretches, seen(700, 702, { calls: 3, heldUntil: at(712) }));
    expect(row?.recent).toHaveLength(60);
    expect(row?.recent?.[0]?.from).toBe(at(110));
    expect(row?.observed).toEqual({ from: at(700), until: at(702), calls: 3, rejected: 1, unanswered: 0 });
    expect(row?.recent?.at(-1)).toEqual(row?.observed);
    expect(row).toMatchObject({ heldUntil: at(712), revision: '0' });
  });

  it('loses the hold when it is over, and keeps the last stretch that had calls', () => {
    const row = rowOf(seen(0, 2, { heldUntil: at(9) }), seen(2, 9, { calls: 0, rejected: 0 }));
    expect(row).not.toHaveProperty('heldUntil');
    expect(row?.observed?.until).toBe(at(2));
  });

  it('counts once what a dispatcher still tells when another has taken its place', () => {
    const row = rowOf(took(2), seen(0, 10), took(3), seen(10, 12, { calls: 99 }), seen(11, 20, { epoch: 3 }));
    expect(row?.recent?.map((o) => o.calls)).toEqual([9, 9]);
  });
});
