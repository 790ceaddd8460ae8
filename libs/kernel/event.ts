import type { Instant } from './instant.js';

/** The identifier of a legal rule: EC-, DX- or EM- and two digits. It never changes and is never reused. */
export type RuleId = `${'EC' | 'DX' | 'EM'}-${number}`;

/** A text shown to a person, in both languages of the product. */
export interface Text {
  readonly en: string;
  readonly fr: string;
}

/** A fact as a decider states it: what happened, and the rules that made it so. */
export interface DomainEvent<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
  readonly rules?: readonly RuleId[];
}

export const ROLES = ['integrator', 'customs-agent', 'helpdesk', 'operations', 'compliance', 'system'] as const;
export type Role = (typeof ROLES)[number];

/** Who did it. `onBehalfOf` is the operator's EORI where a person acts for one. */
export interface Actor {
  readonly id: string;
  readonly role: Role;
  readonly name?: string;
  readonly onBehalfOf?: string;
}

/** What stands beside every event in the log. */
export interface Metadata {
  /** The alert that the event belongs to; the command's own id where there is none. */
  readonly correlationId: string;
  /** The id of the event or command that caused it. */
  readonly causationId: string;
  readonly commandId: string;
  /** SHA-256 of the request that the command came from: tells a repeat from a reused key. */
  readonly requestHash?: string;
  readonly idempotencyKey?: string;
  readonly actor: Actor;
  /** When it happened in the world (on paper, say); `Recorded.recordedAt` is when the log learned of it. */
  readonly occurredAt: Instant;
  readonly rules: readonly RuleId[];
  readonly codeVersion: string;
}

/** A place in the whole log. Increases, is never dense; both halves are kept (event-store facts). */
export interface Position {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** An event as the log holds it. */
export interface Recorded<E extends DomainEvent = DomainEvent> {
  readonly id: string;
  readonly stream: string;
  readonly revision: bigint;
  readonly position: Position;
  /** The product's clock when the store committed it; never decreases along the log of one node. */
  readonly recordedAt: Instant;
  readonly event: E;
  readonly metadata: Metadata;
}

const POSITION = /^(\d{1,20})(?:-(\d{1,20}))?$/;

/** `"420"`, or `"420-410"` where commit and prepare differ. Opaque to API users; orders by `comparePositions`. */
export const formatPosition = (p: Position): string =>
  p.commit === p.prepare ? String(p.commit) : `${String(p.commit)}-${String(p.prepare)}`;

export const parsePosition = (text: string): Position | undefined => {
  const match = POSITION.exec(text);
  if (!match?.[1]) return undefined;
  return { commit: BigInt(match[1]), prepare: BigInt(match[2] ?? match[1]) };
};

/** Negative, zero or positive, as for `Array.sort`. */
export const comparePositions = (a: Position, b: Position): number =>
  a.commit === b.commit ? Number(a.prepare - b.prepare) : a.commit < b.commit ? -1 : 1;
