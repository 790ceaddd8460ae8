import { alertCodec, alertView, SYSTEMS } from '#libs/alert';
import {
  DECLARATION_STATUSES,
  declarationCodec,
  declarationStream,
  declarationView,
  manifestCodec,
  manifestStream,
  manifestView,
  PRIOR_STATES,
  VERDICTS,
  withManifest,
  type DeclarationRow,
  type ManifestRow,
} from '#libs/delta-x';
import { decoderOf, type Decoding, type StoredRecord } from '#libs/event-store';
import {
  DOCUMENT_KINDS,
  documentCodec,
  documentStream,
  documentView,
  numberCodec,
  numberView,
  VALIDITIES,
  type DocumentEvent,
  type DocumentRow,
  type NumberEvent,
  type NumberRow,
} from '#libs/fallback-documents';
import { foldView, type DomainEvent, type Recorded, type View } from '#libs/kernel';
import {
  callsCodec,
  campaignCodec,
  campaignView,
  reintegrationCodec,
  targetCodec,
  targetView,
} from '#libs/reintegration';

/** Prefixes of the streams that hold what happened (and not how far a reader has come). */
export const PRODUCT_STREAMS: readonly string[] = [
  'alert-',
  'own-outages-',
  'manifest-',
  'declaration-',
  'import-',
  'campaign-',
  'target-',
  'calls-',
  'document-',
  'numbers-',
];

/** A row as it goes out: what is in it is its view's own matter. */
export type PastRow = object;

/** What the rows of another view add to those of this one. */
export interface Beside {
  readonly view: PastView;
  /** Which row of it; `undefined` where none belongs to this one. */
  readonly of: (row: PastRow) => string | undefined;
  readonly join: (row: PastRow, beside: PastRow | undefined) => PastRow;
}

/** A view of the product as it is asked for in the past. */
export interface PastView {
  readonly name: string;
  readonly prefixes: readonly string[];
  /** Folds one stored event into the rows; false where the view does not read it. */
  readonly fold: (record: StoredRecord, rows: Map<string, PastRow>) => boolean;
  /** The columns that a query may filter by, each with the values it can take where they are few. */
  readonly filters: Readonly<Record<string, readonly string[] | 'any'>>;
  readonly columns: Readonly<Record<string, (row: PastRow) => string | number | null>>;
  readonly keyOf: (parts: readonly string[]) => string;
  /** The one stream that makes a row, where there is one: the others are then not read for it. */
  readonly streamOf?: (parts: readonly string[]) => string;
  /** The operator whose data a row is, where the question does not say it. */
  readonly ownerOf?: (row: PastRow) => string | undefined;
  /** What a single row shows beside itself, from one event of its stream. */
  readonly detail?: (record: StoredRecord) => PastRow | undefined;
  /** What is joined when a row is shown. */
  readonly beside?: Beside;
  /** Paths of the personal data that rows of this view carry. */
  readonly personal: readonly string[];
}

type Asked = Pick<PastView, 'filters' | 'keyOf' | 'streamOf' | 'ownerOf' | 'personal' | 'detail' | 'beside'>;

const past = <Row extends PastRow, E extends DomainEvent>(
  view: View<Row, E>,
  codecs: readonly Decoding<E>[],
  asked: Asked,
): PastView => {
  const decode = decoderOf(codecs);
  return {
    name: view.name,
    prefixes: view.prefixes,
    columns: (view.columns ?? {}) as PastView['columns'],
    fold: (record, rows) => {
      const recorded = decode(record) as Recorded<E> | undefined;
      if (recorded) foldView(view, [recorded], rows as Map<string, Row>);
      return recorded !== undefined;
    },
    ...asked,
  };
};

export const pastAlerts: PastView = past(alertView, [alertCodec], {
  filters: { status: ['planned', 'started', 'ended'], system: SYSTEMS, operator: 'any' },
  keyOf: ([alertId = '']) => alertId,
  streamOf: ([alertId = '']) => `alert-${alertId}`,
  personal: ['easings.decidedBy', 'easings.why'],
});

/** A row names its operator by the EORI, what was lodged with the name beside it. */
const eoriOf = (operator: unknown): string | undefined => {
  if (typeof operator === 'string') return operator;
  const { eori } = (operator ?? {}) as { readonly eori?: unknown };
  return typeof eori === 'string' ? eori : undefined;
};

export const pastManifests: PastView = past(manifestView, [manifestCodec], {
  filters: { alertId: 'any', operator: 'any', form: ['manifest', 'records'] },
  keyOf: ([manifestId = '']) => manifestId,
  streamOf: ([manifestId = '']) => manifestStream(manifestId),
  ownerOf: (row) => eoriOf((row as { readonly operator?: unknown }).operator),
  personal: manifestCodec.personal['ManifestLodged.v1'] ?? [],
  detail: (record) => {
    const event = manifestCodec.decode(record);
    return event?.type === 'ManifestLodged' ? event.data : undefined;
  },
});

export const pastDeclarations: PastView = past(declarationView, [declarationCodec], {
  filters: {
    alertId: 'any',
    operator: 'any',
    status: DECLARATION_STATUSES,
    cause: 'any',
    mrn: 'any',
    reference: 'any',
    manifestId: 'any',
    lrn: 'any',
    prior: PRIOR_STATES,
    verdict: VERDICTS,
    hold: 'any',
  },
  keyOf: ([operator = '', reference = '']) => declarationStream(operator, reference),
  streamOf: ([operator = '', reference = '']) => declarationStream(operator, reference),
  personal: declarationCodec.personal['DeclarationLodged.v1'] ?? [],
  detail: (record) => {
    const event = declarationCodec.decode(record);
    if (event?.type !== 'DeclarationLodged') return undefined;
    const { consignment, furtherArticles } = event.data;
    return { consignment, ...(furtherArticles ? { furtherArticles } : {}) };
  },
  beside: {
    view: pastManifests,
    of: (row) => (row as DeclarationRow).manifestId,
    join: (row, manifest) => withManifest(row as DeclarationRow, manifest as ManifestRow | undefined),
  },
});

export const pastCampaigns: PastView = past(campaignView, [campaignCodec, reintegrationCodec], {
  filters: { status: ['gathering', 'open', 'completed'], system: SYSTEMS },
  keyOf: (parts) => parts.join('-'),
  personal: [],
});

export const pastDocuments: PastView = past(documentView, [documentCodec], {
  filters: {
    operator: 'any',
    alertId: 'any',
    manifestId: 'any',
    reference: 'any',
    kind: DOCUMENT_KINDS,
    validity: VALIDITIES,
  },
  keyOf: ([documentId = '']) => documentId,
  streamOf: ([documentId = '']) => documentStream(documentId),
  ownerOf: (row) => (row as DocumentRow).operator,
  personal: [],
});

export const pastNumbers: PastView = past<NumberRow, NumberEvent | DocumentEvent>(
  numberView,
  [numberCodec, documentCodec],
  { filters: { operator: 'any' }, keyOf: (parts) => parts.join('/'), personal: [] },
);

export const pastTargets: PastView = past(targetView, [targetCodec, callsCodec], {
  filters: {},
  keyOf: ([system = '']) => system,
  personal: [],
});
