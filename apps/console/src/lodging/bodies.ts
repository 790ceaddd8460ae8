import type { Aliases } from '../ui/field-errors.js';
import type { PaperForm } from '../shell/route.js';
import type { Values } from '../ui/Form.js';
import { bodyFrom, type Body, type Kinds } from '../ui/form-body.js';
import { ARTICLE, CONSIGNMENT } from './goods.js';

/** How the clock on the office's wall is read. */
export interface WallClock {
  readonly instantOf: (wallClock: string) => string;
}

const KINDS: Kinds = {
  mentions: 'texts',
  singleTransportContract: 'flag',
  transit: 'flag',
  lodgedAt: 'instant',
  'signature.signedAt': 'instant',
  'dau.fallbackStartedAt': 'instant',
  'dau.stampedAt': 'instant',
  'dau.eadPrinted': 'flag',
  'dau.copy3WithGoods': 'flag',
  'records.officeInformedAt': 'instant',
  'records.usedFrom': 'instant',
  'records.regularises': 'flag',
};

/** The API names what it objects to in a line as the files do; and one input says both the office and DCN's (DX-10). */
export const ALIASES: Aliases = {
  ...Object.fromEntries([...CONSIGNMENT, ...ARTICLE].map((column) => [column, `consignment.${column}`])),
  'centralised.officeOfDeclaration': 'officeOfClearance',
  'dau.articles': 'consignment.description',
};

const section = (body: Body, name: string): Body => (body[name] ?? {}) as Body;
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** DX-12: full data where clearance is in one step, those of the simplified declaration in two. */
const recordsOf = (body: Body): Body => {
  const records = section(body, 'records');
  return records['basis'] === 'aeo'
    ? { ...records, dataHeld: body['declarationKind'] === 'DAU' ? 'full' : 'simplified' }
    : records;
};

const MEANS = { manifest: { means: 'agreement' }, dau: {}, records: { means: 'records' } } as const;

/** The body of a lodging from what its form holds: what is said once on the form stands wherever the API asks for it. */
export const lodgingBody = (form: PaperForm, values: Values, { instantOf }: WallClock): Body => {
  const body = bodyFrom(values, KINDS, instantOf);
  const office = text(body['officeOfClearance']) ?? '';
  const lodging = section(body, 'lodging');
  const signature = section(body, 'signature');
  const common = {
    ...body,
    lodging: { office, ...lodging, ...MEANS[form] },
    signature,
    ...(body['centralised'] === undefined
      ? {}
      : { centralised: { ...section(body, 'centralised'), officeOfDeclaration: office } }),
  };
  if (form === 'manifest') return common;
  if (form === 'dau') return { ...common, dau: { office, documents: [], ...section(body, 'dau') } };
  const consignmentType = section(body, 'records')['basis'] === 'aeo' ? body['consignmentType'] : 'evn';
  return { ...common, form: 'records', consignmentType, records: recordsOf(body) };
};
