import type { Granted } from '#libs/access';
import type { StoredRecord } from '#libs/event-store';
import {
  formatPosition,
  type Actor,
  type Codec,
  type DomainEvent,
  type Instant,
  type RuleId,
  type Text,
} from '#libs/kernel';
import { cite, citedRules, sourceOf, type Citation } from '#libs/rules';
import type { Causes, CausedBy } from './causes.js';
import { redact, REDACTED, seesPersonalData } from './redact.js';
import { summaryOf } from './summaries/summary-of.js';

/** One event of a trail, as it is told. */
export interface TrailItem {
  readonly id: string;
  readonly stream: string;
  readonly position: string;
  readonly revision: string;
  readonly type: string;
  /** The name and version it is stored under. */
  readonly storedAs: string;
  /** When it happened (on paper, say). */
  readonly occurredAt: Instant;
  /** When the log learned of it, on the product's clock. */
  readonly recordedAt: Instant;
  readonly actor: Actor;
  readonly rules: readonly Citation[];
  readonly causationId: string;
  readonly causedBy: CausedBy;
  readonly correlationId: string;
  readonly codeVersion: string;
  readonly data: unknown;
  /** Paths of the fields kept from this reader. */
  readonly redacted: readonly string[];
  readonly summary: Text;
}

/** What a trail reads its events with; `operator` is whose data they are (none: the administration's). */
export interface Telling {
  readonly codecs: readonly Codec<DomainEvent>[];
  readonly causes: Causes;
  readonly reader: Granted;
  readonly operator: string | undefined;
}

const UNKNOWN: Text = {
  en: 'A kind of event that this version does not know',
  fr: 'Un type d’événement que cette version ne connaît pas',
};

const UNSAID: Text = { en: '', fr: '' };

/** A rule that this version's catalogue does not hold is told all the same: the log says that it was applied. */
const citationOf = (rule: RuleId): Citation =>
  citedRules.includes(rule) ? cite(rule) : { rule, document: sourceOf(rule), section: UNSAID, gist: UNSAID };

/** Data as this reader may see them. What no codec of ours knows is shown to those alone who may see everything. */
const dataFor = (event: DomainEvent | undefined, paths: readonly string[] | undefined) => {
  if (!event || !paths) return { data: REDACTED, redacted: ['*'] };
  const data = redact(event.data, paths);
  return { data, redacted: paths.filter((path) => redact(event.data, [path]) !== event.data) };
};

/** @throws UnreadableEvent when the data of a known event do not parse: never told as if they did */
export const trailItem = (record: StoredRecord, { codecs, causes, reader, operator }: Telling): TrailItem => {
  const { metadata } = record;
  const codec = codecs.find((c) => c.storedTypes.includes(record.type));
  const event = codec?.decode(record);
  const clear = { data: event ? event.data : record.data, redacted: [] };
  return {
    id: record.id,
    stream: record.stream,
    position: formatPosition(record.position),
    revision: String(record.revision),
    type: event?.type ?? record.type,
    storedAs: record.type,
    occurredAt: metadata.occurredAt,
    recordedAt: record.recordedAt,
    actor: metadata.actor,
    rules: metadata.rules.map(citationOf),
    causationId: metadata.causationId,
    causedBy: causes.of(record),
    correlationId: metadata.correlationId,
    codeVersion: metadata.codeVersion,
    ...(seesPersonalData(reader, operator) ? clear : dataFor(event, codec?.personal[record.type])),
    summary: (event && summaryOf(event)) ?? UNKNOWN,
  };
};
