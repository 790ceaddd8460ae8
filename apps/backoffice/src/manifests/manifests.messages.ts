import { Command, Query } from '@nestjs/cqrs';
import type { Granted } from '#libs/access';
import type { ManifestHeader } from '#libs/delta-x';
import type { Instant } from '#libs/kernel';
import type { Asked } from '../requests/asked.js';
import type { Outcome } from '../requests/decisions.js';

/** A manifest as it is answered. */
export type ManifestAnswer = ManifestHeader & { readonly revision: string };

/** What was sent; the rest of the header is ours to fill in. */
export type ManifestGiven = Omit<ManifestHeader, 'manifestId' | 'lodgedAt'> & {
  readonly lodgedAt?: Instant | undefined;
};

export class LodgeManifestCommand extends Command<Outcome<ManifestAnswer>> {
  constructor(
    readonly asked: Asked,
    readonly given: ManifestGiven,
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
