import { instant, type Instant } from '#libs/kernel';
import { reading, withXml, type Reading } from '../xml/safe-xml.js';
import { loadSchema, SCHEMAS } from '../xml/schema.js';
import { writeXml, type Content } from '../xml/write-xml.js';

const DELTA_X_STATES = 'urn:reprise:delta-x:1';

/** How a declaration stands in Delta X. `reintegrated`: entered a posteriori and accepted. */
export const DELTA_X_STATES_OF_A_DECLARATION = [
  'anticipated',
  'lodged',
  'under-control',
  'credit-pending',
  'cash-payment',
  'bae-prov',
  'bae-def',
  'cancelled',
  'deleted',
  'reintegrated',
] as const;
export type DeltaXState = (typeof DELTA_X_STATES_OF_A_DECLARATION)[number];

/** One declaration that the customs system holds. */
export interface HeldDeclaration {
  /** As the customs system numbers it: an MRN, or the number of its own that came before. */
  readonly number: string;
  readonly lrn: string;
  readonly kind: 'DSE' | 'DAU';
  readonly state: DeltaXState;
  /** On the clock of the customs system. */
  readonly since: Instant;
  /** End of the anticipation delay (DX-31). */
  readonly anticipatedUntil?: Instant;
  /** When and why the service said that it would not cancel it (DX-29). */
  readonly cancellationDeclined?: { readonly at: Instant; readonly reason: string };
}

/** All that is held under one reference, the oldest first; none when nothing is known of it. */
export interface DeltaXStates {
  readonly operator: string;
  readonly reference: string;
  readonly answeredAt: Instant;
  readonly declarations: readonly HeldDeclaration[];
}

export const deltaXStates = ({ operator, reference, answeredAt, declarations }: DeltaXStates): string =>
  writeXml(DELTA_X_STATES, 'declarationStates', {
    operator,
    reference,
    answeredAt,
    declaration: declarations.map((d): Content => ({
      number: d.number,
      lrn: d.lrn,
      declarationKind: d.kind,
      state: d.state,
      since: d.since,
      anticipatedUntil: d.anticipatedUntil,
      cancellationDeclined: d.cancellationDeclined && {
        at: d.cancellationDeclined.at,
        reason: d.cancellationDeclined.reason.slice(0, 512),
      },
    })),
  });

const readDeclaration = (reader: Reading): HeldDeclaration => {
  const anticipatedUntil = reader.maybe('anticipatedUntil');
  const declined = reader.within('cancellationDeclined');
  return {
    number: reader.one('number'),
    lrn: reader.one('lrn'),
    kind: reader.one('declarationKind') === 'DSE' ? 'DSE' : 'DAU',
    // The schema has already held it against the list.
    state: reader.one('state') as DeltaXState,
    since: instant(reader.one('since')),
    ...(anticipatedUntil !== undefined && { anticipatedUntil: instant(anticipatedUntil) }),
    ...(declined && {
      cancellationDeclined: { at: instant(declined.one('at')), reason: declined.one('reason') },
    }),
  };
};

/** @throws UnsafeXml, or RangeError when it is no answer of this schema: nobody guesses what customs may have meant */
export const parseDeltaXStates = (xml: string): DeltaXStates =>
  withXml(xml, (document) => {
    const [fault] = loadSchema(SCHEMAS.deltaXStates).validate(document);
    if (fault) throw new RangeError(`not the states of declarations: ${fault.message}`);
    const root = reading(document.root);
    return {
      operator: root.one('operator'),
      reference: root.one('reference'),
      answeredAt: instant(root.one('answeredAt')),
      declarations: root.each('declaration').map(readDeclaration),
    };
  });
