import { Command, Query } from '@nestjs/cqrs';
import type { Granted } from '#libs/access';
import type { Consignment, DeclarationRow, FurtherArticle, Need, RawLine, Rectification } from '#libs/delta-x';
import type { Hold } from '#libs/reintegration';
import type { Asked } from '../requests/asked.js';
import type { Outcome } from '../requests/decisions.js';
import type { Listed, PageAsked } from '../requests/pages.js';
import type { CommandOf, Named } from './declaration-acts.js';

export class LodgeDeclarationCommand extends Command<Outcome<DeclarationRow>> {
  constructor(
    readonly asked: Asked,
    readonly manifestId: string,
    readonly line: RawLine,
  ) {
    super();
  }
}

/** Whatever a person does about a declaration that is there: what stood before, its cancellation, its goods. */
export class ActOnDeclarationCommand extends Command<Outcome<DeclarationRow>> {
  constructor(
    readonly asked: Asked,
    readonly named: Named,
    readonly commandOf: CommandOf,
  ) {
    super();
  }
}

export class ReopenDeclarationCommand extends Command<Outcome<DeclarationRow>> {
  constructor(
    readonly asked: Asked,
    readonly operator: string,
    readonly reference: string,
    readonly why: string,
  ) {
    super();
  }
}

export class LiftHoldCommand extends Command<Outcome<DeclarationRow>> {
  constructor(
    readonly asked: Asked,
    readonly operator: string,
    readonly reference: string,
    readonly hold: Hold,
    readonly evidence: string,
  ) {
    super();
  }
}

export interface DeclarationFilter {
  readonly alertId?: string | undefined;
  readonly operator?: string | undefined;
  readonly status?: string | undefined;
  readonly cause?: string | undefined;
  readonly mrn?: string | undefined;
  readonly reference?: string | undefined;
  readonly manifestId?: string | undefined;
  readonly lrn?: string | undefined;
  readonly prior?: string | undefined;
  readonly verdict?: string | undefined;
  readonly hold?: string | undefined;
  /** What it needs of a person now; `cause` is then that of the need. */
  readonly needs?: Need | undefined;
  /** As Delta X numbered it, before the outage or since. */
  readonly number?: string | undefined;
  readonly referencePrefix?: string | undefined;
  /** The beginning of a reference, an MRN, an LRN or a number. */
  readonly text?: string | undefined;
}

export class ListDeclarations extends Query<Listed<DeclarationRow>> {
  constructor(
    readonly granted: Granted,
    readonly filter: DeclarationFilter,
    readonly page: PageAsked,
  ) {
    super();
  }
}

/** A declaration with what was lodged; its parties only for those who may see them. */
export type DeclarationInFull = DeclarationRow & {
  readonly consignment?: Partial<Consignment>;
  /** Of a DAU, in the order of its list of articles. */
  readonly furtherArticles?: readonly FurtherArticle[];
  /** What was put right after the re-integration, beside what was lodged (DX-28). */
  readonly rectifications?: readonly Rectification[];
};

export class GetDeclaration extends Query<DeclarationInFull> {
  constructor(
    readonly granted: Granted,
    readonly operator: string,
    readonly reference: string,
  ) {
    super();
  }
}
