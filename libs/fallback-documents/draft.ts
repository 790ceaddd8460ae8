import type { AlertAsSeen, ConsignmentType, DeclarationKind, Form, OfficeRegister, Operator } from '#libs/delta-x';
import { deltaXPolicy, officeAt } from '#libs/delta-x';
import { Refusal, refuse, refuseState, type Instant, type Objection, type RuleId } from '#libs/kernel';
import { formObjections } from './form-checks.js';
import type { Order } from './order.js';
import type {
  AeoEntry,
  BoxAStamp,
  Centralised,
  EvnList,
  LodgingMeans,
  PaperLine,
  PreAuthentication,
  Sheet,
  Signature,
} from './sheet.js';
import { totalsOf } from './totals.js';

/** What was lodged, as the log has it: the header of a manifest, or a declaration of its own. */
export interface Lodged {
  /** A manifest when absent. */
  readonly form?: Form | undefined;
  readonly operator: Operator;
  readonly consignmentType: ConsignmentType;
  readonly declarationKind: DeclarationKind;
  readonly assistance: string;
  readonly mentions: readonly string[];
  readonly officeOfClearance: string;
  readonly officeOfExit: string;
  readonly singleTransportContract: boolean;
  readonly signature?: Signature | undefined;
  readonly lodgedAt: Instant;
  readonly preAuthentication?: PreAuthentication | undefined;
  readonly stamped?: BoxAStamp | undefined;
  /** Box 44. */
  readonly documents?: readonly string[] | undefined;
  readonly lodging?: { readonly means: LodgingMeans; readonly detail?: string | undefined } | undefined;
  readonly centralised?: Centralised | undefined;
  readonly records?: AeoEntry | undefined;
  readonly evn?: EvnList | undefined;
}

/** What a document is drafted from. */
export interface Facts {
  readonly lodged: Lodged;
  readonly alert: AlertAsSeen;
  /** Of this part alone. */
  readonly lines: readonly PaperLine[];
  readonly parts: number;
  readonly offices: OfficeRegister;
  readonly link?: string | undefined;
  readonly now: Instant;
}

/** A draft with everything that its checks look at. */
export interface Draft {
  readonly order: Order;
  readonly facts: Facts;
  readonly startedAt: Instant;
}

const started = (alert: AlertAsSeen): Instant => {
  if (alert.system === 'delta-x' && alert.startedAt !== undefined) return alert.startedAt;
  throw refuse(
    'DX-21',
    { en: 'no alert about Delta X has started', fr: 'aucune alerte Delta X n’a débuté' },
    { field: 'alertId' },
  );
};

const needed = <T>(value: T | undefined, rule: RuleId, field: string, en: string, fr: string): T => {
  if (value !== undefined) return value;
  throw refuse(rule, { en, fr }, { field });
};

/** Either what was said with the lodging or what the order says; the lodging comes first: its data are frozen (DX-28). */
const particulars = ({ kind, ...order }: Order, lodged: Lodged) => {
  const lodging = lodged.lodging ?? order.lodging ?? defaultLodging(kind);
  const centralised = lodged.centralised ?? order.centralised;
  const signature = needed(
    order.signature ?? lodged.signature,
    kind === 'dau' ? 'DX-05' : 'DX-04',
    'signature',
    'the signature is missing',
    'il manque la signature',
  );
  return { lodging, centralised, signature };
};

/** What a DAU bears beside the declaration's data: as it was presented, where it was (DX-05, DX-06). */
const dauParts = (order: Order, lodged: Lodged): Pick<Sheet, 'preAuthentication' | 'stamped' | 'dau'> => {
  const preAuthentication = order.preAuthentication ?? lodged.preAuthentication;
  const { stamped, documents } = lodged;
  const dau = documents && order.dau?.documents === undefined ? { ...order.dau, documents } : order.dau;
  return {
    ...(preAuthentication ? { preAuthentication } : {}),
    ...(stamped && !preAuthentication ? { stamped } : {}),
    ...(dau ? { dau } : {}),
  };
};

const defaultLodging = (kind: Order['kind']): NonNullable<Lodged['lodging']> => {
  if (kind === 'dau') return { means: 'mailbox' };
  return { means: kind === 'manifest' ? 'agreement' : 'records' };
};

/**
 * What a document will say, or every reason why it may not be issued.
 * @throws Refusal: DX-01, DX-03 to DX-06, DX-08, DX-10, DX-12, DX-13, DX-21
 */
export const draftSheet = (order: Order, facts: Facts): Sheet => {
  const { lodged, alert, lines, parts, offices, link, now } = facts;
  if (lines.length === 0) {
    throw refuseState(
      { en: 'there is no consignment to put on it', fr: 'aucun envoi à y porter' },
      { field: order.subject.of === 'manifest' ? 'manifestId' : 'reference' },
    );
  }
  const startedAt = started(alert);
  const { lodging, centralised, signature } = particulars(order, lodged);
  const found: Objection[] = formObjections({ order, facts, startedAt }, { lodging, centralised, signature });
  const [first, ...more] = found;
  if (first) throw new Refusal([first, ...more]);
  const { kind, subject } = order;
  const records = kind === 'records-entry' ? (lodged.records ?? order.records) : undefined;
  const evn = kind === 'evn-list' ? (lodged.evn ?? order.evn ?? { basis: 'declarant-records' as const }) : undefined;
  const clearedAt = records?.enteredAt ?? lodged.lodgedAt;
  const { operator, consignmentType, declarationKind, assistance, officeOfClearance, officeOfExit } = lodged;
  const { fallbackMention } = deltaXPolicy(clearedAt);
  return {
    kind,
    subject,
    parts,
    operator,
    alertId: alert.alertId,
    consignmentType,
    declarationKind,
    assistance,
    mentions: lodged.mentions.includes(fallbackMention) ? lodged.mentions : [fallbackMention, ...lodged.mentions],
    officeOfClearance,
    officeOfExit,
    singleTransportContract: lodged.singleTransportContract,
    addressedTo: centralised
      ? { office: centralised.officeOfDeclaration, as: 'office-of-declaration' }
      : { office: officeOfClearance, as: 'office-of-export' },
    fallback: { startedAt, zone: officeAt(offices, officeOfClearance, clearedAt)?.zone ?? 'Europe/Paris' },
    clearedAt,
    issuedAt: now,
    signature,
    lodging: { means: lodging.means, ...(lodging.detail ? { detail: lodging.detail } : {}), at: clearedAt },
    ...(centralised ? { centralised } : {}),
    ...(kind === 'dau' ? dauParts(order, lodged) : {}),
    ...(records ? { records } : {}),
    ...(evn ? { evn } : {}),
    totals: totalsOf(lines),
    ...(link === undefined ? {} : { link }),
  };
};
