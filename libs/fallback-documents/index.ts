export { codeText, contentText, matterText, type Content } from './content.js';
export {
  documentDecider,
  documentStream,
  needsStamp,
  rulesOf,
  standing,
  type DocumentCommand,
  type FallbackDocument,
  type Version,
} from './document.decider.js';
export { documentView, VALIDITIES, type DocumentRow, type Validity } from './document.view.js';
export { documentCodec, numberCodec } from './documents.codec.js';
export * from './documents.events.js';
export { draftSheet, type Facts, type Lodged } from './draft.js';
export { isGivenUp, issuedAlready, numberGivenUp } from './issued-once.js';
export { lodgedAlone, lodgedTogether } from './lodged.js';
export {
  nextNumber,
  numberDecider,
  numberOf,
  numberStream,
  type NumberCommand,
  type NumberSeries,
  type TakeNumber,
  type VoidNumber,
} from './numbers.decider.js';
export { numberView, type NumberRow } from './numbers.view.js';
export { officeDate, officeHour, officeTime, zoneName } from './office-time.js';
export { subjectKey, type Order } from './order.js';
export { LAYOUT } from './pages/look.js';
export { pagesOf } from './pages/pages-of.js';
export { fileInfo, type Printable } from './pages/printable.js';
export * from './sheet.js';
export { shownDocument, type ShownDocument } from './shown-document.js';
export { totalsOf } from './totals.js';
