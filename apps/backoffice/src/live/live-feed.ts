import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { alertView, type AlertRow } from '#libs/alert';
import { declarationView, type DeclarationRow } from '#libs/delta-x';
import { hasReached, ViewsRebuilding, type ViewsChanged } from '#libs/event-store';
import { formatPosition, parsePosition, type Position } from '#libs/kernel';
import { campaignView, targetView, type CampaignRow, type TargetRow } from '#libs/reintegration';
import { Attention } from '../attention/attention.js';
import { joined } from '../declarations/joined.js';
import { Runtime } from '../runtime.js';
import { LiveClient, type LiveReader } from './live-client.js';

/** Rows that changed since some position, as they stand now. */
interface Changed {
  readonly alerts: readonly AlertRow[];
  readonly campaigns: readonly CampaignRow[];
  readonly targets: readonly TargetRow[];
  readonly declarations: readonly DeclarationRow[];
  readonly someDeclarationChanged: boolean;
}

/** At most four messages a second: what changes in between goes together. */
const EVERY_MS = 250;
const HEARTBEAT_MS = 15_000;
const DECLARATIONS_SENT = 20;
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
      for (const client of this.#clients) client.send('heartbeat', this.#id(), { now: this.runtime.now() });
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
    try {
      const { views } = this.runtime;
      client.send('state', this.#id(), {
        position: this.#id(),
        now: this.runtime.now(),
        scale: this.runtime.scale,
        alerts: views.query(alertView, { limit: 500 }).rows,
        campaigns: views.query(campaignView, { limit: 500 }).rows,
        targets: views.query(targetView, { limit: 100 }).rows,
        attention: this.attention.groups({ operator: client.reader.operator }, client.reader.language),
      });
    } catch (error) {
      if (!(error instanceof ViewsRebuilding)) throw error;
      this.#rebuilding = true;
      this.#later();
    }
  }

  #sendChanged(clients: readonly LiveClient[], commits: readonly ViewsChanged[]): void {
    const position = formatPosition(commits.at(-1)?.position ?? { commit: 0n, prepare: 0n });
    try {
      const { alerts, campaigns, targets, declarations, someDeclarationChanged } = this.#rows(commits);
      for (const client of clients) {
        const { operator, language } = client.reader;
        const own = declarations.filter((d) => operator === undefined || d.operator === operator);
        client.send('changed', position, {
          position,
          now: this.runtime.now(),
          ...(alerts.length > 0 ? { alerts } : {}),
          ...(campaigns.length > 0 ? { campaigns } : {}),
          ...(targets.length > 0 ? { targets } : {}),
          ...(someDeclarationChanged ? { attention: this.attention.groups({ operator }, language) } : {}),
          ...(own.length > 0 ? { declarations: own.slice(-DECLARATIONS_SENT) } : {}),
        });
      }
    } catch (error) {
      if (!(error instanceof ViewsRebuilding)) throw error;
      this.#rebuilding = true;
      this.#later();
    }
  }

  #rows(commits: readonly ViewsChanged[]): Changed {
    const keys = (view: string): string[] => [
      ...new Set(
        commits.flatMap((c) => c.changes.filter((change) => change.view === view).map((change) => change.key)),
      ),
    ];
    const { views } = this.runtime;
    const present = <Row>(rows: readonly (Row | undefined)[]): Row[] => rows.filter((row) => row !== undefined);
    const touched = keys(declarationView.name);
    return {
      alerts: present(keys(alertView.name).map((key) => views.get(alertView, key))),
      campaigns: present(keys(campaignView.name).map((key) => views.get(campaignView, key))),
      targets: present(keys(targetView.name).map((key) => views.get(targetView, key))),
      declarations: joined(
        this.runtime,
        present(touched.slice(-DECLARATIONS_SENT * 10).map((key) => views.get(declarationView, key))),
      ),
      someDeclarationChanged: touched.length > 0,
    };
  }
}
