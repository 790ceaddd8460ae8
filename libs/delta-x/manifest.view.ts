import type { Instant, Recorded, View } from '#libs/kernel';
import type { ConsignmentType, DeclarationKind, ManifestLodged } from './delta-x.events.js';

/** A manifest as it is listed: no personal data. */
export interface ManifestRow {
  readonly manifestId: string;
  readonly alertId: string;
  readonly operator: string;
  readonly consignmentType: ConsignmentType;
  readonly declarationKind: DeclarationKind;
  readonly officeOfClearance: string;
  readonly officeOfExit: string;
  readonly lodgedAt: Instant;
  readonly revision: string;
}

export const manifestView: View<ManifestRow, ManifestLodged> = {
  name: 'manifests',
  version: 1,
  prefixes: ['manifest-'],
  project: ({ event, revision }: Recorded<ManifestLodged>) => {
    const { manifestId, alertId, operator, consignmentType, declarationKind } = event.data;
    const { officeOfClearance, officeOfExit, lodgedAt } = event.data;
    const row: ManifestRow = {
      manifestId,
      alertId,
      operator: operator.eori,
      consignmentType,
      declarationKind,
      officeOfClearance,
      officeOfExit,
      lodgedAt,
      revision: String(revision),
    };
    return [{ key: manifestId, row }];
  },
  columns: { alertId: (r) => r.alertId, operator: (r) => r.operator },
};

/** The stream of a manifest. */
export const manifestStream = (manifestId: string): string => `manifest-${manifestId}`;
