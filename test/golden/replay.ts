import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { alertCodec, alertDecider, alertView, ownOutageCodec, ownOutagesDecider, ownOutageView } from '#libs/alert';
import {
  declarationCodec,
  declarationDecider,
  declarationView,
  importCodec,
  importDecider,
  importView,
  manifestCodec,
  manifestDecider,
  manifestView,
} from '#libs/delta-x';
import { decoderOf, type StoredRecord } from '#libs/event-store';
import {
  documentCodec,
  documentDecider,
  documentView,
  numberCodec,
  numberDecider,
  numberView,
} from '#libs/fallback-documents';
import { fold, foldView, parsePosition, type DomainEvent, type Recorded, type View } from '#libs/kernel';
import {
  callsCodec,
  callsDecider,
  campaignCodec,
  campaignDecider,
  campaignView,
  targetCodec,
  targetDecider,
  targetView,
} from '#libs/reintegration';

/** The codecs of every context: what today's code can read. */
export const CODECS = [
  alertCodec,
  ownOutageCodec,
  manifestCodec,
  declarationCodec,
  importCodec,
  campaignCodec,
  targetCodec,
  callsCodec,
  documentCodec,
  numberCodec,
] as const;

/** One line of a history: an event as the log gave it on the day it was recorded. */
type Line = Omit<StoredRecord, 'revision' | 'position'> & { readonly revision: string; readonly position: string };

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

export const historyOf = (name: string): StoredRecord[] =>
  readFileSync(pathOf(`${name}.history.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((text) => {
      const line = JSON.parse(text) as Line;
      const position = parsePosition(line.position);
      if (!position) throw new Error(`${name}: ${line.position} is no position`);
      return { ...line, revision: BigInt(line.revision), position };
    });

export const expectedOf = (name: string): unknown => JSON.parse(readFileSync(pathOf(`${name}.expected.json`), 'utf8'));

const decode = decoderOf(CODECS);

/** @throws UnreadableEvent, and Error for a stored name that today's code has forgotten */
export const decoded = (record: StoredRecord): Recorded => {
  const recorded = decode(record);
  if (!recorded) throw new Error(`nobody reads ${record.type} any more`);
  return recorded;
};

/** Any view, as far as a replay handles it. */
interface Replayable {
  readonly name: string;
  readonly prefixes: readonly string[];
  readonly project: View<unknown>['project'];
}

const VIEWS = [
  alertView,
  manifestView,
  declarationView,
  importView,
  campaignView,
  targetView,
] as unknown as readonly Replayable[];

/** Views younger than some histories: they are told where they have rows. */
const LATER_VIEWS = [documentView, numberView, ownOutageView] as unknown as readonly Replayable[];

const rowsOf = (view: Replayable, history: readonly Recorded[]): Record<string, unknown> => {
  const read = history.filter(({ stream }) => view.prefixes.some((prefix) => stream.startsWith(prefix)));
  return Object.fromEntries(foldView({ version: 0, ...view }, read));
};

/** How the write side sees each stream: what the next decision would rest on. */
const stateOf = (stream: string, events: readonly DomainEvent[]): unknown => {
  const [kind] = stream.split('-', 1);
  switch (kind) {
    case 'alert':
      return fold(alertDecider, events as never);
    case 'own':
      return fold(ownOutagesDecider, events as never);
    case 'campaign':
      return fold(campaignDecider, events as never);
    case 'target':
      return fold(targetDecider, events as never);
    case 'calls':
      return fold(callsDecider, events as never);
    case 'manifest':
      return fold(manifestDecider, events as never);
    case 'document':
      return fold(documentDecider, events as never);
    case 'numbers':
      return fold(numberDecider, events as never);
    case 'import':
      return fold(importDecider, events as never);
    default: {
      const { reintegration, ...declaration } = fold(declarationDecider, events as never);
      return { declaration, reintegration };
    }
  }
};

/** What today's code makes of a history: every view's rows, every stream's state, as JSON would hold them. */
export const replayed = (history: readonly StoredRecord[]): unknown => {
  const events = history.map(decoded);
  const streams = Map.groupBy(events, ({ stream }) => stream);
  // A view is given what its codecs read: the campaign's knows the obligations of a declaration, not its paper.
  const seenBy = (name: string) =>
    events.filter(({ event }) => name !== 'campaigns' || 'system' in (event.data as object));
  const made = {
    rows: Object.fromEntries(
      [...VIEWS, ...LATER_VIEWS]
        .map((view) => ({ view, rows: rowsOf(view, seenBy(view.name)) }))
        .filter(({ view, rows }) => !LATER_VIEWS.includes(view) || Object.keys(rows).length > 0)
        .map(({ view, rows }) => [view.name, rows]),
    ),
    states: Object.fromEntries(
      [...streams].map(([stream, of]) => [
        stream,
        stateOf(
          stream,
          of.map((r) => r.event),
        ),
      ]),
    ),
  };
  return JSON.parse(JSON.stringify(made));
};
