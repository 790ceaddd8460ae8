import { instant, plus, type DomainEvent, type Instant, type Recorded } from '#libs/kernel';

const FIRST = instant('2026-03-02T08:00:00Z');

/** Events as the log would hold them on one stream, a second apart. */
export const recordedHistory = <Event extends DomainEvent>(
  stream: string,
  events: readonly Event[],
  from: { readonly at?: Instant; readonly revision?: number } = {},
): Recorded<Event>[] =>
  events.map((event, index) => {
    const revision = (from.revision ?? 0) + index;
    const recordedAt = plus(from.at ?? FIRST, revision * 1_000);
    return {
      id: `${stream}-${String(revision)}`,
      stream,
      revision: BigInt(revision),
      position: { commit: BigInt(revision), prepare: BigInt(revision) },
      recordedAt,
      event,
      metadata: {
        correlationId: stream,
        causationId: stream,
        commandId: `${stream}-${String(revision)}`,
        actor: { id: 'test', role: 'system' },
        occurredAt: recordedAt,
        rules: event.rules ?? [],
        codeVersion: 'test',
      },
    };
  });
