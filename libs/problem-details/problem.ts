import type { Objection, Text } from '#libs/kernel';
import { PROBLEMS, type ProblemSlug } from './problems.js';

export interface ProblemMore {
  /** What is wrong, point by point. */
  readonly objections?: readonly Objection[];
  /** Further headers of the answer, `retry-after` for one. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the document (RFC 9457, section 3.2): the right offset, say. */
  readonly members?: Readonly<Record<string, string | number>>;
  readonly cause?: unknown;
}

/** Thrown by whoever answers a request; shown as a problem document in the reader's language. */
export class Problem extends Error {
  override readonly name: string = 'Problem';
  readonly status: number;
  /** What is particular to this case: the first objection where nothing else is said, none where the title says it all. */
  readonly detail: Text | undefined;
  readonly objections: readonly Objection[];
  readonly headers: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, string | number>>;

  constructor(
    readonly slug: ProblemSlug,
    detail?: Text,
    { objections = [], headers = {}, members = {}, cause }: ProblemMore = {},
  ) {
    const said = detail ?? objections[0]?.text;
    super((said ?? PROBLEMS[slug].title).en, cause === undefined ? undefined : { cause });
    this.status = PROBLEMS[slug].status;
    this.detail = said;
    this.objections = objections;
    this.headers = headers;
    this.members = members;
  }
}

/** A request that can't be taken because of one field. */
export const invalidField = (field: string, text: Text, todo?: Text): Problem =>
  new Problem('invalid', undefined, { objections: [{ field, text, ...(todo ? { todo } : {}) }] });
