import { defineCodec, epochMs, productTime, REAL_TIME, instantOf, type ClockSegment } from '#libs/kernel';
import { eventIds } from './event-ids.js';
import { WrongExpectedRevision, type EventStore, type StoredRecord } from './event-store.port.js';

/** Holds every setting of the product's clock; absent where the product runs on real time. */
export const CLOCK_STREAM = 'clock';

type ClockEvent = { type: 'ClockStarted'; data: ClockSegment };

const isFinite = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

const clockCodec = defineCodec<ClockEvent>({
  ClockStarted: {
    stored: 'ClockStarted.v1',
    personal: [],
    parse: (data) => {
      const { realMs, productMs, scale } = data as Partial<Record<keyof ClockSegment, unknown>>;
      if (!isFinite(realMs) || !isFinite(productMs) || !isFinite(scale) || scale <= 0) {
        throw new TypeError('a clock setting needs realMs, productMs and a positive scale');
      }
      return { realMs, productMs, scale };
    },
  },
});

const settings = async (store: EventStore): Promise<{ segments: ClockSegment[]; revision: bigint | undefined }> => {
  const segments: ClockSegment[] = [];
  let revision: bigint | undefined;
  for await (const record of store.readStream(CLOCK_STREAM)) {
    const event = clockCodec.decode(record);
    if (event) segments.push(event.data);
    revision = record.revision;
  }
  return { segments, revision };
};

/** Every setting of the product's clock so far, ascending; real time when none was ever made. */
export const loadClock = async (store: EventStore): Promise<readonly ClockSegment[]> => {
  const { segments } = await settings(store);
  return segments.length === 0 ? REAL_TIME : segments;
};

const lastRecord = async (store: EventStore): Promise<StoredRecord | undefined> => {
  for await (const record of store.readAll({ direction: 'backwards', max: 1 })) return record;
  return undefined;
};

const next = (
  segments: readonly ClockSegment[],
  scale: number,
  nowMs: number,
  lastMs: number | undefined,
): ClockSegment => {
  const realMs = Math.max(nowMs, (lastMs ?? -1) + 1, (segments.at(-1)?.realMs ?? -1) + 1);
  // `recordedAt` of the last event as the settings in force make it, whatever clock the store was opened with.
  const reached = lastMs === undefined ? 0 : epochMs(productTime(segments.length === 0 ? REAL_TIME : segments, lastMs));
  return { realMs, productMs: Math.max(realMs, reached), scale };
};

/**
 * Starts the product's clock at `scale` (product seconds in a real one) and returns every setting, the new one last.
 * The clock stands still between two runs and never goes back: it starts at the latest of now and the product time of
 * the last event. At scale 1 a log that never had another scale is left without the stream.
 * @param nowMs the machine's time
 * @throws RangeError when the scale is not positive
 */
export const startClock = async (
  store: EventStore,
  { scale, nowMs }: { scale: number; nowMs: number },
): Promise<readonly ClockSegment[]> => {
  if (!Number.isFinite(scale) || scale <= 0) throw new RangeError(`the time scale must be positive, not ${scale}`);
  for (;;) {
    const { segments, revision } = await settings(store);
    if (segments.length === 0 && scale === 1) return REAL_TIME;
    const segment = next(segments, scale, nowMs, (await lastRecord(store))?.committedMs);
    const commandId = `clock-${JSON.stringify([segments.length, segment.realMs, segment.productMs, segment.scale])}`;
    const { type, data } = clockCodec.encode({ type: 'ClockStarted', data: segment });
    const [id] = eventIds(commandId, 1);
    const metadata = {
      correlationId: commandId,
      causationId: commandId,
      commandId,
      actor: { id: 'launcher', role: 'system' as const },
      occurredAt: instantOf(segment.productMs),
      rules: [],
      codeVersion: 'clock',
    };
    try {
      await store.append(CLOCK_STREAM, revision ?? 'no-stream', [{ id, type, data, metadata }]);
      return [...segments, segment];
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
    }
  }
};
