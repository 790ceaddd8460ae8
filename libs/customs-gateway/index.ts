export type {
  Accepted,
  CallOptions,
  CustomsGateway,
  CustomsMessage,
  EarlierAcceptance,
  EnquiryAnswer,
  Question,
  Refused,
  StatesAnswer,
  SubmissionAnswer,
  Unavailable,
} from './customs-gateway.port.js';
export type { MessageArticle, NumberedArticle } from './delta-x/article.content.js';
export { deltaXAnswer, parseDeltaXAnswer, type DeltaXAnswer } from './delta-x/delta-x-answer.codec.js';
export {
  CLEARANCE_BASES,
  deltaXMessage,
  parseDeltaXReintegration,
  type ClearanceBasis,
  type DeltaXReintegration,
  type ParsedReintegration,
  type Party,
  type ReceivedReintegration,
} from './delta-x/delta-x-reintegration.codec.js';
export {
  DELTA_X_STATES_OF_A_DECLARATION,
  deltaXStates,
  parseDeltaXStates,
  type DeltaXState,
  type DeltaXStates,
  type HeldDeclaration,
} from './delta-x/delta-x-states.codec.js';
export { sampleArticle, sampleReintegration } from './delta-x/sample-reintegration.js';
export { messageIdFor, newLrnFor } from './delta-x/message-id.js';
export { httpCustomsGateway, type HttpCustomsGatewayOptions } from './http-customs-gateway.js';
export { isMrn, makeMrn, mrnCheckDigit } from './mrn.js';
export { CUSTOMS_REFUSAL, type CustomsRefusalCode } from './refusal-codes.js';
export { duplicatePolicy } from './duplicate-policy.js';
export { decodeXml, MAX_XML_BYTES, MAX_XML_DEPTH, UnsafeXml } from './xml/safe-xml.js';
export { loadSchema, SCHEMAS, validateXml, type Schema, type XmlFault } from './xml/schema.js';
