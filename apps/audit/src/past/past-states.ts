import type { EventStore } from '#libs/event-store';
import { comparePositions, formatPosition } from '#libs/kernel';
import type { Cut } from './log-marks.js';
import type { PastRow, PastView } from './past-views.js';

/** A view as it stood at a cut. Never changed once made: later ones start from it. */
export interface PastState {
  readonly cut: Cut;
  readonly rows: ReadonlyMap<string, PastRow>;
  /** Keys in the order of lists. */
  readonly keys: readonly string[];
}

export interface PastStatesLimits {
  /** States kept in memory at most, of all views together. */
  readonly states: number;
  /** Rows kept at most, of all states together (rows that two states share count twice). The last one always stays. */
  readonly rows: number;
}

export const LIMITS: PastStatesLimits = { states: 12, rows: 400_000 };

/** What folding has cost so far, for the metrics. */
export interface Folding {
  readonly eventsFolded: number;
  readonly states: number;
  readonly rows: number;
}

const byCharacter = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Folds views up to cuts of the log. A few folded states are kept, the ones used last, and a later cut goes on from
 * the nearest one before it; the log is streamed, so a fold needs the memory of its rows alone.
 */
export class PastStates {
  /** By view and position; a Map keeps the order of use, the longest unused first. */
  readonly #kept = new Map<string, { view: string; state: PastState }>();
  readonly #turns = new Map<string, Promise<unknown>>();
  #eventsFolded = 0;

  constructor(
    private readonly store: EventStore,
    private readonly limits: PastStatesLimits = LIMITS,
  ) {}

  /** @throws UnreadableEvent, EventStoreUnavailable */
  async at(view: PastView, cut: Cut): Promise<PastState> {
    const known = this.#recall(view, cut);
    if (known) return known;
    // One fold of a view at a time: the next one goes on from what this one makes.
    const before = this.#turns.get(view.name) ?? Promise.resolve();
    const turn = before.then(() => this.#recall(view, cut) ?? this.#fold(view, cut));
    this.#turns.set(
      view.name,
      turn.catch(() => undefined),
    );
    return turn;
  }

  /** The row of one key, from its own stream alone where the view has such; `undefined` when it was not there yet. */
  async row(view: PastView, parts: readonly string[], cut: Cut): Promise<PastRow | undefined> {
    const key = view.keyOf(parts);
    if (!view.streamOf) return (await this.at(view, cut)).rows.get(key);
    const rows = new Map<string, PastRow>();
    let detail: PastRow | undefined;
    for await (const record of this.store.readStream(view.streamOf(parts))) {
      if (comparePositions(record.position, cut.position) > 0) break;
      view.fold(record, rows);
      detail = view.detail?.(record) ?? detail;
      this.#eventsFolded += 1;
    }
    const row = rows.get(key);
    return row && { ...row, ...detail };
  }

  statistics(): Folding {
    let rows = 0;
    for (const { state } of this.#kept.values()) rows += state.rows.size;
    return { eventsFolded: this.#eventsFolded, states: this.#kept.size, rows };
  }

  async #fold(view: PastView, cut: Cut): Promise<PastState> {
    const start = this.#nearest(view, cut);
    let rows: Map<string, PastRow> | undefined;
    const range = { ...(start ? { after: start.cut.position } : {}), until: cut.position, prefixes: view.prefixes };
    for await (const record of this.store.readAll(range)) {
      rows ??= new Map(start?.rows);
      view.fold(record, rows);
      this.#eventsFolded += 1;
    }
    const folded = rows ?? start?.rows ?? new Map<string, PastRow>();
    const keys = rows ? [...rows.keys()].sort(byCharacter) : (start?.keys ?? []);
    const state = { cut, rows: folded, keys };
    this.#keep(view.name, state);
    return state;
  }

  #nearest(view: PastView, cut: Cut): PastState | undefined {
    let nearest: PastState | undefined;
    for (const { view: name, state } of this.#kept.values()) {
      if (name !== view.name || comparePositions(state.cut.position, cut.position) > 0) continue;
      if (!nearest || comparePositions(state.cut.position, nearest.cut.position) > 0) nearest = state;
    }
    return nearest;
  }

  #recall(view: PastView, cut: Cut): PastState | undefined {
    const name = `${view.name}@${formatPosition(cut.position)}`;
    const kept = this.#kept.get(name);
    if (!kept) return undefined;
    this.#kept.delete(name);
    this.#kept.set(name, kept);
    return kept.state;
  }

  #keep(view: string, state: PastState): void {
    this.#kept.set(`${view}@${formatPosition(state.cut.position)}`, { view, state });
    let { rows } = this.statistics();
    for (const [name, { state: oldest }] of this.#kept) {
      if (oldest === state || (this.#kept.size <= this.limits.states && rows <= this.limits.rows)) return;
      this.#kept.delete(name);
      rows -= oldest.rows.size;
    }
  }
}
