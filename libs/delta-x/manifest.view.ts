import type { Instant, Recorded, View } from '#libs/kernel';
import type { Form, Globalisation, LodgingAct, Presentation, RecordsBasis } from './circumstances.js';
import type { ConsignmentType, DeclarationKind, ManifestHeader } from './delta-x.events.js';
import type { EndorsedCopy, ManifestEvent, ReleaseStamp } from './manifest.events.js';

/** A manifest as it is listed, or an entry in the records: no personal data. */
export interface ManifestRow {
  readonly manifestId: string;
  readonly alertId: string;
  readonly operator: string;
  readonly form: Form;
  /** What an entry in the records rests on. */
  readonly basis?: RecordsBasis;
  readonly consignmentType: ConsignmentType;
  readonly declarationKind: DeclarationKind;
  readonly officeOfClearance: string;
  readonly officeOfExit: string;
  readonly lodgedAt: Instant;
  readonly lodging: LodgingAct;
  readonly presentation: Presentation;
  readonly transit: boolean;
  readonly singleTransportContract: boolean;
  readonly stamp?: ReleaseStamp;
  readonly visas: readonly EndorsedCopy[];
  readonly globalisation?: Globalisation & { readonly movedTo?: Instant };
  readonly revision: string;
}

const lodged = (header: ManifestHeader): Omit<ManifestRow, 'revision'> => {
  const { manifestId, alertId, operator, consignmentType, declarationKind, officeOfClearance, officeOfExit } = header;
  const { lodgedAt, form = 'manifest', presentation = 'office', transit = false, singleTransportContract } = header;
  const means = form === 'records' ? 'records' : 'agreement';
  return {
    manifestId,
    alertId,
    operator: operator.eori,
    form,
    ...(header.records ? { basis: header.records.basis } : {}),
    consignmentType,
    declarationKind,
    officeOfClearance,
    officeOfExit,
    lodgedAt,
    lodging: header.lodging ?? { means, office: officeOfClearance },
    presentation,
    transit,
    singleTransportContract,
    visas: [],
    ...(header.globalisation ? { globalisation: header.globalisation } : {}),
  };
};

const next = (row: ManifestRow | undefined, { event }: Recorded<ManifestEvent>): typeof row => {
  if (event.type === 'ManifestLodged') return { ...lodged(event.data), revision: '0' };
  if (!row) return row;
  switch (event.type) {
    case 'ManifestStamped': {
      const { office, stampedAt, selected, covers, unrestrictedOnly } = event.data;
      return {
        ...row,
        stamp: {
          office,
          stampedAt,
          selected,
          ...(covers && { covers }),
          ...(unrestrictedOnly && { unrestrictedOnly }),
        },
      };
    }
    case 'ManifestEndorsed': {
      const { office, endorsedAt, only, covers } = event.data;
      return {
        ...row,
        visas: [...row.visas, { office, endorsedAt, ...(only && { only }), ...(covers && { covers }) }],
      };
    }
    case 'DcgDateMoved':
      return row.globalisation ? { ...row, globalisation: { ...row.globalisation, movedTo: event.data.to } } : row;
  }
};

export const manifestView: View<ManifestRow, ManifestEvent> = {
  name: 'manifests',
  version: 4,
  prefixes: ['manifest-'],
  project: (recorded, read) => {
    const key = recorded.event.data.manifestId;
    const row = next(read(key), recorded);
    return [{ key, row: row && { ...row, revision: String(recorded.revision) } }];
  },
  columns: { alertId: (r) => r.alertId, operator: (r) => r.operator, form: (r) => r.form, lodgedAt: (r) => r.lodgedAt },
};

/** The stream of a manifest. */
export const manifestStream = (manifestId: string): string => `manifest-${manifestId}`;
