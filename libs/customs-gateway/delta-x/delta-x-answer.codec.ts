import { instant, type Instant } from '#libs/kernel';
import { reading, withXml, type Reading } from '../xml/safe-xml.js';
import { loadSchema, SCHEMAS } from '../xml/schema.js';
import { writeXml } from '../xml/write-xml.js';

/** Of the answers to messages and to enquiries after them; unchanged since its first version. */
const DELTA_X_ANSWER = 'urn:reprise:delta-x:1';

interface About {
  /** Absent where the message was too damaged to tell, or the enquiry was by reference and found nothing. */
  readonly messageId?: string;
  readonly operator?: string;
  readonly reference?: string;
  /** On the clock of the customs system; of an acceptance, the acceptance itself. */
  readonly answeredAt: Instant;
}

export type DeltaXAnswer =
  | (About & { readonly kind: 'accepted'; readonly mrn: string })
  | (About & {
      readonly kind: 'refused';
      readonly code: string;
      readonly rule?: string;
      readonly reason: string;
      readonly field?: string;
      readonly first?: { readonly messageId: string; readonly mrn: string; readonly acceptedAt: Instant };
    })
  | (About & { readonly kind: 'unknown' });

const verdict = (answer: DeltaXAnswer): Parameters<typeof writeXml>[2] => {
  switch (answer.kind) {
    case 'accepted':
      return { accepted: { mrn: answer.mrn } };
    case 'refused':
      return {
        refused: {
          code: answer.code,
          rule: answer.rule,
          reason: answer.reason.slice(0, 512),
          field: answer.field?.slice(0, 512),
          first: answer.first && {
            messageId: answer.first.messageId,
            mrn: answer.first.mrn,
            acceptedAt: answer.first.acceptedAt,
          },
        },
      };
    case 'unknown':
      return { unknown: {} };
  }
};

export const deltaXAnswer = (answer: DeltaXAnswer): string =>
  writeXml(DELTA_X_ANSWER, 'answer', {
    messageId: answer.messageId,
    operator: answer.operator,
    reference: answer.reference,
    answeredAt: answer.answeredAt,
    ...(verdict(answer) as Record<string, never>),
  });

const optional = <K extends string>(reader: Reading, ...names: K[]): Partial<Record<K, string>> => {
  const found: Partial<Record<K, string>> = {};
  for (const name of names) {
    const text = reader.maybe(name);
    if (text !== undefined) found[name] = text;
  }
  return found;
};

const readFirst = (refused: Reading): { first?: { messageId: string; mrn: string; acceptedAt: Instant } } => {
  const first = refused.within('first');
  if (!first) return {};
  return {
    first: { messageId: first.one('messageId'), mrn: first.one('mrn'), acceptedAt: instant(first.one('acceptedAt')) },
  };
};

/** @throws UnsafeXml, or RangeError when it is no answer of this schema: nobody guesses what customs may have meant */
export const parseDeltaXAnswer = (xml: string): DeltaXAnswer =>
  withXml(xml, (document) => {
    const [fault] = loadSchema(SCHEMAS.deltaXAnswer).validate(document);
    if (fault) throw new RangeError(`not an answer of Delta X: ${fault.message}`);
    const root = reading(document.root);
    const about = {
      ...optional(root, 'messageId', 'operator', 'reference'),
      answeredAt: instant(root.one('answeredAt')),
    };
    const accepted = root.within('accepted');
    if (accepted) return { ...about, kind: 'accepted', mrn: accepted.one('mrn') };
    const refused = root.within('refused');
    if (!refused) return { ...about, kind: 'unknown' };
    return {
      ...about,
      kind: 'refused',
      code: refused.one('code'),
      reason: refused.one('reason'),
      ...optional(refused, 'rule', 'field'),
      ...readFirst(refused),
    };
  });
