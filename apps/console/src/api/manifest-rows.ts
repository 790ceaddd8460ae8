/** How paper reaches the office (DX-08). */
export interface Lodging {
  readonly means: 'agreement' | 'mailbox' | 'paper' | 'records';
  readonly detail?: string;
  readonly office: string;
}

/** What a manifest's lines have in common (DX-04). */
export interface ManifestGiven {
  readonly alertId: string;
  readonly consignmentType: 'evn' | 'other';
  readonly declarationKind: 'DSE' | 'DAU';
  readonly assistance: string;
  readonly mentions: readonly string[];
  readonly operator: { readonly eori: string; readonly name: string };
  readonly officeOfClearance: string;
  readonly officeOfExit: string;
  readonly singleTransportContract: boolean;
  readonly signature: { readonly name: string; readonly signedAt: string };
  readonly lodging?: Lodging;
  readonly presentation?: 'premises' | 'office';
  readonly transit?: boolean;
  readonly centralised?: { readonly authorisation: string; readonly officeOfDeclaration: string };
}

interface Marked {
  readonly form?: 'manifest' | 'dau' | 'records';
  readonly stamp?: { readonly office: string; readonly stampedAt: string; readonly selected: readonly string[] };
  readonly visas?: readonly {
    readonly office: string;
    readonly endorsedAt: string;
    readonly only?: readonly string[];
  }[];
  readonly globalisation?: {
    readonly reference: string;
    readonly endsAt: string;
    readonly dcgValidation: string;
    /** The outage moved the DCG's day (DX-32). */
    readonly movedTo?: string;
  };
}

/** What an entry in the records rests on (DX-03, DX-12, DX-13). */
export interface RecordsRow {
  readonly basis: 'aeo' | 'evn' | 'evn-tracking';
  readonly aeo?: { readonly kind: string; readonly certificate: string };
  readonly officeInformedAt?: string;
  readonly usedFrom?: string;
  readonly dataHeld?: 'full' | 'simplified';
  readonly regularises?: boolean;
  readonly availableAt?: string;
  readonly arrangement?: { readonly office: string; readonly reference: string; readonly agreedOn: string };
}

/** As the API tells it: names of persons only to those who need them. */
export interface ManifestRow extends Omit<ManifestGiven, 'signature'>, Marked {
  readonly manifestId: string;
  readonly records?: RecordsRow;
  readonly signature?: { readonly name?: string; readonly signedAt: string };
  readonly lodgedAt: string;
  readonly revision: string;
}

/** As it is listed: no personal data. */
export interface ManifestListed extends Marked {
  readonly manifestId: string;
  readonly operator: string;
  readonly consignmentType: 'evn' | 'other';
  readonly officeOfClearance: string;
  readonly officeOfExit: string;
  readonly lodgedAt: string;
  readonly lodging?: Lodging;
}
