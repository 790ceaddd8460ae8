import type {
  Centralised,
  DauBoxes,
  DocumentKind,
  EvnList,
  LodgingMeans,
  PreAuthentication,
  AeoEntry,
  Signature,
  Subject,
} from './sheet.js';

/** What is asked for: a document about something lodged, and what the lodging does not say of it. */
export interface Order {
  readonly kind: DocumentKind;
  readonly operator: string;
  readonly subject: Subject;
  /** The signature of the manifest when absent. */
  readonly signature?: Signature | undefined;
  /** DX-08: as the lodging says when absent. */
  readonly lodging?: { readonly means: LodgingMeans; readonly detail?: string | undefined } | undefined;
  readonly centralised?: Centralised | undefined;
  readonly preAuthentication?: PreAuthentication | undefined;
  readonly records?: AeoEntry | undefined;
  readonly evn?: EvnList | undefined;
  readonly dau?: DauBoxes | undefined;
}

/** What a subject is known by, the same for ever: its document's id is derived from it. */
export const subjectKey = ({ kind, operator, subject }: Pick<Order, 'kind' | 'operator' | 'subject'>): string =>
  JSON.stringify(
    subject.of === 'manifest'
      ? [kind, operator, 'manifest', subject.manifestId, subject.part]
      : [kind, operator, 'declaration', subject.reference],
  );
