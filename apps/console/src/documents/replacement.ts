import type { DocumentRow } from '../api/document-rows.js';
import type { Values } from '../ui/Form.js';
import { bodyFrom, type Body } from '../ui/form-body.js';

/** What a new version may say otherwise; the data of the lodging stay as lodged (DX-28). */
export const CHANGEABLE: Readonly<Record<DocumentRow['kind'], readonly ('signature' | 'preAuthentication' | 'dau')[]>> =
  {
    manifest: ['signature'],
    dau: ['signature', 'preAuthentication', 'dau'],
    'records-entry': ['signature'],
    'evn-list': ['signature'],
  };

/** Boxes of a DAU beyond the data of its declaration, and the characters that each holds. */
export const BOXES = [
  ['countryOfDestination', 2],
  ['transportAtDeparture', 60],
  ['deliveryTerms', 60],
  ['transportAtBorder', 60],
  ['natureOfTransaction', 2],
  ['modeAtBorder', 2],
  ['locationOfGoods', 35],
  ['netMassKg', 17],
  ['previousDocument', 60],
  ['documents', 800],
] as const;

/** The body of a replacement: why, and what was filled in. */
export const replacementBody = (values: Values, instantOf: (wallClock: string) => string): Body =>
  bodyFrom(values, { 'signature.signedAt': 'instant', 'dau.documents': 'list' }, instantOf);
