import type { DomainEvent, Instant } from '#libs/kernel';
import type { Goods } from './article.js';
import type { OnDeclaration } from './clearance.events.js';

/** One datum as it was typed and as the paper has it, named as in a request; absent where there is nothing. */
export interface CorrectedDatum {
  readonly field: string;
  readonly typed?: string | undefined;
  readonly corrected?: string | undefined;
}

/**
 * DX-28: the paper is the authority, and what was typed from it was wrong. The data are brought to what the paper says,
 * before anything stands in Delta X; a rectification, after it, changes what the paper says too.
 */
export type TranscriptionCorrected = DomainEvent<
  'TranscriptionCorrected',
  OnDeclaration & {
    readonly changes: readonly CorrectedDatum[];
    /** The data that stand from now on. */
    readonly paper: Goods & {
      readonly officeOfExit: string;
      readonly lodgedAt: Instant;
      readonly valueEur: string;
    };
    readonly why: string;
    /** What shows that the paper says so. */
    readonly evidence: string;
  }
>;
