import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { alertView } from '#libs/alert';
import { hasReached, ViewsRebuilding, type ViewsChanged } from '#libs/event-store';
import { formatPosition, parsePosition, type Position } from '#libs/kernel';
import { campaignView, targetView } from '#libs/reintegration';
import type { AttentionGroup } from '../attention/attention-group.js';
import { Attention } from '../attention/attention.js';
import { Runtime } from '../runtime.js';
import { changedRows, rowsFor } from './changed-rows.js';
import { LiveClient, type LiveReader } from './live-client.js';

/** At most four messages a second: what changes in between goes together. */
const EVERY_MS = 250;
const HEARTBEAT_MS = 15_000;
/** Changes remembered, so that a reader that was away for a moment gets just what it missed. */
const REMEMBERED = 5_000;

/** Tells every page what changed: one listener on the read models, however many readers there are. */
@Injectable()
export class LiveFeed implements OnModuleInit, OnModuleDestroy {
  readonly #clients = new Set<LiveClient>();
  readonly #commits: ViewsChanged[] = [];
  #remembered = 0;
  /** More changed at once than is remembered: every reader gets the state. */
  #tooMuch = false;
  readonly #undo: (() => void)[] = [];
  #sentTo: Position | undefined;
  #timer: NodeJS.Timeout | undefined;
  #rebuilding = false;

  constructor(
    private readonly runtime: Runtime,
    private readonly attention: Attention,
  ) {}

  get readers(): number {
    return this.#clients.size;
  }

  onModuleInit(): void {
    const { views } = this.runtime;
    this.#sentTo = views.position;
    this.#undo.push(
      views.onChange((changed) => this.#noted(changed)),
      views.onReset(() => {
        this.#rebuilding = true;
        this.#commits.length = 0;
        this.#remembered = 0;
        this.#later();
      }),
    );
    const heartbeat = setInterval(() => {
      for (const client of this.#clients) this.#beat(client);
    }, HEARTBEAT_MS);
    this.#undo.push(() => clearInterval(heartbeat));
  }

  onModuleDestroy(): void {
    this.stop();
  }

  stop(): void {
    for (const undo of this.#undo.splice(0)) undo();
    clearTimeout(this.#timer);
    for (const client of this.#clients) client.end();
    this.#clients.clear();
  }

  /** Begins to tell a reader: the whole state, or only what it missed since the id it last saw. */
  join(reader: LiveReader, lastEventId: string | undefined): void {
    const client = new LiveClient(reader, () => this.#clients.delete(client));
    const since = lastEventId === undefined ? undefined : parsePosition(lastEventId);
    const missed = since === undefined ? undefined : this.#since(since);
    if (missed === undefined) this.#sendState(client);
    else if (missed.length > 0) this.#sendChanged([client], missed);
    else client.send('heartbeat', this.#id(), { now: this.runtime.now() });
    this.#clients.add(client);
  }

  #id(): string {
    return this.runtime.position;
  }

  #noted(changed: ViewsChanged): void {
    if (changed.changes.length === 0) return;
    this.#commits.push(changed);
    this.#remembered += changed.changes.length;
    while (this.#remembered > REMEMBERED && this.#commits.length > 1) {
      const [oldest] = this.#commits.splice(0, 1);
      this.#remembered -= oldest?.changes.length ?? 0;
      if (oldest && !(this.#sentTo && hasReached(this.#sentTo, oldest.position))) this.#tooMuch = true;
    }
    this.#later();
  }

  #later(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#flush();
    }, EVERY_MS);
  }

  #flush(): void {
    if (this.#rebuilding) {
      if (!this.runtime.running.ready()) {
        this.#later();
        return;
      }
      this.#rebuilding = false;
      this.#sentTo = this.runtime.views.position;
      for (const client of this.#clients) this.#sendState(client);
      return;
    }
    if (this.#tooMuch) {
      this.#tooMuch = false;
      this.#sentTo = this.runtime.views.position;
      for (const client of this.#clients) this.#sendState(client);
      return;
    }
    const from = this.#sentTo;
    const due = this.#commits.filter((c) => from === undefined || !hasReached(from, c.position));
    const last = due.at(-1);
    if (!last) return;
    this.#sentTo = last.position;
    if (this.#clients.size > 0) this.#sendChanged([...this.#clients], due);
  }

  /** The commits after a position; `undefined` where we no longer know them all. */
  #since(position: Position): readonly ViewsChanged[] | undefined {
    const at = this.runtime.views.position;
    if (at && hasReached(position, at)) return formatPosition(position) === formatPosition(at) ? [] : undefined;
    const [oldest] = this.#commits;
    if (this.#rebuilding || !oldest || !hasReached(position, oldest.position)) return undefined;
    return this.#commits.filter((c) => !hasReached(position, c.position));
  }

  #sendState(client: LiveClient): void {
    this.#unlessRebuilding(() => {
      const { views } = this.runtime;
      const { operator, language } = client.reader;
      const attention = this.attention.groups({ operator }, language);
      client.isNews(attention);
      client.send('state', this.#id(), {
        position: this.#id(),
        now: this.runtime.now(),
        scale: this.runtime.scale,
        alerts: views.query(alertView, { limit: 500 }).rows,
        campaigns: views.query(campaignView, { limit: 500 }).rows,
        targets: views.query(targetView, { limit: 100 }).rows,
        attention,
      });
    });
  }

  #sendChanged(clients: readonly LiveClient[], commits: readonly ViewsChanged[]): void {
    const position = formatPosition(commits.at(-1)?.position ?? { commit: 0n, prepare: 0n });
    this.#unlessRebuilding(() => {
      const changed = changedRows(this.runtime, commits);
      for (const client of clients) {
        const attention = changed.concerns ? this.#attention(client) : undefined;
        client.send('changed', position, {
          position,
          now: this.runtime.now(),
          ...rowsFor(changed, client.reader.operator),
          ...(attention ? { attention } : {}),
        });
      }
    });
  }

  /** Deadlines come near though nothing changes: what needs a person by now goes with the heartbeat. */
  #beat(client: LiveClient): void {
    this.#unlessRebuilding(() => {
      const attention = this.#attention(client);
      const now = this.runtime.now();
      if (attention) client.send('changed', this.#id(), { position: this.#id(), now, attention });
      else client.send('heartbeat', this.#id(), { now });
    });
  }

  /** `undefined` where the reader knows it already. */
  #attention(client: LiveClient): readonly AttentionGroup[] | undefined {
    const { operator, language } = client.reader;
    const groups = this.attention.groups({ operator }, language);
    return client.isNews(groups) ? groups : undefined;
  }

  #unlessRebuilding(send: () => void): void {
    try {
      send();
    } catch (error) {
      if (!(error instanceof ViewsRebuilding)) throw error;
      this.#rebuilding = true;
      this.#later();
    }
  }
}
