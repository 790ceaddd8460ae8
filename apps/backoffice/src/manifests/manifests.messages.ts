import { Command, Query } from '@nestjs/cqrs';
import type { Granted } from '#libs/access';
import type { EndorsedCopy, Globalisation, ManifestHeader, ManifestRow, ReleaseStamp } from '#libs/delta-x';
import type { Instant } from '#libs/kernel';
import type { Asked } from '../requests/asked.js';
import type { Outcome } from '../requests/decisions.js';
import type { Listed, PageAsked } from '../requests/pages.js';

/** A manifest as it is answered. */
export type ManifestAnswer = Omit<ManifestHeader, 'globalisation'> & {
  readonly globalisation?: (Globalisation & { readonly movedTo?: Instant }) | undefined;
  readonly stamp?: ReleaseStamp;
  readonly visas: readonly EndorsedCopy[];
  readonly revision: string;
};

/** What was sent; the rest of the header is ours to fill in. */
export type ManifestGiven = Omit<ManifestHeader, 'manifestId'>;

export class LodgeManifestCommand extends Command<Outcome<ManifestAnswer>> {
  constructor(
    readonly asked: Asked,
    readonly given: ManifestGiven,
  ) {
    super();
  }
}

/** An officer's mark on a manifest. */
export interface Mark {
  readonly office: string;
  readonly officer: string;
  readonly at: Instant;
}

export class StampManifestCommand extends Command<Outcome<ManifestAnswer>> {
  constructor(
    readonly asked: Asked,
    readonly manifestId: string,
    readonly mark: Mark,
    readonly selected: readonly string[],
    readonly servicePresent: boolean,
  ) {
    super();
  }
}

export class EndorseManifestCommand extends Command<Outcome<ManifestAnswer>> {
  constructor(
    readonly asked: Asked,
    readonly manifestId: string,
    readonly mark: Mark,
    readonly only: readonly string[] | undefined,
  ) {
    super();
  }
}

export class GetManifest extends Query<ManifestAnswer> {
  constructor(
    readonly granted: Granted,
    readonly manifestId: string,
  ) {
    super();
  }
}

export interface ManifestFilter {
  readonly alertId?: string | undefined;
  readonly operator?: string | undefined;
  readonly form?: string | undefined;
}

export class ListManifests extends Query<Listed<ManifestRow>> {
  constructor(
    readonly granted: Granted,
    readonly filter: ManifestFilter,
    readonly page: PageAsked,
  ) {
    super();
  }
}
