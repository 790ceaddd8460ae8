import { instant } from '#libs/kernel';
import type { DocumentParticularsDto, IssueDocumentDto } from './documents.dto.js';
import type { OrderChanges, OrderGiven } from './documents.messages.js';

const plain = <T extends object>(given: T): T => Object.assign({}, given);

/** What a request says of a document, its instants read; only what it says. */
export const particularsOf = (body: DocumentParticularsDto): OrderChanges => {
  const { signature, lodging, centralised, preAuthentication, records, evn, dau } = body;
  const given = {
    signature: signature && { name: signature.name, signedAt: instant(signature.signedAt) },
    lodging: lodging && plain(lodging),
    centralised: centralised && plain(centralised),
    preAuthentication: preAuthentication && plain(preAuthentication),
    records: records && {
      aeo: records.aeo,
      certificate: records.certificate,
      dataHeld: records.dataHeld,
      officeInformedAt: instant(records.officeInformedAt),
      enteredAt: instant(records.enteredAt),
    },
    evn: evn && plain(evn),
    dau: dau && plain(dau),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
};

export const orderGiven = (body: IssueDocumentDto): OrderGiven => {
  const { kind, operator, manifestId, part, reference } = body;
  return { ...particularsOf(body), kind, operator, manifestId, part, reference };
};
