import { describe, expect, it } from 'vitest';
import type { StatesAnswer } from '#libs/customs-gateway';
import type { DeclarationRow } from '#libs/delta-x';
import type { EventStore } from '#libs/event-store';
import { instant } from '#libs/kernel';
import { CancellationWatch, type CancellationWatchDeps } from './cancellation-watch.js';
import { ProductClock } from './product-clock.js';
import type { CallSample } from './target-control.js';

const since = instant('2026-03-01T08:00:00Z');
const row = (reference: string): DeclarationRow => ({
  operator: 'FR552100554',
  reference,
  alertId: 'a1',
  status: 'held',
  attempts: 0,
  submission: 1,
  unsure: false,
  revision: '3',
  cancellation: { status: 'requested', first: {}, office: 'FR002650', requests: 1, requestedAt: since },
});
const stands: StatesAnswer = {
  outcome: 'known',
  declarations: [{ number: 'N-1', lrn: 'R-1', kind: 'DSE', state: 'lodged', since }],
};
const down: StatesAnswer = { outcome: 'unavailable', kind: 'down', mayHaveArrived: true, detail: 'HTTP 503' };
/** Nothing here comes to a record: reading or writing would fail. */
const NO_STORE = {} as EventStore;

/** A hundred times as fast: the gap between two enquiries is 20 of the machine's milliseconds, a minute 600. */
const watching = (
  changes: Partial<CancellationWatchDeps['models']> = {},
  answer: StatesAnswer = stands,
  allowed = Infinity,
) => {
  const asked: string[] = [];
  const samples: CallSample['kind'][] = [];
  const watch = new CancellationWatch({
    system: 'delta-x',
    store: NO_STORE,
    gateway: {
      statesOf: ({ reference }) => {
        asked.push(reference);
        return Promise.resolve(answer);
      },
    },
    models: {
      ready: () => true,
      stopped: () => false,
      ceiling: () => undefined,
      window: () => ({ releasedAt: since, deadline: instant('2026-03-02T08:00:00Z') }),
      cancellationsRequested: (_limit, cursor) =>
        cursor === undefined ? { rows: [row('R-1'), row('R-2')], next: 'more' } : { rows: [row('R-3')] },
      ...changes,
    },
    clock: new ProductClock([{ realMs: Date.now(), productMs: Date.now(), scale: 100 }]),
    target: { allowed: () => allowed },
    onTarget: ({ kind }) => samples.push(kind),
    requestTimeoutMs: 1_000,
    codeVersion: 'test',
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  return { watch, asked, samples, signal: new AbortController().signal };
};

describe('the watch over cancellations', () => {
  it('asks about each that is waiting, page after page, and not again at once', async () => {
    const { watch, asked, samples, signal } = watching();
    await watch.sweep(signal);
    expect(asked).toEqual(['R-1', 'R-2', 'R-3']);
    await watch.sweep(signal);
    expect(asked).toHaveLength(3);
    expect(samples).toEqual(['answered', 'answered', 'answered']);
  });

  it.each<[string, Partial<CancellationWatchDeps['models']>, number]>([
    ['while the outage goes on', { window: () => undefined }, Infinity],
    ['while the target is paused or down', { stopped: () => true }, Infinity],
    ['while the views are folded anew', { ready: () => false }, Infinity],
    ['while the target has asked to be left alone', {}, 0],
  ])('asks nothing %s', async (_when, models, allowed) => {
    const { watch, asked, signal } = watching(models, stands, allowed);
    await watch.sweep(signal);
    expect(asked).toEqual([]);
  });

  it('asks about an anticipated one that nobody asked to cancel once its delay has ended (DX-31)', async () => {
    const lapsing = (reference: string, endsAt: DeclarationRow['lodgedAt'] & string): DeclarationRow => ({
      ...row(reference),
      cancellation: { status: 'due', first: {}, office: 'FR002650', requests: 0 },
      anticipation: { status: 'open', endsAt },
    });
    const rows = [lapsing('R-7', since), lapsing('R-8', instant('2099-01-01T00:00:00Z'))];
    const { watch, asked, signal } = watching({ cancellationsRequested: () => ({ rows }) });
    await watch.sweep(signal);
    expect(asked).toEqual(['R-7']);
  });

  it('gives up at the first that is not answered, and tells how the target does', async () => {
    const { watch, asked, samples, signal } = watching({}, down);
    await watch.sweep(signal);
    expect([asked, samples]).toEqual([['R-1'], ['down']]);
  });

  it('keeps to a tenth of what the target may be sent', async () => {
    // 0.05 a second of the product's clock is 5 of the machine's: a tenth of it is one in 2 seconds.
    const pressed = watching({}, stands, 0.05);
    const free = watching();
    const over = new AbortController();
    const swept = pressed.watch.sweep(over.signal);
    await free.watch.sweep(free.signal);
    over.abort();
    await swept;
    expect([free.asked, pressed.asked]).toEqual([['R-1', 'R-2', 'R-3'], ['R-1']]);
  });

  it('concludes nothing from a declaration that Delta X does not know', async () => {
    const { watch, asked, signal } = watching({}, { outcome: 'unknown' });
    await watch.sweep(signal);
    expect(asked).toEqual(['R-1', 'R-2', 'R-3']);
  });
});
