import type { Instant } from '#libs/kernel';
import type { Concern } from './attention-texts.js';

/** A declaration, or a paper, to look at. */
export interface Sample {
  readonly operator: string;
  /** Of the declaration; the number of a paper that is about none alone. */
  readonly reference: string;
  /** Of a paper: where it is shown. */
  readonly manifestId?: string;
  /** There is nothing to open: a number without its document. */
  readonly numberOnly?: boolean;
}

/** Things that need a person, alike in cause. */
export interface AttentionGroup {
  readonly cause: string;
  readonly reason?: string;
  readonly status: Concern;
  readonly count: number;
  readonly sample: readonly Sample[];
  readonly rule?: string;
  readonly todo: string;
  /** The earliest end of the time there is for it, where one runs. */
  readonly deadline?: Instant;
}
