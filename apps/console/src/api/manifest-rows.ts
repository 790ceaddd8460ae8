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
}

/** As the API tells it: names of persons only to those who need them. */
export interface ManifestRow extends Omit<ManifestGiven, 'signature'> {
  readonly manifestId: string;
  readonly form?: 'manifest' | 'dau' | 'records';
  readonly signature?: { readonly name?: string; readonly signedAt: string };
  readonly lodgedAt: string;
  readonly revision: string;
}
