import { Command, Query } from '@nestjs/cqrs';
import type { Granted } from '#libs/access';
import type { CancellationMeans, DeclarationRow } from '#libs/delta-x';
import type { Instant } from '#libs/kernel';
import type { Asked } from '../requests/asked.js';
import type { Listed, PageAsked } from '../requests/pages.js';

/** One request for everything that is due at an office. */
export interface OfficeRequest {
  readonly alertId: string;
  readonly operator: string;
  readonly office: string;
  readonly means: CancellationMeans;
  readonly requestedAt: Instant;
}

export interface Requested {
  readonly requested: number;
  readonly left: number;
}

export class RequestCancellationsCommand extends Command<Requested> {
  constructor(
    readonly asked: Asked,
    readonly request: OfficeRequest,
  ) {
    super();
  }
}

export interface CancellationScope {
  readonly alertId?: string | undefined;
  readonly operator?: string | undefined;
  readonly office?: string | undefined;
  readonly status?: string | undefined;
}

export type CancellationAnswer = Pick<
  DeclarationRow,
  'operator' | 'reference' | 'alertId' | 'prior' | 'holds' | 'status' | 'revision'
> & { readonly cancellation: NonNullable<DeclarationRow['cancellation']> };

export class ListCancellations extends Query<Listed<CancellationAnswer>> {
  constructor(
    readonly granted: Granted,
    readonly scope: CancellationScope,
    readonly page: PageAsked,
  ) {
    super();
  }
}

export interface OfficeCounts {
  readonly office: string;
  readonly due: number;
  readonly requested: number;
  readonly refused: number;
  readonly confirmed: number;
}

export class CountCancellations extends Query<{
  readonly offices: readonly OfficeCounts[];
  readonly position: string;
}> {
  constructor(
    readonly granted: Granted,
    readonly scope: CancellationScope,
  ) {
    super();
  }
}
