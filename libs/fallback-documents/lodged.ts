import type { DauPresented, DeclarationLodged, ManifestHeader } from '#libs/delta-x';
import type { Lodged } from './draft.js';
import type { AeoEntry, EvnList } from './sheet.js';

type Entry = NonNullable<ManifestHeader['records']>;

/** DX-12: what an authorised operator's entry says; nothing where it rests on something else, or says too little. */
const entryOf = ({ basis, aeo, officeInformedAt, dataHeld }: Entry, header: ManifestHeader): AeoEntry | undefined => {
  if (basis !== 'aeo' || !aeo || !officeInformedAt) return undefined;
  return {
    aeo: aeo.kind === 'OEA-F' ? 'OEA-F' : 'OEA-C',
    certificate: aeo.certificate,
    officeInformedAt,
    enteredAt: header.lodgedAt,
    dataHeld: dataHeld ?? (header.declarationKind === 'DAU' ? 'full' : 'simplified'),
  };
};

/** DX-03, DX-13. */
const evnOf = ({ basis, arrangement }: Entry): EvnList | undefined => {
  if (basis === 'aeo') return undefined;
  if (basis === 'evn') return { basis: 'declarant-records' };
  return { basis: 'local-arrangement', ...(arrangement ? { arrangement: arrangement.reference } : {}) };
};

const circumstances = ({ lodging, centralised }: Pick<ManifestHeader, 'lodging' | 'centralised'>) => ({
  ...(lodging ? { lodging: { means: lodging.means, ...(lodging.detail ? { detail: lodging.detail } : {}) } } : {}),
  ...(centralised ? { centralised } : {}),
});

/** A manifest's header as its documents need it. */
export const lodgedTogether = (header: ManifestHeader): Lodged => {
  const { operator, consignmentType, declarationKind, assistance, mentions, officeOfClearance, officeOfExit } = header;
  const { singleTransportContract, signature, lodgedAt, form, records } = header;
  const entry = records && entryOf(records, header);
  const evn = records && evnOf(records);
  return {
    ...(form ? { form } : {}),
    operator,
    consignmentType,
    declarationKind,
    assistance,
    mentions,
    officeOfClearance,
    officeOfExit,
    singleTransportContract,
    signature,
    lodgedAt,
    ...circumstances(header),
    ...(entry ? { records: entry } : {}),
    ...(evn ? { evn } : {}),
  };
};

/** What the DAU bore when it was presented. */
const presentedAs = ({
  signature,
  documents,
  authentication,
  box,
  office,
  officer,
  stampedAt,
}: DauPresented['data']) => ({
  signature,
  ...(documents.length > 0 ? { documents: documents.map(({ code, reference }) => `${code} ${reference}`) } : {}),
  ...(authentication === 'pre-authenticated' ? { preAuthentication: { box, office, officer } } : {}),
  ...(authentication === 'stamped' && stampedAt ? { stamped: { office, stampedAt } } : {}),
});

/** A declaration as its DAU needs it. How the lines of a manifest were lodged says nothing of a DAU. */
export const lodgedAlone = (lodged: DeclarationLodged['data'], presented?: DauPresented['data']): Lodged => {
  const { operator, kind, assistance, mentions, officeOfClearance, officeOfExit, lodgedAt, form } = lodged;
  return {
    ...(form ? { form } : {}),
    operator,
    consignmentType: 'other',
    declarationKind: kind,
    assistance,
    mentions,
    officeOfClearance,
    officeOfExit,
    singleTransportContract: lodged.singleTransportContract ?? false,
    lodgedAt,
    ...(presented ? presentedAs(presented) : {}),
    ...(form === 'dau' ? circumstances(lodged) : {}),
    ...(lodged.centralised ? { centralised: lodged.centralised } : {}),
  };
};
