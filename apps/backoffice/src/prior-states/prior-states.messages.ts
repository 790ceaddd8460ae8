import { Command, Query } from '@nestjs/cqrs';
import type { Granted } from '#libs/access';
import type { DeclarationRow, PriorState, RawPriorLine } from '#libs/delta-x';
import type { Text } from '#libs/kernel';
import type { Asked } from '../requests/asked.js';
import type { Outcome } from '../requests/decisions.js';
import type { Listed, PageAsked } from '../requests/pages.js';

export class RecordPriorStateCommand extends Command<Outcome<DeclarationRow>> {
  constructor(
    readonly asked: Asked,
    readonly operator: string,
    readonly alertId: string,
    readonly line: RawPriorLine,
  ) {
    super();
  }
}

/** One declaration of the operator's list, triaged as of now. */
export interface PriorStateAnswer extends Pick<DeclarationRow, 'operator' | 'reference' | 'alertId' | 'revision'> {
  readonly state: PriorState;
  readonly known: NonNullable<DeclarationRow['known']>;
  readonly verdict: string;
  readonly rules: readonly string[];
  readonly owes: readonly string[];
  readonly delay?: string;
  readonly anticipation?: DeclarationRow['anticipation'];
  readonly text: Text;
  readonly todo: Text;
}

export interface PriorStateScope {
  readonly alertId?: string | undefined;
  readonly operator?: string | undefined;
  readonly verdict?: string | undefined;
  readonly owes?: string | undefined;
  readonly anticipation?: string | undefined;
}

export class ListPriorStates extends Query<Listed<PriorStateAnswer>> {
  constructor(
    readonly granted: Granted,
    readonly scope: PriorStateScope,
    readonly page: PageAsked,
  ) {
    super();
  }
}

export interface Counted {
  readonly of: string;
  readonly count: number;
}

export interface PriorStateCounts {
  readonly verdicts: readonly Counted[];
  readonly owes: readonly Counted[];
  readonly anticipations: readonly Counted[];
  readonly expired: number;
  readonly position: string;
}

export class CountPriorStates extends Query<PriorStateCounts> {
  constructor(
    readonly granted: Granted,
    readonly scope: Pick<PriorStateScope, 'alertId' | 'operator'>,
  ) {
    super();
  }
}
